"""Forms of the catalogue: a proposal, a decision, a hospital's own practicalities."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField

from app.domain.catalogue import LocalPractical
from app.domain.vocabulary import EuropeanStatus, Family, FrenchAccess, Relation, Route, Site
from app.exchange.entry_text import EntryText, Outline, names
from app.i18n import _

from .._forms import ChoiceField, DayField, NumberField, SavingForm
from .._forms import long as paragraph
from .._forms import short as line
from ..cases.forms import TickField
from .criteria_field import CriteriaField


class ProposalForm(SavingForm):
    """Every text of an entry, as one version; criteria stay the data they are."""

    why = line("Motif de cette version", required=True, maximum=1000)
    title = line("Titre", required=True)
    detail = line("Précision du titre")
    eu_authorised = ChoiceField("Autorisation européenne", EuropeanStatus)
    fr_access = ChoiceField("Accès en France", FrenchAccess)
    short = line("En pratique, en bref")
    aim = line("À quoi cela sert", maximum=1000)
    rhythm = line("Rythme", maximum=1000)
    known_after = line("Quand on sait si cela marche", maximum=1000)
    visits_per_month = NumberField("Visites par mois")
    hours_per_visit = NumberField("Heures par visite")
    to_write = BooleanField(_("Texte encore à rédiger : il ne peut pas être signé"))
    clinical_summary = paragraph("Résumé")
    clinical_when = paragraph("Quand")
    clinical_prerequisites = paragraph("Prérequis")
    clinical_advantages = paragraph("Avantages", required=True)
    clinical_disadvantages = paragraph("Inconvénients", required=True)
    clinical_cautions = paragraph("Précautions")
    clinical_organisation = paragraph("Organisation")
    clinical_figures = paragraph("Chiffres")
    clinical_references = paragraph("Références", required=True)
    patient_title = line("Titre pour le patient", required=True)
    patient_sentence = paragraph("En une ou deux phrases", required=True)
    patient_brings = paragraph("Ce que cela peut apporter", required=True)
    patient_hard = paragraph("Ce qui peut être difficile", required=True)
    patient_daily = paragraph("Au quotidien")
    patient_unknown = paragraph("Encore incertain")
    patient_red_flags = paragraph("Quand appeler")
    patient_questions = paragraph("Questions à poser")

    def typed(self) -> EntryText:
        """The texts as typed."""
        return EntryText(**{name: self[name].data for name in names()})


class NewEntryForm(ProposalForm):
    """An entry of the hospital's own: its outline, then the same texts."""

    family = ChoiceField("Famille", Family)
    relation = ChoiceField("À côté du traitement en cours", Relation)
    route = ChoiceField("Comment", Route)
    sites = TickField(
        _("Tumeurs concernées"),
        choices=lambda: [(site.value, _(site.label)) for site in Site],
    )
    against_disease = BooleanField(_("C'est un traitement contre la maladie"))

    def outline(self) -> Outline:
        """What the entry is; its code is given by the service."""
        return Outline(
            "",
            self.family.data,
            self.relation.data,
            self.route.data,
            tuple(Site(value) for value in self.sites.data or ()),
            bool(self.against_disease.data),
        )


class CriteriaForm(SavingForm):
    """The criteria of an entry, and a case to try them on."""

    why = line("Motif de cette version", required=True, maximum=1000)
    criteria = CriteriaField(_("Critères"))
    case = HiddenField(default="")


class InForceForm(SavingForm):
    """Until when the version stands without being read again."""

    review_on = DayField(_("Prochaine relecture au plus tard le"))


class RetireForm(SavingForm):
    """Why the entry leaves the catalogue."""

    reason = paragraph("Motif du retrait", required=True)


class LocalForm(SavingForm):
    """How this hospital organises it."""

    place = line("Où", maximum=300)
    phone = line("Téléphone", render_kw={"inputmode": "tel"})
    contact = line("Qui joindre", maximum=300)
    waiting = line("Délai habituel")
    note = line("À savoir", maximum=1000)

    def typed(self) -> LocalPractical:
        """The practicalities as typed."""
        given: dict[str, Any] = self.values()
        return LocalPractical("", **given)
