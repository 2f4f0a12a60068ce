"""Teaching cases: the texts a person read one by one, kept as that person's draft; then the export, which is traced.

The shift of the dates is drawn for one export and one patient, and kept nowhere: not in a row, a log or an answer.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.documents import teaching as document
from app.domain import teaching
from app.domain.permissions import Action, Actor
from app.domain.redaction import Known, marks, proposed, remaining
from app.domain.teaching import FreeText, Reviewed, TeachingCase
from app.domain.teaching_names import known_names
from app.domain.text import LONG, clean
from app.errors import RuleViolation, Violation
from app.exchange.pack import write_zip
from app.exchange.teaching_json import write_teaching
from app.extensions import db
from app.models import Draft
from app.queries import installation
from app.queries import teaching as stored

from . import _access, traces
from ._transaction import Submitted, transaction

EXPORTED, REVIEWED = "teaching.exported", "teaching.reviewed"
JSON_NAME, PDF_NAME = "cas-enseignement.json", "cas-enseignement.pdf"
Draw = Callable[[int], int]
_READ = "1"


@dataclass(frozen=True)
class Left:
    """A text as it stands on the page of review, and whether the person says to have read it."""

    text: str
    is_read: bool


@dataclass(frozen=True)
class Page:
    """What a person reviews: each text, what names somebody in it, and how he or she left it (None: not yet)."""

    seen: stored.Seen
    known: tuple[Known, ...]
    texts: tuple[FreeText, ...]
    kept: Mapping[str, Left]
    alike: int


def page(actor: Actor, presentation_id: UUID) -> Page:
    """One presentation to review; NotFound or NotAllowed as `queries.teaching.seen`."""
    seen = stored.seen(actor, presentation_id)
    texts = teaching.free_texts(seen.record)
    known = known_names(seen.record, seen.people, seen.places)
    return Page(seen, known, texts, _kept(seen, texts), stored.alike(actor, seen.record))


def keep_review(
    actor: Actor, presentation_id: UUID, left: Mapping[str, Left], submitted: Submitted
) -> None:
    """Keep how every text was left. A text said to be read that still names somebody or a day is refused, beside it."""
    shown = page(actor, presentation_id)
    if wrong := violations(shown, left):
        raise RuleViolation(*wrong)
    fields = {
        one.key: [clean(given.text), one.digest, _READ if given.is_read else ""]
        for one in shown.texts
        if (given := left.get(one.key))
    }
    with transaction(actor, submitted) as tx:
        _access.presentation(actor, presentation_id, Action.EXPORT_TEACHING, editable=False)
        db.session.merge(
            Draft(
                account_id=UUID(actor.account_id),
                key=stored.key_of(presentation_id),
                fields=fields,
                saved_at=tx.now,
            )
        )
        read = sum(bool(given[2]) for given in fields.values())
        tx.audit(REVIEWED, presentation_id, texts=len(shown.texts), read=read)


def proposal(one: FreeText, known: Sequence[Known]) -> str:
    """The text as the page first shows it: everything found in it replaced, for the person to correct."""
    return proposed(one.text, marks(one.text, known))


def violations(shown: Page, left: Mapping[str, Left]) -> list[Violation]:
    """What is wrong with texts said to be read, each under its own key."""
    return [v for one in shown.texts if (v := _broken(one, left.get(one.key), shown.known))]


def export(
    actor: Actor, presentation_ids: Sequence[UUID], *, draw: Draw = secrets.randbelow
) -> bytes:
    """One archive of these presentations: JSON and PDF, the same cases with the same shifts, in an order drawn too.

    RuleViolation when none or too many are chosen, or when one was never reviewed by this person.
    """
    wanted = list(dict.fromkeys(presentation_ids))
    if not 0 < len(wanted) <= stored.MOST:
        code = "teaching_many" if wanted else "teaching_none"
        raise RuleViolation(Violation(code, params={"limit": str(stored.MOST)} if wanted else {}))
    pages = [page(actor, one) for one in wanted]
    unread = [p.seen.record.reference for p in pages if not p.kept]
    if unread:
        raise RuleViolation(Violation("teaching_unread", params={"which": ", ".join(unread)}))
    cases = _shuffled([(p, _made(p, shift)) for p, shift in _shifts(pages, draw)], draw)
    is_test = installation.is_demonstration()
    made = tuple(case for _page, case in cases)
    content = write_zip(
        {
            JSON_NAME: write_teaching(made, is_demonstration=is_test).encode(),
            PDF_NAME: document.build(made, is_demonstration=is_test),
        }
    )
    _record(actor, pages)
    return content


def small_cells(pages: Sequence[Page]) -> int:
    """How many of these are of a combination that fewer than five patients of the hospital share."""
    return sum(0 < p.alike < teaching.SMALL_CELL for p in pages)


def _record(actor: Actor, pages: Sequence[Page]) -> None:
    ids = [p.seen.record.case_id for p in pages]
    with transaction(actor) as tx:
        for shown in pages:
            tx.audit(
                EXPORTED,
                shown.seen.record.case_id,
                presentation=shown.seen.record.id,
                texts=sum(left.is_read for left in shown.kept.values()),
                small=small_cells((shown,)),
            )
    traces.record(actor, [(EXPORTED, one) for one in ids])


def _made(shown: Page, shift: int) -> TeachingCase:
    """The case, its texts judged once more: a name entered in the directory since is found too."""
    review = {
        one.key: Reviewed(left.text, one.digest)
        for one in shown.texts
        if (left := shown.kept.get(one.key))
        and left.is_read
        and not remaining(left.text, shown.known)
    }
    return teaching.anonymised(shown.seen.record, review, shift)


def _shifts(pages: Sequence[Page], draw: Draw) -> list[tuple[Page, int]]:
    """Each page with its patient's shift: two presentations of one patient keep their interval."""
    days: dict[str, list[date]] = defaultdict(list)
    for shown in pages:
        days[_patient(shown)] += teaching.days_of(shown.seen.record)
    shifts = {patient: teaching.draw_shift(found, draw) for patient, found in days.items()}
    return [(shown, shifts[_patient(shown)]) for shown in pages]


def _patient(shown: Page) -> str:
    record = shown.seen.record
    return record.case_file.patient.id or record.case_id


def _shuffled(
    cases: list[tuple[Page, TeachingCase]], draw: Draw
) -> list[tuple[Page, TeachingCase]]:
    """In no order of the hospital's: a rank would tell who was presented before whom."""
    left, found = list(cases), []
    while left:
        found.append(left.pop(draw(len(left))))
    return found


def _broken(one: FreeText, given: Left | None, known: Sequence[Known]) -> Violation | None:
    if given is None or not given.is_read:
        return None
    if len(given.text) > LONG:
        params = {"n": str(len(given.text)), "maximum": str(LONG)}
        return Violation("text_long", one.key, params)
    found = remaining(clean(given.text), known)
    return Violation("teaching_names", one.key, {"what": ", ".join(found)}) if found else None


def _kept(seen: stored.Seen, texts: Sequence[FreeText]) -> dict[str, Left]:
    """What this person left earlier, of the very same wordings."""
    found = {}
    for one in texts:
        given = seen.kept.get(one.key)
        if isinstance(given, list) and len(given) == 3 and given[1] == one.digest:
            found[one.key] = Left(str(given[0]), given[2] == _READ)
    return found
