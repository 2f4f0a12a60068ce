"""What a person chose for one screen (projection, list folded, private view, following), carried from address to address.

It is in the address, not in the session: two windows of one browser, the laptop and the projector, differ.
"""

from __future__ import annotations

from typing import Any

from flask import has_request_context, request

CHOSEN = ("projection", "liste", "privee", "suivi")


def carry(_endpoint: str, values: dict[str, Any]) -> None:
    """Add to an address of the same presentation what this screen was asked for; one given explicitly, None too, wins.

    Prints, which have a `kind`, take nothing along.
    """
    if not has_request_context() or "kind" in values or not request.view_args:
        return
    here = request.view_args.get("presentation_id")
    if here is None or str(values.get("presentation_id")) != str(here):
        return
    for name in CHOSEN:
        if request.args.get(name):
            values.setdefault(name, request.args[name])
