"""Pages: long work."""
