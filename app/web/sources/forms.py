"""The form that loads a source: shape only; the rules are in the service."""

from __future__ import annotations

from flask_wtf.file import MultipleFileField

from app.domain.sources import SourceKind
from app.i18n import _

from .._forms import ChoiceField, DayField, SavingForm, needed


class SourceForm(SavingForm):
    """Which source, of which day, from which files."""

    kind = ChoiceField("Source", SourceKind)
    data_on = DayField(_("Date des données"), validators=[needed()])
    files = MultipleFileField(_("Fichiers"))


class BackForm(SavingForm):
    """A version to put back in use, as it was seen."""
