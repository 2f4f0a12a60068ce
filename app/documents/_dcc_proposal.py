"""What the board proposes, in the text for the DCC (sections 15 to 17): takes a record, gives plain lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.record import Option, Record
from app.domain.vocabulary import Verdict
from app.i18n import _
from app.wording import conclusion, national, verdicts
from app.wording.dates import short_date

from ._fiche_meeting import told
from ._fiche_wishes import wish_blocks
from .blocks import text_of


def proposal(record: Record, day: date) -> Iterable[str]:
    """Retained options in their rank, the opinion, what is to complete or set aside, actions, what follows."""
    retained = [o for o in record.options if o.verdict is Verdict.RETAINED]
    for option in sorted(retained, key=lambda o: o.rank or 99):
        rank = f"{option.rank}. " if option.rank is not None else "- "
        yield rank + verdicts.retained_line(option)
    yield record.opinion.text
    if record.opinion.outcome:
        yield _("Issue : %(what)s", what=record.opinion.outcome.label)
    rest = (Verdict.TO_COMPLETE, Verdict.SET_ASIDE, Verdict.NOT_APPLICABLE)
    yield from (_verdict(o) for verdict in rest for o in record.options if o.verdict is verdict)
    silent = [
        o.title for o in record.options if o.verdict in {Verdict.NOT_DISCUSSED, Verdict.PROPOSED}
    ]
    if silent:
        yield _("Non discutées : %(names)s", names=", ".join(silent))
    for action in record.actions:
        if action.asked:
            on = short_date(action.on) if action.on else ""
            said = ", ".join(filter(None, (action.title, action.by, on, action.note)))
            yield _("Démarche demandée : %(what)s", what=said)
    if record.opinion.next_steps:
        yield _("Suites : %(what)s", what=record.opinion.next_steps)


def frame(record: Record, day: date) -> Iterable[str]:
    """The guideline followed, the trial, the comment."""
    yield _(
        "Référentiel : %(what)s", what=national.guideline(record.national) or _("non renseigné")
    )
    yield national.trial(record)
    yield from (
        _("%(label)s : %(value)s", label=label, value=value)
        for label, value in conclusion.lines(record, trial=False)
    )
    yield record.national.frame_note


def patient_comment(record: Record, day: date) -> Iterable[str]:
    """The comment, what the patient was told, then his or her wishes as the fiche says them."""
    yield record.national.patient_comment
    yield _("Ce qui a été dit au patient : %(what)s", what=told(record))
    yield text_of(wish_blocks(record, day))
    if record.opinion.wishes_account:
        account = record.opinion.wishes_account
        yield _("Comment ses souhaits ont été pris en compte : %(what)s", what=account)


def _verdict(option: Option) -> str:
    name = verdicts.verdict_name(option).lower()
    details = (
        f"{label.lower()} {value.rstrip(' .')}" for label, value in verdicts.verdict_details(option)
    )
    said = _("%(title)s : %(name)s", title=option.title, name=name)
    return _(" ; ").join((said, *details))
