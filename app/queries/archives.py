"""What an open export holds beside the case files: talks, documents and presentations, in as many statements for one case as for hundreds.

For a caller that may export these cases: no access check here. What is kept for the doctor is read too, and only the
writer sees it, to count it and leave it out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import open_case as shapes
from app.domain.follow_up import FollowUp
from app.domain.interview import Talk
from app.domain.national import National
from app.domain.page_text import PARTS
from app.domain.record import Addendum, Informed, Opinion, Record
from app.domain.vocabulary import PreliminaryStep
from app.exchange import codec
from app.extensions import db
from app.models import Addendum as AddendumRow
from app.models import (
    Attachment,
    Case,
    LetterSending,
    Meeting,
    OpinionRevision,
    Option,
    PageText,
    PreliminaryOpinion,
    Presentation,
    Professional,
    StoredFile,
)
from app.models import FollowUp as FollowUpRow
from app.models import Talk as TalkRow

from . import actions, catalogue, facts, trial_search
from .attachments import ENDINGS
from .records import person

WITHDRAWN_DOCUMENTS = "withdrawn_attachments"
NOT_TAKEN_IN = "preliminary"


@dataclass(frozen=True)
class Outside:
    """What stands beside one case file, and what of it stays here, by kind."""

    beside: shapes.Beside
    left_out: Mapping[str, int]


def of_cases(cases: Iterable[Case]) -> dict[UUID, Outside]:
    """By case id, what stands beside each file."""
    references = {case.id: case.reference for case in cases}
    left: dict[UUID, Counter[str]] = defaultdict(Counter)
    talks = _grouped(TalkRow, TalkRow.case_id, references, TalkRow.held_on, TalkRow.recorded_at)
    documents = _documents(references, left)
    presented = _presented(references, left)
    return {
        case_id: Outside(
            shapes.Beside(
                tuple(facts.as_fact(row, Talk) for row in talks[case_id]),
                tuple(documents[case_id]),
                shapes.Archive(tuple(presented[case_id])),
            ),
            +left[case_id],
        )
        for case_id in references
    }


def _documents(
    references: Mapping[UUID, str], left: dict[UUID, Counter[str]]
) -> dict[UUID, list[shapes.Enclosed]]:
    rows = db.session.execute(
        sa.select(Attachment, StoredFile.size)
        .join(StoredFile, StoredFile.sha256 == Attachment.sha256)
        .where(Attachment.case_id.in_(references))
        .order_by(Attachment.added_at, Attachment.id)
    )
    found: dict[UUID, list[shapes.Enclosed]] = defaultdict(list)
    for row, size in rows:
        if row.withdrawn_at:
            left[row.case_id][WITHDRAWN_DOCUMENTS] += 1
            continue
        name = f"{references[row.case_id]}-{row.sha256[:16]}.{ENDINGS[row.media_type]}"
        about = (row.kind, row.title, row.dated_on, row.media_type, row.pages)
        found[row.case_id].append(shapes.Enclosed(*about, size, row.sha256, name))
    return found


def _presented(
    references: Mapping[UUID, str], left: dict[UUID, Counter[str]]
) -> dict[UUID, list[shapes.Presented]]:
    rows = db.session.scalars(
        sa.select(Presentation)
        .where(Presentation.case_id.in_(references))
        .order_by(Presentation.case_id, Presentation.number)
    ).all()
    around = _Around(rows)
    found: dict[UUID, list[shapes.Presented]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(around.shown(row))
        left[row.case_id][NOT_TAKEN_IN] += around.not_taken_in[row.id]
    return found


class _Around:
    """Everything that hangs on these presentations, read at once."""

    def __init__(self, rows: Iterable[Presentation]) -> None:
        given = list(rows)
        ids = {row.id for row in given}
        self.open = {row.id for row in given if not row.snapshot}
        self.revisions = _of(OpinionRevision, ids, OpinionRevision.revision)
        self.addenda = _of(AddendumRow, ids, AddendumRow.at, AddendumRow.id)
        self.follow_ups = _of(FollowUpRow, ids, FollowUpRow.revision)
        self.letters = _of(LetterSending, ids, LetterSending.recorded_at)
        self.texts = _of(PageText, ids, PageText.block, PageText.revision)
        self.options = _of(Option, self.open, Option.position)
        self.entries = catalogue.versions(
            (o.entry_code, o.entry_version)
            for options in self.options.values()
            for o in options
            if o.entry_code and o.entry_version
        )
        self.taken_in, self.not_taken_in = _preliminary(ids)
        self.meetings = _by_id(Meeting, {row.meeting_id for row in given})
        asked = {p for row in given for p in (row.requester_id, row.presenter_id)}
        self.people = _by_id(Professional, asked)

    def shown(self, row: Presentation) -> shapes.Presented:
        """One presentation, from its signed record where there is one."""
        search = trial_search.search_of(row.trial_search)
        kept = shapes.Presented(
            number=row.number,
            state=row.state,
            track=row.track,
            question=row.question,
            changed_since=row.changed_since,
            requester=self._name(row.requester_id),
            presenter=self._name(row.presenter_id),
            informed=Informed(row.informed_on, row.informed_by, row.opposed),
            meeting=self._meeting(row.meeting_id),
            somebody_knows=row.somebody_knows,
            options=tuple(map(self._option, self.options[row.id])),
            opinions=_shapes(self.revisions[row.id], Opinion),
            national=row.national or National(),
            validated_by=row.validated_by,
            validated_at=row.validated_at,
            addenda=_shapes(self.addenda[row.id], Addendum),
            preliminary=tuple(self.taken_in[row.id]),
            urgent=_urgent(row),
            trials=tuple(
                shapes.TrialAsked(n.number, n.title, n.step, n.on, n.whom, n.reason, n.by)
                for n in search.notes
            ),
            trials_none_found_on=search.none_found_on,
            trials_none_found_by=search.none_found_by,
            actions=tuple(
                shapes.Requested(a.title, a.by, a.on, a.note)
                for a in actions.of_presentation(row.asked_actions)
                if a.asked
            ),
            tasks=tuple(map(shapes.to_do, trial_search.tasks_of(row.tasks))),
            page_texts=tuple(map(_own_words, self.texts[row.id])),
            figures=tuple(row.figures),
            palliative=row.palliative,
            patient_note=row.patient_note,
            gp_note=row.gp_note,
            released_by=row.released_by,
            released_at=row.released_at,
            replaced_at=row.replaced_at,
            letters=_shapes(self.letters[row.id], shapes.LetterLeft),
            follow_ups=_shapes(self.follow_ups[row.id], FollowUp),
        )
        if not row.snapshot:
            return kept
        return shapes.signed(kept, codec.loads(row.snapshot, Record))

    def _name(self, professional_id: UUID | None) -> str:
        row = self.people.get(professional_id)
        return person(row, "").name if row else ""

    def _meeting(self, meeting_id: UUID | None) -> shapes.Sitting | None:
        row = self.meetings.get(meeting_id)
        return shapes.Sitting(row.title, row.starts_at, row.place, row.state) if row else None

    def _option(self, row: Option) -> shapes.Weighed:
        entry = self.entries.get((row.entry_code or "", row.entry_version or 0))
        return shapes.Weighed(
            row.family,
            entry.title if entry else row.free_title,
            row.entry_code or "",
            row.entry_version or 0,
            **{name: getattr(row, name) for name in shapes.WEIGHED},
        )


def _preliminary(ids: set[UUID]) -> tuple[dict[UUID, list[shapes.TakenIn]], Counter[UUID]]:
    """Opinions left before the meeting: those taken in, and how many others stand, by presentation."""
    rows = db.session.scalars(
        sa.select(PreliminaryOpinion)
        .where(PreliminaryOpinion.presentation_id.in_(ids))
        .order_by(PreliminaryOpinion.at, PreliminaryOpinion.id)
    ).all()
    became: dict[UUID | None, set[PreliminaryStep]] = defaultdict(set)
    for row in rows:
        became[row.about_id].add(row.step)
    taken: dict[UUID, list[shapes.TakenIn]] = defaultdict(list)
    others: Counter[UUID] = Counter()
    for row in rows:
        steps = became[row.id]
        if row.step is not PreliminaryStep.GIVEN or PreliminaryStep.WITHDRAWN in steps:
            continue
        if PreliminaryStep.TAKEN_IN in steps:
            taken[row.presentation_id].append(shapes.TakenIn(row.text, row.by, row.at))
        else:
            others[row.presentation_id] += 1
    return taken, others


def _urgent(row: Presentation) -> shapes.Urgent | None:
    given = row.urgent
    if given is None:
        return None
    people = tuple(", ".join(filter(None, (c.name, c.speciality))) for c in given.consulted)
    return shapes.Urgent(
        given.given_on, given.reason, given.text, people, given.started_on, given.recorded_by
    )


def _own_words(row: PageText) -> shapes.OwnWords:
    return shapes.OwnWords(
        block=row.block,
        revision=row.revision,
        openness=row.openness,
        by=row.by,
        at=row.at,
        **{part: getattr(row, part) for part in PARTS},
    )


def _shapes(rows: Iterable[Any], kind: type[Any]) -> tuple[Any, ...]:
    names = [each.name for each in fields(kind)]
    return tuple(kind(**{name: getattr(row, name) for name in names}) for row in rows)


def _of(table: Any, ids: set[UUID], *order: Any) -> dict[UUID, list[Any]]:
    return _grouped(table, table.presentation_id, ids, *order)


def _grouped(table: Any, owner: Any, ids: Iterable[UUID], *order: Any) -> dict[UUID, list[Any]]:
    rows = db.session.scalars(sa.select(table).where(owner.in_(list(ids))).order_by(*order))
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner.key)].append(row)
    return found


def _by_id(table: Any, ids: set[UUID | None]) -> dict[UUID | None, Any]:
    rows = db.session.scalars(sa.select(table).where(table.id.in_(ids - {None})))
    return {row.id: row for row in rows}
