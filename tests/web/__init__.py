"""Tests of pages through a browser that judges them."""
