"""Tests of the use cases, through the real database."""
