"""The short block of precautions: one line a condition, answered yes, no or not known, with its detail and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import Field, HiddenField, RadioField
from wtforms.fields.choices import Choice

from app.domain.casefile import Caution
from app.domain.precautions import ASKED, Answer, Line
from app.domain.vocabulary import CautionKind, Presence
from app.errors import Violation
from app.i18n import _
from app.wording.rules import violation_sentence

from .._forms import PartialDateField, SavingForm, short

_HINTS = {
    CautionKind.QT: "QTc en ms, ou médicament en cause",
    CautionKind.HEART: "FEVG, traitement en cours",
    CautionKind.LIVER: "Child-Pugh, cause",
    CautionKind.KIDNEY: "clairance, dialyse",
    CautionKind.TRANSPLANT: "organe, traitement antirejet",
    CautionKind.AUTOIMMUNE: "laquelle, traitement en cours",
    CautionKind.PREVIOUS_TOXICITY: "médicament ou classe, effet, grade",
    CautionKind.STEROIDS: "dose par jour",
    CautionKind.ANTI_EGFR_CANDIDATE: "avis du médecin, pourquoi",
}


class AnswerField(RadioField):
    """Yes, no (looked for) or not known; nothing ticked is None, an answer that nobody gave."""

    def __init__(self, label: str, **more: Any) -> None:
        choices = {member.value: _(member.label) for member in Presence}
        super().__init__(label, choices=choices, **more)

    def process_data(self, value: Any) -> None:
        """Stored member in, None when there is none."""
        self.data: Any = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """The code ticked; an unknown one is refused beside the field."""
        self.data = None
        if valuelist and valuelist[0]:
            if valuelist[0] not in set(Presence):
                raise ValueError(violation_sentence(Violation("unknown_choice")))
            self.data = Presence(valuelist[0])

    def iter_choices(self) -> Iterator[Choice]:
        """Choices with the ticked one marked."""
        for code, label in dict(self.choices).items():
            yield Choice(code, label, self.data is not None and code == self.data.value, {})

    def pre_validate(self, form: Any) -> None:
        """Nothing more: no answer is allowed."""


@dataclass(frozen=True)
class FormLine:
    """The fields of one condition, with its name, what its detail may hold, and other rows about it."""

    kind: CautionKind
    presence: Field
    detail: Field
    noted_on: Field
    others: tuple[Caution, ...]
    hint: str


class PrecautionsForm(SavingForm):
    """Every condition that a criterion reads. Each line carries the row and version it was made from, and what it said."""

    def lines(self, known: tuple[Line, ...]) -> list[FormLine]:
        """The lines in the order of the block."""
        return [
            FormLine(
                line.kind,
                self[_name(line.kind, "presence")],
                self[_name(line.kind, "detail")],
                self[_name(line.kind, "noted_on")],
                line.others,
                _(_HINTS[line.kind]) if line.kind in _HINTS else "",
            )
            for line in known
        ]

    def answers(self) -> list[Answer]:
        """The lines the person changed; the others are left as they are, whoever writes them meanwhile."""
        return [self._answer(kind) for kind in ASKED if self._is_changed(kind)]

    def _is_changed(self, kind: CautionKind) -> bool:
        return bool(self._said(kind) != (self[_name(kind, "was")].data or "||"))

    def _said(self, kind: CautionKind) -> str:
        presence = self[_name(kind, "presence")].data
        detail, noted = self[_name(kind, "detail")].data, self[_name(kind, "noted_on")].data
        return as_said(presence, detail, noted)

    def _answer(self, kind: CautionKind) -> Answer:
        presence = self[_name(kind, "presence")].data
        caution = Caution(
            kind,
            presence or Presence.UNKNOWN,
            self[_name(kind, "detail")].data,
            self[_name(kind, "noted_on")].data,
        )
        seen = str(self[_name(kind, "seen")].data or "")
        row_id = str(self[_name(kind, "row")].data or "")
        return Answer(kind, presence, caution, row_id, int(seen) if seen.isdecimal() else 0)

    def refresh(self, stored: Mapping[str, Any]) -> None:
        """After a conflict: the versions that stand now, so that the next save is made over them knowingly."""
        for kind in ASKED:
            for part in ("row", "seen"):
                name = _name(kind, part)
                self[name].data = stored.get(name, "")
                self[name].raw_data = None


def stored_values(known: tuple[Line, ...], versions: Mapping[str, int]) -> dict[str, Any]:
    """What the form starts from: each line's caution, the row it is in and its version."""
    values: dict[str, Any] = {}
    for line in known:
        row = line.stored
        given = {
            "presence": row.presence if row else None,
            "detail": row.detail if row else "",
            "noted_on": row.noted_on if row else None,
            "row": row.id if row else "",
            "seen": str(versions.get(row.id, 0)) if row else "",
            "was": as_said(row.presence, row.detail, row.noted_on) if row else "||",
        }
        values |= {_name(line.kind, part): value for part, value in given.items()}
    return values


def as_said(presence: Presence | None, detail: str, noted_on: Any) -> str:
    """A line in one text, to see whether it was changed."""
    return f"{presence.value if presence else ''}|{detail or ''}|{noted_on or ''}"


def _name(kind: CautionKind, part: str) -> str:
    return f"{kind.value}_{part}"


for _kind in ASKED:
    setattr(PrecautionsForm, _name(_kind, "presence"), AnswerField(_(_kind.label)))
    setattr(PrecautionsForm, _name(_kind, "detail"), short("Détail", maximum=1000))
    setattr(PrecautionsForm, _name(_kind, "noted_on"), PartialDateField(_("Noté le")))
    for _part in ("row", "seen", "was"):
        setattr(PrecautionsForm, _name(_kind, _part), HiddenField(default=""))
