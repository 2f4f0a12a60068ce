"""One-line fields that offer names of a vocabulary while a person types; plain fields without script."""

from __future__ import annotations

from typing import Any

from app.i18n import _


def suggest(vocabulary: str, *, several: bool = False) -> dict[str, Any]:
    """Arguments of a field that offers names of `vocabulary` (`several`: separated by commas)."""
    given = {
        "data-suggest": vocabulary,
        "data-suggest-label": _("Propositions"),
        "autocomplete": "off",
    }
    return {"render_kw": given | ({"data-suggest-several": "1"} if several else {})}
