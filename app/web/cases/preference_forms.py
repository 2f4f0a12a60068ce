"""The preference form: the three core questions as fields, and the whole questionnaire made from its data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import ValidationError

from app.domain.answers import WORDS_LIMIT, Answer
from app.domain.questionnaire import ASKED, SECTIONS, Kind, Question
from app.domain.text import clean
from app.domain.vocabulary import (
    InfoWish,
    Means,
    Priority,
    PrognosisWish,
    Refusal,
    Share,
    Speaker,
    StatementStatus,
)
from app.errors import Violation
from app.i18n import _
from app.services.preferences import Interview
from app.wording.rules import violation_sentence

from .._forms import (
    ChoiceField,
    DayField,
    NumberField,
    PartialDateField,
    SavingForm,
    bounded,
    long,
    needed,
    short,
)
from .forms import TickField

NOT_ASKED, STATED = StatementStatus.NOT_ASKED, StatementStatus.STATED
_SILENCES = (
    ("-unknown", "Ne sait pas"),
    ("-declined", "Préfère ne pas répondre"),
    ("-withdrawn", "Retire sa réponse"),
)
_SELECTED = {Kind.CHOICE, Kind.YES_NO, Kind.STEP, Kind.SCALE}


class AnswerField(SelectField):
    """One list for a question: not asked, its choices, and the ways of giving no answer."""

    def __init__(self, label: str, choices: dict[str, str], **more: Any) -> None:
        offered = {"": _("Non demandé"), **choices} | {c: _(text) for c, text in _SILENCES}
        super().__init__(label, choices=offered, default="", validate_choice=False, **more)

    def pre_validate(self, form: Any) -> None:
        """Refuse a code that is not offered, with our own sentence."""
        if self.data and self.data not in self.choices:
            raise ValidationError(violation_sentence(Violation("unknown_choice")))


class PreferenceForm(SavingForm):
    """Three core questions: what matters, what to know, what is refused; then the rest, all of it optional."""

    stated_on = DayField(_("Dit le"), [needed()])
    speaker = ChoiceField("Qui a parlé", Speaker)
    speaker_name = short("Nom de cette personne")
    means = ChoiceField("Comment", Means)
    present = short("Qui était là")
    interpreter = short("Interprète")
    what_matters_status = ChoiceField(
        "Réponse obtenue", StatementStatus, empty="Selon ce qui est noté"
    )
    what_matters = long("Dans ses mots")
    priority_1 = ChoiceField("Première priorité", Priority, empty="Aucune")
    priority_2 = ChoiceField("Deuxième priorité", Priority, empty="Aucune")
    priority_3 = ChoiceField("Troisième priorité", Priority, empty="Aucune")
    info_status = ChoiceField("Réponse obtenue", StatementStatus, empty="Selon ce qui est noté")
    info_wish = ChoiceField("Sa réponse", InfoWish, empty="À choisir")
    prognosis_wish = ChoiceField("Parler de l'avenir", PrognosisWish, empty="Non demandé")
    refusal_status = ChoiceField("Réponse obtenue", StatementStatus, empty="Selon ce qui est noté")
    refusals = TickField(
        _("Que refusez-vous ?"),
        choices={member.value: _(member.label) for member in Refusal},
        coerce=Refusal,
    )
    refusal_words = long("Dans ses mots")
    share = ChoiceField("Qui peut le lire", Share)
    not_to_relatives = BooleanField(_("Ne pas le dire aux proches (jamais sur papier)"))
    valid_until = DayField(_("À redemander après le"))

    def interview(self) -> Interview:
        """What was typed, as the service records it; an empty question was not asked."""
        chosen = [self[f"priority_{n}"].data for n in (1, 2, 3)]
        refused = bool(self.refusals.data or self.refusal_words.data)
        return Interview(
            stated_on=self.stated_on.data,
            speaker=self.speaker.data,
            speaker_name=self.speaker_name.data,
            means=self.means.data,
            present=self.present.data,
            interpreter=self.interpreter.data,
            share=self.share.data,
            not_to_relatives=self.not_to_relatives.data,
            what_matters=self.what_matters.data,
            what_matters_status=_status(
                self.what_matters_status.data, bool(self.what_matters.data)
            ),
            priorities=[item for item in chosen if item],
            info_wish=self.info_wish.data,
            info_status=_status(self.info_status.data, bool(self.info_wish.data)),
            prognosis_wish=self.prognosis_wish.data,
            refusals=self.refusals.data or [],
            refusal_words=self.refusal_words.data,
            refusal_status=_status(self.refusal_status.data, refused),
            valid_until=self.valid_until.data,
            answers=[_answer(self, question) for question in ASKED],
            section_shares={
                s.code: self[share_name(s.code)].data
                for s in SECTIONS
                if self[share_name(s.code)].data
            },
        )

    def opened(self) -> frozenset[str]:
        """The optional sections to show open: those with something typed, or refused."""
        return frozenset(
            section.code
            for section in SECTIONS
            if any(f.data or f.errors for q in section.questions for f in fields_of(self, q))
            or self[share_name(section.code)].data
        )


def share_name(section: str) -> str:
    """The name of the field that shares a section otherwise than the interview."""
    return f"share.{section}"


def fields_of(form: Any, question: Question) -> Iterator[Any]:
    """The controls of one question: its answer, its words, and the way to say there is none."""
    for name in (question.code, f"{question.code}.words", f"{question.code}.none"):
        if name in form:
            yield form[name]


def _status(chosen: StatementStatus | None, answered: bool) -> StatementStatus:
    """What was typed is an answer whatever the list still says; nothing typed and nothing chosen was not asked."""
    if answered and chosen in {None, NOT_ASKED}:
        return STATED
    return chosen or NOT_ASKED


def _answer(form: PreferenceForm, question: Question) -> Answer:
    """What was typed wins over "no answer"; one list carries both for the questions with choices."""
    typed = form[question.code].data
    silence = form[f"{question.code}.none"].data if question.kind not in _SELECTED else ""
    words = form[f"{question.code}.words"].data if question.comment else ""
    if question.kind is Kind.WORDS:
        typed, words = "", typed
    value = _text(typed)
    if value.startswith("-") and question.kind in _SELECTED:
        value, silence = "", value
    is_answered = value or (words and question.kind not in _SELECTED) or not silence
    status = STATED if is_answered else StatementStatus(silence.removeprefix("-"))
    return Answer(question.code, value, words, status)


def _text(typed: Any) -> str:
    if isinstance(typed, list):
        return ",".join(typed)
    return "" if typed is None else str(getattr(typed, "iso", typed))


def _control(question: Question) -> Any:
    label, choices = _(question.label), {code: _(text) for code, text in question.choices}
    typed: dict[Kind, Callable[[], Any]] = {
        Kind.WORDS: lambda: _words(label),
        Kind.TEXT: lambda: short(question.label),
        Kind.DATE: lambda: PartialDateField(label),
        Kind.MINUTES: lambda: NumberField(question.label, whole=True),
        Kind.NUMBER: lambda: NumberField(question.label, whole=True),
        Kind.CHOICES: lambda: TickField(label, choices=choices),
        Kind.SCALE: lambda: AnswerField(label, {str(n): str(n) for n in range(11)}),
    }
    return typed.get(question.kind, lambda: AnswerField(label, choices))()


def _cleaned(typed: Any) -> str:
    return clean(typed or "")


def _words(label: str) -> TextAreaField:
    return TextAreaField(label, [bounded(WORDS_LIMIT)], filters=[_cleaned])


def _add_questionnaire() -> None:
    """Give the form its optional fields, from the data of the questionnaire."""
    for question in ASKED:
        setattr(PreferenceForm, question.code, _control(question))
        if question.comment:
            setattr(PreferenceForm, f"{question.code}.words", _words(_("Dans ses mots")))
        if question.kind not in _SELECTED:
            name = _("Sans réponse : %(what)s", what=_(question.label))
            silence = AnswerField(_("Sans réponse"), {}, render_kw={"aria-label": name})
            setattr(PreferenceForm, f"{question.code}.none", silence)
    for section in SECTIONS:
        field = ChoiceField("Qui peut lire cette partie", Share, empty="Comme l'entretien")
        setattr(PreferenceForm, share_name(section.code), field)


_add_questionnaire()
