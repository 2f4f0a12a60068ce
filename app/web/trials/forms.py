"""Forms of the list of trials: one line, and a file to read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField

from app.domain.local_trial import LocalTrial, SimpleCriteria
from app.domain.vocabulary import TrialStatus
from app.i18n import _
from app.services.trials import SIMPLE, TYPED

from .._forms import ChoiceField, DayField, NumberField, SavingForm, long, short


class TrialForm(SavingForm):
    """One line of the list."""

    number = short("Numéro (NCT, EU-CT)", required=True, maximum=80)
    title = short("Titre", required=True, maximum=1000)
    sponsor = short("Promoteur", maximum=300)
    phase = short("Phase", maximum=20)
    status = ChoiceField("Statut dans ce centre", TrialStatus)
    verified_on = DayField(_("Vérifié le"))
    verified_by = short("Vérifié par")
    centre = short("Centre", maximum=300)
    contact = short("Contact", maximum=300)
    distance_km = NumberField("Distance (km)", whole=True)
    travel_minutes = NumberField("Trajet (min)", whole=True)
    main_criteria = long("Critères principaux, en clair")
    tumours = short("Tumeurs", maximum=1000)
    markers = short("Marqueurs", maximum=1000)
    lines_at_least = NumberField("Lignes au moins", whole=True)
    lines_at_most = NumberField("Lignes au plus", whole=True)
    performance_at_most = NumberField("OMS au plus", whole=True)
    age_at_least = NumberField("Âge au moins", whole=True)
    age_at_most = NumberField("Âge au plus", whole=True)
    sex = SelectField(
        _("Sexe demandé"), choices={"": "", "female": _("Féminin"), "male": _("Masculin")}
    )
    notes = long("Notes")

    def trial(self, computed: tuple[Any, ...] = ()) -> LocalTrial:
        """The line as typed; criteria of a CTML file stay what they are."""
        typed = {name: self[name].data for name in TYPED}
        simple = SimpleCriteria(**{name: self[name].data for name in SIMPLE})
        return LocalTrial(
            **{**typed, "number": typed["number"].upper()}, simple=simple, computed=computed
        )


class TrialFileForm(SavingForm):
    """A file of trials."""

    file = FileField(_("Fichier"))


def stored(trial: LocalTrial) -> Any:
    """The line as its form reads it."""
    shown = {name: getattr(trial, name) for name in TYPED}
    simple = {name: getattr(trial.simple, name) for name in SIMPLE}
    return SimpleNamespace(**shown, **simple, version=trial.version)
