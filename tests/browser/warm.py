"""Loaded once by the process that served sites are forked from: the product, its pages and its command."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import app
from app.cli import main

for found in walk_packages(app.web.__path__, "app.web."):
    import_module(found.name)
READY = main.__name__
