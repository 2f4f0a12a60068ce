"""Import of the OSIRIS pivot: the CSV files of the French oncology data set (INCa, inter-SIRIC)."""

from __future__ import annotations

from app.exchange.archive import read_zip

from .read import is_osiris, read_osiris

__all__ = ["is_osiris", "read_osiris", "read_zip"]
