"""The form of the notes of one case: a few fields for each item that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from wtforms import SelectField

from app.domain.gap import Gap, Line
from app.domain.vocabulary import GapState
from app.i18n import _
from app.queries.choices import Choice

from .._forms import ChoiceField, DayField, SavingForm, short


def _id_or_none(value: Any) -> UUID | None:
    return UUID(str(value)) if value and str(value) != "None" else None


class SheetForm(SavingForm):
    """The base of the form; `sheet_form` adds the fields of each item, named `<slug>.<part>`."""

    def note(self, line: Line) -> Gap:
        """What was typed beside one item."""
        slug = line.item.slug
        chosen = self[f"{slug}.bearer_id"].data
        return Gap(
            item=line.item.key,
            state=self[f"{slug}.state"].data,
            word=self[f"{slug}.word"].data,
            bearer_id=str(chosen or ""),
            bearer=self[f"{slug}.bearer"].data,
            due_on=self[f"{slug}.due_on"].data,
        )


def sheet_form(lines: Iterable[Line], people: Iterable[Choice]) -> type[SheetForm]:
    """The form for these items; `people` are the professionals offered."""
    fields: dict[str, Any] = {}
    offered: dict[Any, str] = {"": _("Personne encore")}
    offered |= {UUID(key): name for key, name in people}
    for line in lines:
        slug = line.item.slug
        fields[f"{slug}.state"] = ChoiceField("État", GapState, default=GapState.TO_BRING)
        fields[f"{slug}.bearer_id"] = SelectField(
            _("Qui l'apporte"), coerce=_id_or_none, choices=offered
        )
        fields[f"{slug}.bearer"] = short("Ou hors annuaire")
        fields[f"{slug}.due_on"] = DayField(_("Pour le"))
        fields[f"{slug}.word"] = short("Précision", maximum=1000)
    return type("SheetForm", (SheetForm,), fields)


def stored(lines: Iterable[Line], version: int) -> Any:
    """What is noted, as the form reads it."""
    values: dict[str, Any] = {"version": version}
    for line in lines:
        gap, slug = line.gap or Gap(line.item.key), line.item.slug
        values |= {
            f"{slug}.state": gap.state,
            f"{slug}.bearer_id": _id_or_none(gap.bearer_id),
            f"{slug}.bearer": gap.bearer,
            f"{slug}.due_on": gap.due_on,
            f"{slug}.word": gap.word,
        }
    return SimpleNamespace(**values)
