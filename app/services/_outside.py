"""What an import brings beside the case file: talks kept as recorded there, and documents judged before any lock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from app import clock
from app.domain import attachment, interview
from app.domain.attachment import Attached
from app.domain.interview import Talk
from app.domain.open_case import Enclosed
from app.domain.partial_date import PartialDate
from app.domain.permissions import Actor
from app.errors import Violation
from app.exchange.attached import judging
from app.exchange.imported import ImportedCase
from app.models import Attachment
from app.models import Talk as TalkRow

from . import _opening, antivirus, files
from ._transaction import Unit
from .attachments import Stored
from .talks import TYPED


def violations(
    talks: Iterable[Talk], enclosed: Iterable[Enclosed], birth: PartialDate | None
) -> list[Violation]:
    """What forbids these: the rules of a talk noted here, and those of a document added here."""
    today = clock.today()
    broken = [each for talk in talks for each in interview.violations(talk, today)]
    for one in enclosed:
        broken += attachment.violations(_about(one), birth=birth, today=today)
    return broken


def documents(read: ImportedCase) -> tuple[Stored, ...]:
    """The documents that came with a case, judged as those added by hand and put in the store; RuleViolation if refused."""
    wanted = {one.sha256: one for one in read.enclosed if one.sha256 in read.files}
    return tuple(_judged(one, read.files[sha256]) for sha256, one in wanted.items())


def add(
    made: _opening.Prepared, actor: Actor, talks: Iterable[Talk], held: Iterable[Stored]
) -> None:
    """The rows of talks and documents of a new case."""
    for talk in talks:
        made.add(
            TalkRow,
            id=uuid4(),
            case_id=made.case_id,
            recorder_id=None if actor.is_operator else UUID(actor.account_id),
            recorded_by=talk.recorded_by or actor.name,
            recorded_at=talk.recorded_at or clock.now(),
            **{name: getattr(talk, name) for name in TYPED},
        )
    for one in held:
        values: dict[str, Any] = {
            "kind": one.about.kind,
            "title": one.about.title,
            "dated_on": one.about.dated_on,
            "sha256": one.digest,
            "media_type": one.media_type,
            "pages": one.pages,
        }
        made.add(Attachment, id=uuid4(), case_id=made.case_id, added_by=actor.name, **values)


def register(tx: Unit, held: Iterable[Stored], case_id: UUID) -> None:
    """Name stored bytes, inside the unit of work and before the rows that refer to them."""
    for one in held:
        files.register(one.digest, one.size, one.media_type)
        tx.audit("attachment.added", case_id, kind=one.about.kind.value, source="file")


def _judged(one: Enclosed, content: bytes) -> Stored:
    antivirus.refuse_infected(content)
    if one.media_type == judging.TEXT:
        try:
            content.decode()
        except UnicodeDecodeError:
            raise judging.refusal("attachment_broken") from None
        judged = judging.Judged(judging.TEXT, content, 0)
    else:
        judged = judging.judge(one.file, content)
    digest = files.store(judged.content)
    return Stored(digest, len(judged.content), judged.media_type, judged.pages, _about(one))


def _about(one: Enclosed) -> Attached:
    return Attached(one.kind, one.title, one.dated_on)
