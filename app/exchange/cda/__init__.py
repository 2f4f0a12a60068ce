"""Import of the French CDA documents of cancer care: the board's fiche (FRCP) and the molecular report (CR-GM)."""

from __future__ import annotations

from .read import read_cda

__all__ = ["read_cda"]
