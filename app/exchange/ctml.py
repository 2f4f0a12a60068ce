"""CTML trials (JSON or YAML): takes files, gives trials with compiled match trees, or refuses with line and reason.

Everything is checked before anything is used: an unknown operator, section or key, a comparison or category
that cannot be read, an empty group. Equal leaves and subtrees become one object, so that what two trials share
is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.domain.logic import Node
from app.domain.text import fold
from app.domain.trial import IGNORED, Clause, Criterion, Trial
from app.domain.trial_leaves import CATEGORIES, COMPARISON, GENOMIC_KEYS, MICROSATELLITES, STATUSES
from app.errors import UnreadableFile

from .located import Located, Place, located

MAX_DEPTH = 40
_GROUPS = {"and": "all", "or": "any"}
_SECTIONS = frozenset({"clinical", "genomic", "prior_treatments"})
_CLINICAL = STATUSES | {"oncotree_primary_diagnosis", "age_numerical", "gender", "tmb_numerical"}
_PRIOR = frozenset({"drug"})


class TrialReader:
    """Reads files one after another; trials of several files share what is equal."""

    def __init__(self) -> None:
        self._leaves: dict[Criterion, Node] = {}
        self._nodes: dict[tuple[str, tuple[int, ...]], Node] = {}
        self._file = Located("", "", None)
        self._seen: dict[str, str] = {}

    def read(self, data: bytes, name: str) -> tuple[Trial, ...]:
        """The trials of a file: one, or a list of them; UnreadableFile names file, line and reason."""
        self._file = located(data, name)
        value = self._file.value
        if isinstance(value, Mapping) and "treatment_list" not in value and "match" not in value:
            raise self._file.refusal("trial_shape", ("treatment_list",))
        given: list[tuple[Place, Any]] = [((), value)]
        if isinstance(value, list):
            given = [((number,), each) for number, each in enumerate(value)]
        if not given:
            raise UnreadableFile("trial_none", name=name)
        return tuple(self._trial(each, place) for place, each in given)

    def _trial(self, given: Any, place: Place) -> Trial:
        if not isinstance(given, Mapping):
            raise self._file.refusal("trial_not_a_mapping", place)
        code = str(given.get("protocol_no") or given.get("nct_id") or "").strip()
        if not code and not place:
            # A file that holds one trial and no number is named by the file itself.
            code = self._file.name.rsplit(".", 1)[0]
        if not code:
            raise self._file.refusal("trial_without_number", place)
        if code in self._seen:
            raise self._file.refusal("trial_twice", place, trial=code, other=self._seen[code])
        self._seen[code] = self._file.name
        return Trial(
            id=code,
            title=str(given.get("short_title") or given.get("long_title") or ""),
            status=str(given.get("status") or ""),
            clauses=tuple(self._clauses(given, place)),
            phase=str(given.get("phase") or ""),
        )

    def _clauses(self, given: Mapping[str, Any], place: Place) -> Iterator[Clause]:
        """Every `match` at the root, of a step, an arm or a dose level."""
        yield from self._matches(given, place)
        treatments = given.get("treatment_list", {})
        if not isinstance(treatments, Mapping):
            raise self._file.refusal("trial_shape", (*place, "treatment_list"))
        steps = (*place, "treatment_list", "step")
        for at_step, step in self._list(treatments.get("step"), steps):
            yield from self._matches(step, at_step)
            for at_arm, arm in self._list(step.get("arm"), (*at_step, "arm")):
                yield from self._matches(arm, at_arm)
                levels = (*at_arm, "dose_level")
                for at_level, level in self._list(arm.get("dose_level"), levels):
                    yield from self._matches(level, at_level)

    def _list(self, given: Any, place: Place) -> Iterator[tuple[Place, Mapping[str, Any]]]:
        if given is None:
            return
        if not isinstance(given, list) or not all(isinstance(each, Mapping) for each in given):
            raise self._file.refusal("trial_shape", place)
        for number, each in enumerate(given):
            yield (*place, number), each

    def _matches(self, level: Mapping[str, Any], place: Place) -> Iterator[Clause]:
        """The trees of one level; several in one `match` must all be met."""
        if not level.get("match"):
            return
        at = (*place, "match")
        if not isinstance(level["match"], list):
            raise self._file.refusal("trial_shape", at)
        trees = [
            self._node(each, (*at, number), depth=1) for number, each in enumerate(level["match"])
        ]
        start = 1 if at and isinstance(at[0], int) else 0
        path = ".".join(str(key) for key in at[start:])
        yield Clause(path, trees[0] if len(trees) == 1 else self._group("all", trees))

    def _node(self, given: Any, place: Place, *, depth: int) -> Node:
        if not isinstance(given, Mapping) or not given:
            raise self._file.refusal("trial_not_a_mapping", place)
        if depth > MAX_DEPTH:
            raise self._file.refusal("trial_too_deep", place)
        nodes = [self._keyed(key, value, (*place, key), depth) for key, value in given.items()]
        return nodes[0] if len(nodes) == 1 else self._group("all", nodes)

    def _keyed(self, key: str, value: Any, place: Place, depth: int) -> Node:
        if key in _GROUPS:
            if not isinstance(value, list) or not value:
                raise self._file.refusal("trial_empty_group", place, key=key)
            children = [
                self._node(each, (*place, number), depth=depth + 1)
                for number, each in enumerate(value)
            ]
            return self._group(_GROUPS[key], children)
        if key not in _SECTIONS:
            raise self._file.refusal("trial_unknown_operator", place, key=str(key))
        if not isinstance(value, Mapping) or not value:
            raise self._file.refusal("trial_not_a_mapping", place)
        return self._section(key, value, place)

    def _section(self, section: str, value: Mapping[str, Any], place: Place) -> Node:
        keys = tuple(
            (str(key), self._text(key, each, (*place, key))) for key, each in value.items()
        )
        for key, text in keys:
            self._check(section, key, text, (*place, key))
        if section == "genomic":
            return self._leaf(Criterion(section, keys))
        kept = [self._leaf(Criterion(section, (key,))) for key in keys if key[0] not in IGNORED]
        return kept[0] if len(kept) == 1 else self._group("all", kept)

    def _text(self, key: Any, value: Any, place: Place) -> str:
        """A value as text; a list is a choice."""
        if isinstance(value, list) and value and all(_is_scalar(each) for each in value):
            return "|".join(map(_plain, value))
        if not _is_scalar(value) or not _plain(value).strip():
            raise self._file.refusal("trial_bad_value", place, key=str(key), value=repr(value)[:60])
        return _plain(value).strip()

    def _check(self, section: str, key: str, text: str, place: Place) -> None:
        known = {"clinical": _CLINICAL | IGNORED, "prior_treatments": _PRIOR}.get(section)
        is_known = key in known if known else key in GENOMIC_KEYS or key.endswith("_signature")
        if not is_known:
            raise self._file.refusal("trial_unknown_key", place, key=f"{section}.{key}")
        if not _is_readable(key, text.removeprefix("!")):
            raise self._file.refusal("trial_bad_value", place, key=key, value=text[:60])

    def _leaf(self, criterion: Criterion) -> Node:
        return self._leaves.setdefault(criterion, Node("leaf", leaf=criterion))

    def _group(self, kind: str, children: Iterable[Node]) -> Node:
        below = tuple(children)
        if kind == "all" and any(child.kind == "all" for child in below):
            below = tuple(
                grand
                for child in below
                for grand in (child.children if child.kind == "all" else (child,))
            )
        key = (kind, tuple(id(child) for child in below))
        return self._nodes.setdefault(key, Node(kind, below))


def _is_readable(key: str, text: str) -> bool:
    """Whether the value of a key with a grammar of its own can be read."""
    if key in {"age_numerical", "tmb_numerical"}:
        return bool(COMPARISON.match(text))
    if key == "variant_category":
        return fold(text) in CATEGORIES
    if key in {"mmr_status", "ms_status"}:
        return fold(text) in MICROSATELLITES
    return True


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _plain(value: Any) -> str:
    """JSON's words for true and false; a whole number without its decimal."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
