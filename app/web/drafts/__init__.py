"""Pages: drafts."""
