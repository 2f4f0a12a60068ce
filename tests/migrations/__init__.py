"""Tests of the migrations, with data."""
