"""Teaching cases: choosing, reviewing text by text, exporting."""
