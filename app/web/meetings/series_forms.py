"""Forms of a kind's members, of its rhythm, and of what happens to a meeting."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from wtforms import SelectField

from app.clock import PARIS
from app.domain.series import LAST, Rhythm
from app.domain.vocabulary import Frequency, Function, Standing, Weekday
from app.i18n import _
from app.queries.requirements import KindLine
from app.services.kind_members import Seating

from .._forms import ChoiceField, DayField, NumberField, SavingForm, needed, short
from .forms import TickField, TimeField

RANKS = {
    1: "Le premier",
    2: "Le deuxième",
    3: "Le troisième",
    4: "Le quatrième",
    LAST: "Le dernier",
}


def _uuid_or_none(value: Any) -> UUID | None:
    return UUID(str(value)) if value and str(value) != "None" else None


class KindMemberForm(SavingForm):
    """Somebody convened to the meetings of a kind."""

    professional_id = SelectField(_("Professionnel"), coerce=lambda value: UUID(str(value)))
    standing = ChoiceField("Convoqué", Standing)
    function = ChoiceField("Fonction habituelle", Function, default=Function.MEMBER)
    counts_for = SelectField(_("Compte au quorum pour"), coerce=lambda value: str(value or ""))

    def seating(self) -> Seating:
        """The typed member."""
        return Seating(
            self.professional_id.data,
            self.standing.data,
            self.function.data,
            self.counts_for.data or None,
        )


class KindSeatForm(SavingForm):
    """How a member of a kind is convened; who it is does not change."""

    standing = ChoiceField("Convoqué", Standing)
    function = ChoiceField("Fonction habituelle", Function)
    counts_for = SelectField(_("Compte au quorum pour"), coerce=lambda value: str(value or ""))

    def seating(self, professional_id: UUID) -> Seating:
        """The typed member."""
        counted = self.counts_for.data or None
        return Seating(professional_id, self.standing.data, self.function.data, counted)


class RhythmForm(SavingForm):
    """When the meetings of a kind sit."""

    every = ChoiceField("Rythme", Frequency, empty="Pas de rythme fixe")
    weekday = ChoiceField("Jour", Weekday)
    rank = SelectField(
        _("Si c'est chaque mois"),
        choices={number: _(text) for number, text in RANKS.items()},
        coerce=lambda value: int(value or 1),
        default=1,
    )
    at = TimeField(_("Heure, à Paris"), [needed()])
    duration_minutes = NumberField("Durée (minutes)", whole=True, validators=[needed()])

    def rhythm(self) -> Rhythm | None:
        """The typed rhythm."""
        if self.every.data is None:
            return None
        at = self.at.data
        return Rhythm(self.every.data, self.weekday.data, at.hour, at.minute, self.rank.data)


def of_kind(kind: KindLine) -> Any:
    """What `filled` shows of a kind's rhythm; two in the afternoon on a Tuesday while there is none."""
    rhythm = kind.rhythm or Rhythm(Frequency.WEEKLY, Weekday.TUESDAY, 14)
    return SimpleNamespace(
        every=rhythm.every if kind.rhythm else None,
        weekday=rhythm.weekday,
        rank=rhythm.rank,
        at=rhythm.at,
        duration_minutes=kind.duration_minutes,
        version=kind.version,
    )


class SeriesForm(SavingForm):
    """The days to plan."""

    days = TickField(_("Dates à prévoir"))


class PostponeForm(SavingForm):
    """Another date, and why."""

    on = DayField(_("Nouveau jour"), [needed()])
    at = TimeField(_("Heure"), [needed()])
    reason = short("Raison", required=True, maximum=1000)

    def starts_at(self) -> datetime:
        """The typed instant."""
        return datetime.combine(self.on.data, self.at.data, PARIS)


class CancelForm(SavingForm):
    """Why a meeting is not held, and where its cases go."""

    reason = short("Raison", required=True, maximum=1000)
    to = SelectField(_("Ses dossiers"), coerce=_uuid_or_none)


class CarryForm(SavingForm):
    """The meeting that sees the cases nobody saw."""

    to = SelectField(_("Reporter à"), coerce=_uuid_or_none)
