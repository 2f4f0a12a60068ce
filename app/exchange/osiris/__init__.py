"""The OSIRIS pivot, in and out: the CSV files of the French oncology data set (INCa, inter-SIRIC)."""

from __future__ import annotations

from app.exchange.archive import read_zip

from .read import is_osiris, read_osiris
from .write import write_osiris

__all__ = ["is_osiris", "read_osiris", "read_zip", "write_osiris"]
