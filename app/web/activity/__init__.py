"""Pages: the activity of a hospital's boards."""
