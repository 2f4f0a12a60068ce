"""Makers of rows by role, straight into the database of a test; services are tested for themselves."""
