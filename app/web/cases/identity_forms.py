"""Forms of an identity: national number, contact, the answer about somebody who resembles, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain import ins_rules
from app.domain.casefile import Patient
from app.domain.ins import Ins, compact
from app.domain.vocabulary import IdentityStatus, InsAuthority, WithdrawalReason
from app.i18n import _
from app.queries import installation
from app.queries.duplicates import Candidate
from app.services._persons import Person
from app.wording.rules import violation_sentence

from .._forms import ChoiceField, PartialDateField, SavingForm, long, short

OTHER = "other"


class InsFields(SavingForm):
    """The national identity, as the identity software of the hospital says it."""

    ins_number = short("Matricule INS", maximum=40)
    ins_authority = ChoiceField("Nature du matricule", InsAuthority, empty="Non précisée")
    identity_status = ChoiceField(
        "Statut de l'identité", IdentityStatus, default=IdentityStatus.PROVISIONAL
    )
    birth_place_code = short("Code INSEE du lieu de naissance", maximum=10)

    def ins(self) -> Ins:
        """The typed national identity."""
        return Ins(
            compact(self.ins_number.data),
            self.ins_authority.data,
            self.identity_status.data,
            self.birth_place_code.data,
        )


class ContactForm(SavingForm):
    """A death, or the wish not to be contacted any more."""

    deceased_on = PartialDateField(_("Décédé le"))
    no_contact_on = PartialDateField(_("Ne souhaite plus être contacté, depuis le"))


class PersonField(RadioField):
    """Whether a new file is about somebody shown, or about another person than all of them."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(_(label), choices={}, default="", validate_choice=False, **more)


class PersonFields(SavingForm):
    """The answer about those who resemble, and whom the person who answers saw."""

    person = PersonField("Est-ce la même personne ?")
    shown = HiddenField(default="")

    def answer(self) -> Person:
        """The typed answer; `shown` are those of whom "another person" was said."""
        return answer_of(str(self.person.data or ""), str(self.shown.data or ""))

    def show(self, found: Iterable[Candidate]) -> None:
        """Those who will be on the page."""
        self.shown.data = " ".join(one.patient_id for one in found)


class ReasonForm(SavingForm):
    """Why a patient or a case is corrected, and the state that was looked at."""

    reason = long("Raison")
    mark = HiddenField(default="")


class WithdrawalForm(ReasonForm):
    """Why a case is withdrawn."""

    cause = ChoiceField("Motif", WithdrawalReason)


class TakenFields(SavingForm):
    """Which kinds of facts follow a case to another patient."""

    taken = SelectMultipleField(
        _("Ce qui suit le dossier"),
        choices={},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class MoveForm(TakenFields, ReasonForm):
    """What follows the case to a known patient, and why."""


def answer_of(chosen: str, shown: str) -> Person:
    """The answer of a choice among the people shown, by id separated by spaces."""
    seen = _ids(shown.split())
    if chosen == OTHER:
        return Person(other_than=seen, asked=True)
    same = next(iter(_ids([chosen])), None)
    return Person(same_as=same if same in seen else None, asked=True)


def doubts(ins: Ins, patient: Patient) -> dict[str, list[str]]:
    """What is doubtful in a national identity, in words, by form field."""
    found: dict[str, list[str]] = {}
    is_demonstration = installation.is_demonstration()
    for doubt in ins_rules.warnings(ins, patient, is_demonstration=is_demonstration):
        found.setdefault(doubt.field, []).append(violation_sentence(doubt))
    return found


def _ids(texts: Iterable[str]) -> frozenset[UUID]:
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return frozenset(found)
