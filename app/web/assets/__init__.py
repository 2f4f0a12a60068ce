"""The typeface, served from its package."""
