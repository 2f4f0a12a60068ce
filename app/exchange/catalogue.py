"""Catalogue entries in YAML: takes one entry's text, gives it in one language, or UnreadableFile.

Facts common to all languages stand at the top, sentences under their language (`fr:`). A fact is
written `{V: sentence}` or `{K: sentence}`, so that none can be without its mark.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, get_args, get_origin

import yaml
from cattrs import Converter, transform_error

from app.domain.catalogue import CatalogueEntry, Fact
from app.domain.criteria import problems
from app.domain.vocabulary import Labelled, Mark, Refusal, Site
from app.errors import UnreadableFile
from app.i18n import typography

EFFECTS = frozenset({Refusal.FATIGUE, Refusal.SKIN, Refusal.DIGESTIVE})
MAX_CHARACTERS = 100_000
LANGUAGES = frozenset({"fr", "en"})
_SENTENCES_OF_CRITERIA = frozenset({"text", "source", "asks"})


def read_entry(text: str, language: str = "fr") -> CatalogueEntry:
    """The entry in `language`, with French typography; the error's code names what is wrong, where.

    Reviews are never read from a file: an entry comes in as a draft.
    """
    plain = _plain(_loaded(text), language)
    try:
        entry = _CONVERTER.structure(plain, CatalogueEntry)
    except Exception as error:
        # cattrs groups every kind of error; its own report says where each one is.
        raise UnreadableFile("catalogue_shape", where=_first(error)) from error
    _check(entry)
    return entry


class _StrictLoader(yaml.SafeLoader):
    """Safe YAML in which a key given twice is an error: a criterion must never vanish."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise UnreadableFile("catalogue_key_twice", key=", ".join(sorted(twice)))
        return super().construct_mapping(node, deep)


def _loaded(text: str) -> dict[str, Any]:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile("catalogue_too_long", limit=str(MAX_CHARACTERS))
    try:
        loaded = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = str(mark.line + 1) if mark else ""
        raise UnreadableFile("catalogue_not_yaml", line=line) from error
    if not isinstance(loaded, dict):
        raise UnreadableFile("catalogue_not_a_mapping")
    return loaded


def _plain(loaded: dict[str, Any], language: str) -> dict[str, Any]:
    """The shape of CatalogueEntry, with the sentences of one language."""
    words = loaded.get(language)
    if not isinstance(words, dict):
        raise UnreadableFile("catalogue_no_language", language=language)
    for review in ("clinical_review", "patient_review"):
        if review in loaded or review in words:
            raise UnreadableFile("catalogue_review_in_file", key=review)
    broken = problems(loaded.get("criteria", []))
    if broken:
        raise UnreadableFile(broken[0].code, **broken[0].params)
    common = {key: value for key, value in loaded.items() if key not in LANGUAGES}
    sentences = _map_text(words, typography)
    practical = common.get("practical")
    if not isinstance(practical, dict):
        raise UnreadableFile("catalogue_shape", where="$.practical")
    told = {key: sentences.pop(key) for key in ("rhythm", "short") if key in sentences}
    _refuse_clash(common, sentences)
    return {
        **common,
        **sentences,
        "practical": {**practical, **told},
        "criteria": _criteria(common.get("criteria", [])),
    }


def _refuse_clash(common: Mapping[str, Any], sentences: Mapping[str, Any]) -> None:
    clash = sorted(set(common) & set(sentences))
    if clash:
        raise UnreadableFile("catalogue_key_twice", key=", ".join(clash))


def _map_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same nested value with every string changed, keys left alone."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_map_text(each, change) for each in value]
    if isinstance(value, dict):
        return {key: _map_text(each, change) for key, each in value.items()}
    return value


def _criteria(node: Any) -> Any:
    """The criteria with typography in the sentences people read, and nowhere else."""
    if isinstance(node, list):
        return [_criteria(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: typography(value)
        if key in _SENTENCES_OF_CRITERIA and isinstance(value, str)
        else _criteria(value)
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
    empty = [key for key, value in needed.items() if not value]
    if empty:
        raise UnreadableFile("catalogue_empty", key=", ".join(empty))


def _first(error: Exception) -> str:
    return transform_error(error)[0]


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    """A hook that converts nothing: a number is not a text, a text is not a list."""

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise TypeError(f"{kind.__name__} expected")
        return value

    return structure


def _fact(value: Any, _: Any) -> Fact:
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("a fact is one mark and one sentence")
    [(mark, sentence)] = value.items()
    if not isinstance(sentence, str) or not sentence.strip():
        raise ValueError("a fact needs a sentence")
    return Fact(sentence, Mark(mark))


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("number expected")
    return float(value)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, _number)
    # More specific than the hook of `str`, which our closed lists would otherwise fall under.
    converter.register_structure_hook(Labelled, lambda value, kind: kind(value))
    converter.register_structure_hook(Fact, _fact)

    def tuples(value: Any, kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError("list expected")
        return tuple(converter.structure(each, get_args(kind)[0]) for each in value)

    converter.register_structure_hook_func(_is_tuple, tuples)
    return converter


_CONVERTER = _converter()
