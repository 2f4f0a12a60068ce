"""Forms of the patient's tumours: one tumour, and which ones a case is about."""

from __future__ import annotations

from uuid import UUID

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain import casefile as facts
from app.domain.vocabulary import Laterality, Site
from app.domain.vocabulary.health import Extent
from app.i18n import _
from app.wording.facts import tumour_line

from .._coded import CodedField
from .._forms import ChoiceField, PartialDateField, SavingForm, needed, short
from .._suggesting import suggest
from .fact_forms import YesNoField
from .forms import TickField


class TumourForm(SavingForm):
    """One tumour: what it is, its extent, another classification where TNM does not apply, where it stands."""

    label = short("Maladie, en une phrase", required=True, **suggest("tumours"))
    site = ChoiceField("Localisation", Site, empty="À choisir", validators=[needed()])
    laterality = ChoiceField("Côté", Laterality, empty="Non précisé")
    histology = short("Histologie", **suggest("tumours"))
    topography_code = short("Code de topographie (CIM-O)", maximum=20)
    morphology_code = short("Code de morphologie (CIM-O)", maximum=20, **suggest("codes"))
    diagnosed_on = PartialDateField(_("Diagnostic le"))
    by_screening = YesNoField("Découverte par un dépistage")
    stage = short("Stade")
    tnm = short("TNM")
    tnm_edition = short("Édition", maximum=40)
    tnm_not_applicable = BooleanField(_("TNM non applicable (hémopathie…)"))
    other_name = short(
        "Autre classification", maximum=80, render_kw={"list": "other-classifications"}
    )
    other_value = short("Valeur")
    other_version = short("Version", maximum=80)
    other_on = PartialDateField(_("Classée le"))
    metastatic_sites = short("Métastases", maximum=1000)
    phase = CodedField("Phase", "phase")
    relapsed_on = PartialDateField(_("Rechute le"))
    progressing = YesNoField("En progression")
    progression_extent = TickField(
        _("Étendue de la progression"),
        choices={member.value: _(member.label) for member in Extent},
        coerce=Extent,
    )

    def tumour(self) -> facts.Tumour:
        """The typed tumour."""
        given = self.values()
        return facts.Tumour(
            **{**given, "progression_extent": tuple(given["progression_extent"] or ())}
        )


class AboutForm(SavingForm):
    """Which tumour the comparison reads, and which others the case is about."""

    first = RadioField(_("La comparaison lit"), coerce=lambda value: UUID(str(value)))
    also = SelectMultipleField(
        _("Le dossier porte aussi sur"),
        coerce=lambda value: UUID(str(value)),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, tumours: tuple[facts.Tumour, ...]) -> None:
        """The patient's tumours, each in one line."""
        named = {UUID(one.id): tumour_line(one) for one in tumours}
        self.first.choices = named
        self.also.choices = named
