"""Forms of a meeting."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from app.clock import PARIS
from app.domain.vocabulary import Function
from app.i18n import _
from app.services.meetings import Plan

from .._forms import ChoiceField, DayField, NumberField, SavingForm, needed, short


class TimeField(StringField):
    """A time of day as people write it: 14:00, 14h or 14 h 30."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Typed text to a time."""
        self.data: Any = None
        text = (
            valuelist[0].lower().replace(" ", "").replace("h", ":").rstrip(":") if valuelist else ""
        )
        if not text:
            return
        hours, _colon, minutes = text.partition(":")
        try:
            self.data = time(int(hours), int(minutes or 0))
        except ValueError:
            raise ValueError(_("Heure non comprise. Écrivez par exemple 14:00.")) from None


class TickField(SelectMultipleField):
    """Several choices as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _id_or_none(value: Any) -> UUID | None:
    return UUID(str(value)) if value and str(value) != "None" else None


class MeetingForm(SavingForm):
    """A meeting: when, where, how long, and its kind; its quorum rule has its own page."""

    title = short("Réunion", required=True)
    kind_id = SelectField(_("Type de réunion"), coerce=_id_or_none)
    on = DayField(_("Jour"), [needed()])
    at = TimeField(_("Heure"), [needed()])
    place = short("Lieu et lien de visioconférence", maximum=1000)
    session = short("Numéro national de la séance", maximum=80)
    duration_minutes = NumberField(
        "Durée (minutes)", whole=True, validators=[needed()], default=120
    )

    def plan(self) -> Plan:
        """The typed meeting."""
        return Plan(
            title=self.title.data,
            starts_at=datetime.combine(self.on.data, self.at.data, PARIS),
            place=self.place.data,
            kind_id=self.kind_id.data,
            session=self.session.data,
            duration_minutes=int(self.duration_minutes.data or 0),
        )

    def offer_kinds(self, kinds: list[tuple[str, str]]) -> None:
        """Give the list of kinds its rows, after "none"."""
        self.kind_id.choices = {"": _("Aucun"), **{UUID(key): name for key, name in kinds}}


class MemberForm(SavingForm):
    """Somebody to convene."""

    professional_id = SelectField(_("Professionnel"), coerce=lambda value: UUID(str(value)))
    function = ChoiceField("Fonction", Function, default=Function.MEMBER)
    counts_for = SelectField(_("Compte au quorum pour"), coerce=lambda value: str(value or ""))


class AgendaForm(SavingForm):
    """A case to put on the agenda."""

    presentation_id = SelectField(_("Dossier"), coerce=lambda value: UUID(str(value)))
