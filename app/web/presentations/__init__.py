"""Pages: presentations."""
