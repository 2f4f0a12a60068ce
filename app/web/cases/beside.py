"""What a typist reads beside the fields: the documents of the case, and a text pasted there; and where saving leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request
from wtforms import HiddenField
from wtforms.fields.core import Field

from app.errors import Violation
from app.exchange.attached.judging import TEXT
from app.queries import attachments
from app.queries.attachments import Line
from app.security import guard
from app.services import drafts, files
from app.services.attachments import Stored

from .._forms import attach, filled
from .attachment_forms import SourceForm

_TEXT = "source-text"


@dataclass(frozen=True)
class Beside:
    """The documents that stand, the words of those that are texts, and the form of the pasted text."""

    documents: tuple[Line, ...]
    words: dict[str, str]
    form: Any

    def is_sent_with(self, form: Any) -> bool:
        """Whether both were sent and may be saved; what is wrong in either is said at once."""
        return form.is_submitted() and all([form.validate(), self.is_fit()])

    def is_fit(self) -> bool:
        """Whether the pasted text may be saved with the form around; its errors stand beside it otherwise."""
        fit = bool(self.form.validate())
        if fit and self.form.keep.data and not self.form.text.data.strip():
            attach(self.form, [Violation("source_without_text", "text")])
            return False
        return fit

    def held(self) -> Stored | None:
        """The text to keep with the case."""
        found: Stored | None = self.form.held()
        return found

    def goes_on(self, address: str) -> bool:
        """Whether the person types another of the same kind at `address`; a text not kept yet follows there."""
        if not request.form.get("again"):
            return False
        text = self.form.text.data
        if text and not self.form.keep.data:
            drafts.keep(guard.actor(), address, {_TEXT: [text]})
        return True


def beside(case_id: UUID) -> Beside:
    """What stands beside a form of this case, for whoever may read the case."""
    lines = attachments.of_case(guard.actor(), case_id)
    standing = tuple(line for line in lines if line.withdrawn_at is None)
    words = {
        line.id: files.read(line.sha256).decode() for line in standing if line.media_type == TEXT
    }
    return Beside(standing, words, filled(SourceForm, prefix="source-"))


def start_typing(form: Any, first: str = "") -> None:
    """Put the cursor in the first field that is refused, else in `first`, else in the first one a person types in."""
    typed = [field for field in form if _is_typed(field)]
    wrong = [field for field in typed if field.errors]
    for field in (wrong or ([form[first]] if first else typed))[:1]:
        field.render_kw = {**(field.render_kw or {}), "autofocus": True}


def _is_typed(field: Field) -> bool:
    return not isinstance(field, HiddenField) and field.type in _CONTROLS


_CONTROLS = frozenset(
    {
        "StringField",
        "TextAreaField",
        "ChoiceField",
        "CodedField",
        "PartialDateField",
        "NumberField",
        "DayField",
    }
)
