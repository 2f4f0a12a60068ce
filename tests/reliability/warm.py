"""Loaded once by the server that children are forked from: each child would take a second to parse the catalogue."""

from __future__ import annotations

from app.queries import catalogue
from app.services.catalogue import SEED
from tests.reliability import children

for path in SEED.glob("catalogue/*.yaml"):
    catalogue.parsed(path.stem, 1, path.read_text(encoding="utf-8"))
READY = children.__name__
