"""Forms of a presentation: verdicts, opinion, addendum, patient page."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import Choice

from app.domain.vocabulary import Family, Outcome, Verdict, WishesEffect
from app.i18n import _
from app.services.opinions import Draft
from app.services.options import OwnWords

from .._forms import ChoiceField, DayField, NumberField, PartialDateField, SavingForm, long, short
from ..cases.fact_forms import YesNoField


def _verdict(value: Any) -> Verdict | None:
    return Verdict(value) if value else None


class VerdictField(RadioField):
    """The verdicts a person can give."""

    GIVEN = (
        Verdict.RETAINED,
        Verdict.TO_COMPLETE,
        Verdict.SET_ASIDE,
        Verdict.NOT_APPLICABLE,
        Verdict.NOT_DISCUSSED,
    )

    def __init__(self, label: str, **more: Any) -> None:
        choices = {v.value: _(v.label) for v in self.GIVEN}
        super().__init__(_(label), choices=choices, coerce=_verdict, **more)

    def iter_choices(self) -> Any:
        """Choices with the present one marked."""
        for code, label in self.choices.items():
            yield Choice(code, label, code == (self.data.value if self.data else ""), {})


class VerdictForm(SavingForm):
    """The verdict of one option, and what it requires."""

    verdict = VerdictField("Avis de la réunion")
    rank = NumberField("Rang", whole=True)
    condition = short("Condition", maximum=1000)
    fallback = short("Sinon", maximum=1000)
    with_option = short("Avec", maximum=1000)
    reason = long("Raison")
    reconsider_if = short("À reconsidérer si", maximum=1000)
    complete_what = short("Ce qui manque", maximum=1000)
    complete_who = short("Qui l'apporte", maximum=1000)
    complete_by = DayField(_("Pour le"))
    meanwhile = short("En attendant", maximum=1000)
    review_on = DayField(_("À réévaluer le"))
    wish_note = long("Au regard de ses souhaits")
    specifics = short("Médicaments ou essai précis", maximum=1000)
    practical_note = short("En pratique pour ce patient", maximum=1000)


class OptionForm(SavingForm):
    """An option to add: from the catalogue, or in the board's own words."""

    entry_code = SelectField(_("Du catalogue"))
    free_title = short("Ou une autre possibilité, en clair")
    family = ChoiceField("Famille", Family)
    specifics = short("Médicaments ou essai précis", maximum=1000)
    free_brings = long("Avantages")
    free_hard = long("Inconvénients")
    free_daily = long("Organisation au quotidien")


class OwnWordsForm(SavingForm):
    """What an option in the board's own words brings, costs and asks."""

    free_brings = long("Avantages", required=True)
    free_hard = long("Inconvénients", required=True)
    free_daily = long("Organisation au quotidien", required=True)

    def own(self) -> OwnWords:
        """The words as typed."""
        return OwnWords(self.free_brings.data, self.free_hard.data, self.free_daily.data)


class OpinionForm(SavingForm):
    """The opinion: one paragraph, the outcome, what follows."""

    text = long("Avis de la réunion")
    outcome = ChoiceField("Issue", Outcome, empty="À choisir")
    wishes_account = long("Comment les souhaits du patient ont été pris en compte")
    wishes_effect = ChoiceField("Ce que ses souhaits ont changé", WishesEffect, empty="Non précisé")
    next_steps = long("Suites : qui fait quoi, pour quand")
    departs_from = short("Référentiel dont la proposition s'écarte", maximum=1000)
    departs_because = long("Pourquoi elle s'en écarte")
    dissent_who = short("Qui n'est pas d'accord", maximum=1000)
    dissent_on = short("Sur quoi", maximum=1000)
    dissent_settled = YesNoField("Désaccord réglé")
    dissent_how = short("Comment", maximum=1000)
    trial = YesNoField("Essai clinique proposé")
    trial_ids = short("Identifiants des essais", maximum=1000)
    supportive = YesNoField("Besoins de soins de support évalués")
    supportive_note = short("Besoins et orientation", maximum=1000)

    def draft(self) -> Draft:
        """The typed opinion."""
        return Draft(**{field.name: self[field.name].data for field in fields(Draft)})


class AddendumForm(SavingForm):
    """An addition after validation."""

    text = long("Addendum", required=True)
    changes_proposal = BooleanField(
        _("Il change la proposition : la page remise au patient est à remplacer")
    )


class ReleaseForm(SavingForm):
    """What a clinician confirms before the patient's page leaves."""

    read = BooleanField(_("J'ai lu la page entière"))
    own_words_read = BooleanField(_("J'ai lu les parties écrites par un clinicien"))
    told_on = PartialDateField(_("Progression et proposition annoncées le"))
    told_by = short("Annoncées par")
    in_consultation = BooleanField(_("La page est remise pendant cette consultation"))


class NoteForm(SavingForm):
    """The clinician's own words for the patient."""

    patient_note = long("Quelques mots pour le patient")
