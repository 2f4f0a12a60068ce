"""Fields of the official value sets: a list, or several boxes, of dated codes with our labels."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import Choice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.value_sets import Coded
from app.errors import Violation
from app.i18n import _
from app.queries import vocabularies
from app.wording.rules import violation_sentence


class CodedField(SelectField):
    """One value of an official list, or none; a stored value that the list no longer holds stays chosen."""

    def __init__(self, label: str, listed: str, *, empty: str = "Non précisé", **more: Any) -> None:
        self.values = vocabularies.value_set(listed)
        choices = {"": _(empty)} | {c.code: _(c.label) for c in self.values.concepts}
        super().__init__(_(label), choices=choices, coerce=str, **more)

    def process_data(self, value: Any) -> None:
        """Stored value in."""
        self.data = value
        self.stored = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """A code chosen; an unknown one is refused with our sentence."""
        if valuelist:
            self.data = self._of(valuelist[0]) if valuelist[0] else None

    def iter_choices(self) -> Any:
        """Choices with the selected one marked."""
        chosen = self.data.code if self.data else ""
        if chosen and chosen not in self.choices:
            yield Choice(chosen, str(self.data), True, {})
        for code, label in self.choices.items():
            yield Choice(code, label, code == chosen, {})

    def pre_validate(self, form: Any) -> None:
        """Nothing more: the code was checked when it was read."""

    def _of(self, code: str) -> Coded:
        kept = self.stored if self.stored and self.stored.code == code else None
        found = self.values.coded(code) or kept
        if found is None:
            raise ValueError(violation_sentence(Violation("unknown_choice")))
        return found


class CodedTicks(SelectMultipleField):
    """Several values of an official list, as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, listed: str, **more: Any) -> None:
        self.values = vocabularies.value_set(listed)
        choices = {c.code: _(c.label) for c in self.values.concepts}
        super().__init__(_(label), choices=choices, coerce=str, **more)

    def process_data(self, value: Any) -> None:
        """Stored values in."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Codes ticked, in the order of the list."""
        found = [self.values.coded(code) for code in valuelist]
        if None in found:
            raise ValidationError(violation_sentence(Violation("unknown_choice")))
        self.data = [coded for coded in found if coded]

    def iter_choices(self) -> Any:
        """Choices with the ticked ones marked."""
        ticked = {coded.code for coded in self.data or ()}
        for code, label in self.choices.items():
            yield Choice(code, label, code in ticked, {})

    def pre_validate(self, form: Any) -> None:
        """Nothing more: the codes were checked when they were read."""
