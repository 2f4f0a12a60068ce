"""The base of every form: its version, its submission id, its draft, and what a refused save shows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, ClassVar

from flask import g, redirect, request, session
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import Choice
from wtforms.validators import ValidationError

from app.domain.partial_date import PartialDate
from app.domain.text import LONG, SHORT, clean
from app.domain.vocabulary import Labelled
from app.errors import AlreadyDone, RuleViolation, StaleVersion, Violation
from app.i18n import _
from app.queries import drafts
from app.services._transaction import Submitted
from app.services._versions import as_text
from app.wording.rules import violation_sentence

from ._numbers import whole


class _OurSentences:
    """WTForms' own messages are English: its only ones that people can meet are about a choice that is not offered."""

    def gettext(self, message: str) -> str:
        """Our sentence for one of its messages."""
        return violation_sentence(Violation("unknown_choice")) if "hoice" in message else message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same, for several."""
        return self.gettext(singular if n == 1 else plural)


class SavingForm(FlaskForm):
    """A form that saves: it travels with the version it was made from and a random id.

    `doubts` are sentences to show beside a field, which refuse nothing.
    """

    class Meta(FlaskForm.Meta):
        """How WTForms speaks in our forms."""

        def get_translations(self, _form: FlaskForm) -> _OurSentences:
            """Our sentences."""
            return _OurSentences()

    seen_version = HiddenField(default="0")
    submission = HiddenField(default=lambda: uuid.uuid4().hex)

    conflict: StaleVersion | None = None
    draft_at: Any = None
    doubts: Mapping[str, list[str]] = MappingProxyType({})

    @property
    def seen(self) -> int:
        """The version the person saw when starting to type."""
        return whole(self.seen_version.data)

    @property
    def submitted(self) -> Submitted:
        """What a service needs to receive this form once and forget its draft."""
        return Submitted(id=str(self.submission.data)[:64], draft_key=request.path)

    def stored(self, name: str) -> str | None:
        """What somebody else stored in a field meanwhile, in its words, when it differs from what is typed here."""
        current = self.conflict.current if self.conflict else {}
        stored = current.get(name, current.get(name.removesuffix("_text")))
        field = self[name]
        typed = [clean(str(value)) for value in (field.raw_data or ())]
        if stored is None or stored in {
            ", ".join(typed),
            as_text(getattr(field, "answer", field.data)),
        }:
            return None
        choices = getattr(field, "choices", None)
        words = {str(code): str(label) for code, label in dict(choices or {}).items()}
        return words.get({"oui": "yes", "non": "no"}.get(stored, stored), stored)

    def values(self) -> dict[str, Any]:
        """Typed values by field, without our own hidden fields."""
        ours = {"seen_version", "submission", "csrf_token"}
        return {name: value for name, value in self.data.items() if name not in ours}


def filled(
    form_class: type[SavingForm], source: object = None, *, prefix: str = "", **more: Any
) -> Any:
    """The form for this request: what was posted, else the person's draft, else what is stored."""
    form = form_class(obj=source, prefix=prefix, **more)
    if request.method == "GET":
        version = getattr(source, "version", None)
        if version is not None:
            form.seen_version.data = str(version)
        _restore(form)
    return form


def _restore(form: SavingForm) -> None:
    actor = g.get("actor")
    draft = drafts.of_form(actor, request.path) if actor else None
    if draft is None:
        return
    kept = MultiDict([(k, v) for k, values in draft.fields.items() for v in values])
    for field in form:
        if field.name in kept:
            field.process(kept)
    form.draft_at = draft.saved_at


def save(form: SavingForm, call: Callable[[], Any], then: Callable[[str], str]) -> Response | None:
    """Run the service; the redirect once it is committed, None when the form must be shown again.

    A form already received answers as it did the first time. A stale one keeps what was typed and shows, beside
    each field, what is stored now.
    """
    try:
        result = str(call() or "")
    except AlreadyDone as done:
        result = done.result
    except RuleViolation as refusal:
        attach(form, refusal.violations)
        return None
    except StaleVersion as stale:
        form.conflict = stale
        form.seen_version.data = str(stale.version)
        return None
    session["saved"] = True
    return redirect(then(result), 303)


def attach(form: FlaskForm, violations: Iterable[Violation]) -> None:
    """Put each sentence beside its field, or above the form when it belongs to none."""
    for violation in violations:
        field = form._fields.get(violation.field)
        target = field.errors if field is not None else form.form_errors
        sentence = violation_sentence(violation)
        if field is not None:
            field.errors = [*target, sentence]
        else:
            form.form_errors.append(sentence)


