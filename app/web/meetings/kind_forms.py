"""Forms of what a coordinator decides: a kind of meeting, and the items asked of a case."""

from __future__ import annotations

from wtforms import BooleanField

from app.domain.national import KIND_IDS, BoardIds
from app.domain.requirements import MARKERS
from app.domain.vocabulary import KindCategory, Need
from app.i18n import _
from app.services.requirements import AskedEntry, KindEntry

from .._forms import ChoiceField, NumberField, SavingForm, short
from .forms import TickField


class ItemsForm(SavingForm):
    """A form with a list of items to tick."""

    items = TickField(
        _("Éléments demandés"),
        choices={need.value: _(need.label) for need in Need},
        coerce=Need,
    )
    freshness_days = NumberField("Mesures à actualiser après (jours)", whole=True)

    @property
    def days(self) -> int | None:
        """The typed limit of age."""
        return None if self.freshness_days.data is None else int(self.freshness_days.data)

    def stored(self, name: str) -> str | None:
        """As for any form; the codes of items read as their names."""
        found = super().stored(name)
        if found is None or name != "items":
            return found
        return ", ".join(_(Need(code).label) for code in found.split(", ") if code)


class KindForm(ItemsForm):
    """A kind of meeting."""

    name = short("Nom", required=True)
    category = ChoiceField("Catégorie", KindCategory)
    room = short("Salle", maximum=1000)
    link = short("Lien de visioconférence", maximum=1000)
    coordinator = short("Médecin coordinateur de la RCP")
    rrc = short("Identifiant du réseau (RRC)", maximum=80)
    manager = short("Identifiant du gestionnaire (3C)", maximum=80)
    rcp = short("Identifiant de la RCP", maximum=80)
    address = short("Adresse du lieu", maximum=1000)
    place_id = short("Identifiant du lieu (FINESS)", maximum=80)
    active = BooleanField(_("Proposé pour une nouvelle réunion"))

    def entry(self) -> KindEntry:
        """The typed kind."""
        return KindEntry(
            name=self.name.data,
            category=self.category.data,
            room=self.room.data,
            link=self.link.data,
            freshness_days=self.days,
            items=tuple(self.items.data or ()),
            active=self.active.data,
            ids=BoardIds(**{name: self[name].data for name in KIND_IDS}),
        )


class AskedForm(ItemsForm):
    """What is asked for every site, or besides for one."""

    markers = TickField(_("Marqueurs attendus"), choices={name: name for name in MARKERS})

    def entry(self) -> AskedEntry:
        """What was ticked."""
        return AskedEntry(
            items=tuple(self.items.data or ()),
            markers=tuple(self.markers.data or ()),
            freshness_days=self.days,
        )
