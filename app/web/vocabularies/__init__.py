"""Names offered while a person types."""
