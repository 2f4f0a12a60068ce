"""Forms of what comes after the board: the family-doctor letter, its sending, the follow-up."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectField

from app.domain.follow_up import FollowUp
from app.domain.vocabulary import Applied, Obstacle, PatientAnswer, Sending
from app.i18n import _
from app.services.follow_ups import TYPED
from app.services.letters import Departure

from .._forms import ChoiceField, DayField, PartialDateField, SavingForm, long, needed, short


class LetterForm(SavingForm):
    """What the family doctor is asked to do."""

    gp_note = long("Ce qui est demandé au médecin traitant")


class DepartureForm(SavingForm):
    """When, how and by whom the letter was sent."""

    sent_on = DayField(_("Envoyé le"), [needed()])
    means = ChoiceField("Moyen", Sending)
    sent_by = short("Envoyé par")
    confirmed = BooleanField(_("Je confirme que ce courrier doit partir au médecin traitant"))

    def departure(self) -> Departure:
        """The typed sending."""
        return Departure(
            self.sent_on.data, self.means.data, self.sent_by.data, bool(self.confirmed.data)
        )


class FollowUpForm(SavingForm):
    """What became of the proposal."""

    told_on = PartialDateField(_("Expliquée le"))
    told_by = short("Expliquée par")
    answer = ChoiceField("Sa réponse", PatientAnswer, empty="Pas encore de réponse")
    answered_on = PartialDateField(_("Répondu le"))
    chosen = SelectField(_("L'autre possibilité choisie"), validate_choice=False)
    answer_words = long("Dans ses mots")
    pps_on = DayField(_("PPS remis le"))
    applied = ChoiceField("Proposition appliquée", Applied, empty="Pas encore connu")
    applied_on = DayField(_("Constaté le"))
    obstacle = ChoiceField("Raison", Obstacle, empty="Aucune")
    reviewed_on = DayField(_("Réévaluée le"))
    comment = long("Commentaire")

    def follow_up(self) -> FollowUp:
        """The typed follow-up."""
        typed: dict[str, Any] = {name: self[name].data for name in TYPED}
        return FollowUp(**{**typed, "chosen": typed["chosen"] or ""})
