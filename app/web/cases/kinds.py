"""The four kinds of facts a case page edits in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import SimpleNamespace
from typing import Any

from werkzeug.routing import BaseConverter, ValidationError

from app.domain import casefile as facts

from . import forms


@dataclass(frozen=True)
class Kind:
    """One kind: its code in addresses, its fact, its form and its French names."""

    code: str
    fact: type[Any]
    form: type[Any]
    one: str
    many: str
    add: str

    def typed(self, values: Mapping[str, Any]) -> Any:
        """The fact that was typed."""
        given = dict(values)
        if "drugs_text" in given:
            drugs = given.pop("drugs_text").split(",")
            given["drugs"] = tuple(drug.strip() for drug in drugs if drug.strip())
        for name in ("considered", "mechanisms"):
            if name in given:
                given[name] = tuple(given[name] or ())
        return self.fact(**given)

    def shown(self, stored: tuple[Any, int]) -> Any:
        """The stored fact and its version, as the form reads them."""
        fact, version = stored
        values = {f.name: getattr(fact, f.name) for f in fields(fact)}
        if "drugs" in values:
            values["drugs_text"] = ", ".join(fact.drugs)
        return SimpleNamespace(**values, version=version)


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "biomarkers",
            facts.Biomarker,
            forms.BiomarkerForm,
            "Biomarqueur",
            "Biomarqueurs",
            "Ajouter un biomarqueur",
        ),
        Kind(
            "treatments",
            facts.Treatment,
            forms.TreatmentForm,
            "Traitement",
            "Traitements",
            "Ajouter un traitement",
        ),
        Kind(
            "measures",
            facts.Measure,
            forms.MeasureForm,
            "Mesure",
            "État général et mesures",
            "Ajouter une mesure",
        ),
        Kind(
            "cautions",
            facts.Caution,
            forms.CautionForm,
            "Précaution",
            "Antécédents et précautions",
            "Ajouter une précaution",
        ),
    )
}


class KindConverter(BaseConverter):
    """`<kind:kind>` in an address; anything else is not found."""

    def to_python(self, value: str) -> Kind:
        """The kind of a code."""
        if value not in KINDS:
            raise ValidationError
        return KINDS[value]

    def to_url(self, value: Kind | str) -> str:
        """The code of a kind."""
        return value if isinstance(value, str) else value.code
