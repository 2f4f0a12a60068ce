"""Forms of the patient's questions: the list to tick with lines for one's own, and what became of one."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, TextAreaField

from app.domain.patient_questions import LISTED, Category
from app.domain.question_progress import Progress, QuestionState
from app.domain.text import clean
from app.domain.vocabulary import Means, Share, Speaker
from app.i18n import _
from app.services.patient_questions import TYPED, Asking

from .._forms import ChoiceField, DayField, PartialDateField, SavingForm, long, needed, short
from .forms import TickField

CATEGORIES = tuple(Category)


def _cleaned(typed: Any) -> str:
    return clean(typed or "")


class QuestionsForm(SavingForm):
    """Who asks, when and how; then the list by category, and lines of one's own."""

    stated_on = DayField(_("Posées le"), [needed()])
    speaker = ChoiceField("Qui les pose", Speaker)
    speaker_name = short("Nom de cette personne")
    means = ChoiceField("Comment", Means)
    present = short("Qui était là")
    interpreter = short("Interprète")
    share = ChoiceField("Qui peut les lire", Share)
    not_to_relatives = BooleanField(_("Ne pas le dire aux proches (jamais sur papier)"))

    def asking(self) -> Asking:
        """What was typed, as the service records it."""
        frame = ("stated_on", "speaker", "speaker_name", "means", "present", "interpreter")
        return Asking(
            **{name: self[name].data for name in (*frame, "share", "not_to_relatives")},
            ticked=[code for c in CATEGORIES for code in self[f"ticked_{c.value}"].data or []],
            free={c: self[f"free_{c.value}"].data for c in CATEGORIES},
        )

    def by_category(self) -> list[tuple[Category, Any, Any]]:
        """Each category with its list and its free lines."""
        return [(c, self[f"ticked_{c.value}"], self[f"free_{c.value}"]) for c in CATEGORIES]


for _category in CATEGORIES:
    setattr(
        QuestionsForm,
        f"ticked_{_category.value}",
        TickField(
            _(_category.label),
            choices={q.code: _(q.text) for q in LISTED if q.category is _category},
        ),
    )
    setattr(
        QuestionsForm,
        f"free_{_category.value}",
        TextAreaField(
            _("D'autres questions : %(category)s", category=_(_category.label).lower()),
            filters=[_cleaned],
        ),
    )


class ProgressForm(SavingForm):
    """What became of one question."""

    state = ChoiceField("Où en est cette question", QuestionState)
    on = PartialDateField(_("Le"))
    by = short("Par qui")
    answer = long("La réponse, en un mot")

    def progress(self) -> Progress:
        """The typed news."""
        return Progress(**{name: self[name].data for name in TYPED})
