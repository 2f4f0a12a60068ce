"""Form of a quorum rule: a minimum, then up to eight specialities, each with its mode."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from wtforms import BooleanField, Field, SelectField

from app.domain.quorum import LINES, QuorumRule, RequiredSpeciality
from app.domain.vocabulary import QuorumMode
from app.i18n import _

from .._forms import ChoiceField, NumberField, PartialDateField, SavingForm, long, needed, short

# A choice of the list: how it is said, and the official codes that are it.
Choices = Mapping[str, tuple[str, tuple[str, ...]]]


class QuorumForm(SavingForm):
    """The rule as typed; a line left without speciality does not count."""

    minimum = NumberField(
        "Spécialités médicales différentes, au moins", whole=True, validators=[needed()]
    )
    source = short("Source", maximum=1000)
    dated_on = PartialDateField(_("Date de la source"))
    is_example = BooleanField(_("C'est un exemple, que personne n'a encore vérifié ici"))

    def offer(self, choices: Choices) -> None:
        """Give each line its list."""
        self.known = choices
        for number in range(1, LINES + 1):
            self[f"speciality_{number}"].choices = {
                "": "",
                **{code: label for code, (label, _codes) in choices.items()},
            }

    @property
    def lines(self) -> list[tuple[Field, Field]]:
        """The lines, speciality beside mode."""
        return [(self[f"speciality_{n}"], self[f"mode_{n}"]) for n in range(1, LINES + 1)]

    def rule(self) -> QuorumRule:
        """The typed rule."""
        required = []
        for speciality, mode in self.lines:
            if speciality.data:
                label, codes = self.known[speciality.data]
                required.append(RequiredSpeciality(label, mode.data, codes))
        return QuorumRule(
            int(self.minimum.data or 0),
            tuple(required),
            self.source.data,
            self.dated_on.data,
            self.is_example.data,
        )


for _number in range(1, LINES + 1):
    setattr(
        QuorumForm,
        f"speciality_{_number}",
        SelectField(_("Spécialité %(n)s", n=_number), coerce=lambda value: str(value or "")),
    )
    setattr(QuorumForm, f"mode_{_number}", ChoiceField("Comment", QuorumMode))


class MeetingQuorumForm(QuorumForm):
    """The rule of one meeting, and what the fiche says of its quorum beside the value."""

    quorum_note = long("Commentaire sur le quorum")


def as_source(rule: QuorumRule, version: int, choices: Choices) -> Any:
    """What `filled` shows of a stored rule."""
    by_codes = {codes: code for code, (_label, codes) in choices.items()}
    shown: dict[str, Any] = {
        f"speciality_{n}": by_codes.get(one.codes, "") for n, one in enumerate(rule.required, 1)
    }
    shown |= {f"mode_{n}": one.mode for n, one in enumerate(rule.required, 1)}
    return SimpleNamespace(
        minimum=rule.minimum,
        source=rule.source,
        dated_on=rule.dated_on,
        is_example=rule.is_example,
        version=version,
        **shown,
    )
