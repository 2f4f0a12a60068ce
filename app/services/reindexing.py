"""The words of the search made again whole, in one transaction, with its trace."""

from __future__ import annotations

from . import _index, installation
from ._transaction import transaction


def rebuild() -> int:
    """Make every word again; how many cases there are."""
    with transaction(installation.operator()) as tx:
        count = _index.rebuild()
        tx.audit("index.rebuilt", "index", cases=count)
        return count
