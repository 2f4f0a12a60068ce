"""Catalogue entries in YAML: takes one entry's text, gives it in one language, or UnreadableFile.

Facts common to all languages stand at the top, sentences under their language (`fr:`); facts are marked
(see marked_yaml.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.catalogue import CatalogueEntry
from app.domain.criteria import problems
from app.domain.vocabulary import Refusal, Site
from app.errors import UnreadableFile
from app.i18n import typography

from .marked_yaml import loaded, map_text, structure

EFFECTS = frozenset({Refusal.FATIGUE, Refusal.SKIN, Refusal.DIGESTIVE})
LANGUAGES = frozenset({"fr", "en"})
_TOLD_OF_PRACTICAL = ("aim", "rhythm", "known_after", "short")
_SENTENCES_OF_CRITERIA = frozenset({"text", "source", "asks", "quote", "effect"})


def read_entry(text: str, language: str = "fr") -> CatalogueEntry:
    """The entry in `language`, with French typography; the error's code names what is wrong, where.

    Reviews are never read from a file: an entry comes in as a draft.
    """
    entry = structure(_plain(loaded(text), language), CatalogueEntry)
    _check(entry)
    return entry


def _plain(given: dict[str, Any], language: str) -> dict[str, Any]:
    """The shape of CatalogueEntry, with the sentences of one language."""
    words = given.get(language)
    if not isinstance(words, dict):
        raise UnreadableFile("catalogue_no_language", language=language)
    for review in ("clinical_review", "patient_review", "in_force_on", "review_on"):
        if review in given or review in words:
            raise UnreadableFile("catalogue_review_in_file", key=review)
    broken = problems(given.get("criteria", []))
    if broken:
        raise UnreadableFile(broken[0].code, **broken[0].params)
    common = {key: value for key, value in given.items() if key not in LANGUAGES}
    sentences = map_text(words, typography)
    practical = common.get("practical")
    if not isinstance(practical, dict):
        raise UnreadableFile("catalogue_shape", where="$.practical")
    told = {key: sentences.pop(key) for key in _TOLD_OF_PRACTICAL if key in sentences}
    _refuse_clash(common, sentences)
    return {
        **common,
        **sentences,
        "practical": {**practical, **told},
        "criteria": typeset(common.get("criteria", [])),
    }


def _refuse_clash(common: Mapping[str, Any], sentences: Mapping[str, Any]) -> None:
    clash = sorted(set(common) & set(sentences))
    if clash:
        raise UnreadableFile("catalogue_key_twice", key=", ".join(clash))


def typeset(node: Any) -> Any:
    """The criteria with typography in the sentences people read, and nowhere else."""
    if isinstance(node, list):
        return [typeset(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: typography(value)
        if key in _SENTENCES_OF_CRITERIA and isinstance(value, str)
        else typeset(value)
        for key, value in node.items()
    }


def _check(entry: CatalogueEntry) -> None:
    """What the types do not say: known sites, readable effects, nothing left empty."""
    unknown = sorted(set(entry.sites) - set(Site))
    if unknown:
        raise UnreadableFile("catalogue_unknown_site", value=", ".join(unknown))
    effects = sorted(set(entry.practical.effects) - EFFECTS)
    if effects:
        raise UnreadableFile("catalogue_unknown_effect", value=", ".join(effects))
    needed = {
        "code": entry.code,
        "title": entry.title,
        "clinical.advantages": entry.clinical.advantages,
        "clinical.disadvantages": entry.clinical.disadvantages,
        "clinical.references": entry.clinical.references,
        "patient.sentence": entry.patient.sentence,
        "patient.brings": entry.patient.brings,
        "patient.hard": entry.patient.hard,
    }
    if not entry.to_write:
        needed["patient.red_flags"] = entry.patient.red_flags
    empty = [key for key, value in needed.items() if not value]
    if empty:
        raise UnreadableFile("catalogue_empty", key=", ".join(empty))