@dataclass(frozen=True)
class bounded:  # noqa: N801  (a WTForms validator reads like a function)
    """Refuse a text that is too long with its length, beside the field; the text stays there."""

    maximum: int

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raise the sentence when the typed text is longer than allowed."""
        length = len(field.data or "")
        if length > self.maximum:
            params = {
                "n": f"{length:,}".replace(",", " "),
                "maximum": f"{self.maximum:,}".replace(",", " "),
            }
            raise ValidationError(violation_sentence(Violation("text_long", params=params)))


@dataclass(frozen=True)
class needed:  # noqa: N801
    """Refuse an empty field with our own sentence, and mark it before anything is sent."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raise the sentence when nothing is typed."""
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise ValidationError(violation_sentence(Violation("required")))


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def short(label: str, *, required: bool = False, maximum: int = SHORT, **more: Any) -> StringField:
    """A one-line field."""
    checks: list[Any] = [needed()] if required else []
    return StringField(_(label), [*checks, bounded(maximum)], filters=[_cleaned, _blank], **more)


def long(label: str, *, required: bool = False, **more: Any) -> TextAreaField:
    """A paragraph of up to 20 000 characters."""
    checks: list[Any] = [needed()] if required else []
    return TextAreaField(_(label), [*checks, bounded(LONG)], filters=[_cleaned, _blank], **more)


def _blank(value: Any) -> Any:
    return "" if value is None else value


class ChoiceField(SelectField):
    """A list of labelled codes; the empty choice gives None when it is not required."""

    def __init__(
        self, label: str, kind: type[Labelled], *, empty: str | None = None, **more: Any
    ) -> None:
        choices = {} if empty is None else {"": _(empty) if empty else ""}
        choices |= {str(member.value): _(member.label) for member in kind}

        def coerce(value: Any) -> Any:
            return kind(value) if value else None

        super().__init__(_(label), choices=choices, coerce=coerce, **more)

    def process_data(self, value: Any) -> None:
        """Stored member in."""
        self.data = value

    def iter_choices(self) -> Any:
        """Choices with the selected one marked."""
        for code, label in self.choices.items():
            yield Choice(code, label, code == (str(self.data.value) if self.data else ""), {})

    def process_formdata(self, valuelist: list[str]) -> None:
        """A code typed or chosen; an unknown one is refused with our sentence."""
        if valuelist:
            try:
                self.data = self.coerce(valuelist[0])
            except ValueError:
                raise ValueError(violation_sentence(Violation("unknown_choice"))) from None

    def pre_validate(self, form: FlaskForm) -> None:
        """Refuse the empty choice of a list that has none."""
        if self.data is None and "" not in self.choices:
            raise ValidationError(violation_sentence(Violation("unknown_choice")))


class PartialDateField(StringField):
    """A date known to the year, the month or the day."""

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else str(self.data or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Typed text to a partial date; our sentence when it is not one."""
        self.data: Any = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = PartialDate.parse(valuelist[0])
            except ValueError:
                raise ValueError(violation_sentence(Violation("bad_date"))) from None


class DayField(PartialDateField):
    """A full date, typed as people write it or chosen."""

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return f"{self.data:%d/%m/%Y}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Typed text to a date."""
        super().process_formdata(valuelist)
        if self.data is not None:
            if self.data.day is None:
                raise ValueError(violation_sentence(Violation("bad_date")))
            self.data = self.data.earliest


_OF_A_NUMBER = frozenset("0123456789.+-")


class NumberField(StringField):
    """A number typed with a comma or a point; `whole` asks for an integer."""

    def __init__(self, label: str, *, whole: bool = False, **more: Any) -> None:
        super().__init__(_(label), **more)
        self.whole = whole

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else str(self.data).replace(".", ",")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Typed text to a Decimal or an int."""
        self.data = None
        text = valuelist[0].strip().replace(",", ".").replace("\u00a0", "") if valuelist else ""
        if not text:
            return
        try:
            # No exponent: `1e99999999` is short to type and endless to write out.
            number = Decimal(text if set(text) <= _OF_A_NUMBER else "")
            if len(text) > 12 or (self.whole and number != int(number)):
                raise InvalidOperation
        except InvalidOperation:
            raise ValueError(violation_sentence(Violation("bad_number"))) from None
        self.data = int(number) if self.whole else number


__all__ = [
    "ChoiceField",
    "DayField",
    "NumberField",
    "PartialDateField",
    "SavingForm",
    "attach",
    "bounded",
    "filled",
    "long",
    "needed",
    "save",
    "short",
]
