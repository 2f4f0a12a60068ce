"""Actions of a board in YAML: takes the file's text, gives them in one language, or UnreadableFile.

They are no options: another opinion or another meeting has no rank and no verdict (§4.11).
"""

from __future__ import annotations

from dataclasses import fields

from app.domain.catalogue import BoardAction
from app.errors import UnreadableFile
from app.i18n import typography

from .marked_yaml import loaded, map_text, structure


def read_actions(text: str, language: str = "fr") -> tuple[BoardAction, ...]:
    """The actions in `language`, with French typography; a field left empty or a code given twice is refused."""
    words = loaded(text).get(language)
    if not isinstance(words, list):
        raise UnreadableFile("catalogue_no_language", language=language)
    actions = structure(map_text(words, typography), tuple[BoardAction, ...])
    codes = [action.code for action in actions]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise UnreadableFile("catalogue_key_twice", key=", ".join(twice))
    empty = [f"{a.code}.{f.name}" for a in actions for f in fields(a) if _is_missing(a, f.name)]
    if empty:
        raise UnreadableFile("catalogue_empty", key=", ".join(empty))
    return actions


def _is_missing(action: BoardAction, name: str) -> bool:
    return name != "cautions" and not getattr(action, name)
