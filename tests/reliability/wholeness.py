"""Is the base whole? Every acknowledged save is there, nothing is half there, the journal and the file hold."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.extensions import db
from app.models import (
    AuditEntry,
    Biomarker,
    Case,
    Measure,
    Option,
    Patient,
    Presentation,
    Submission,
    Treatment,
    Tumour,
)
from app.queries import audit
from tests.services.board import count, every, one

PER_CASE = {Tumour: 1, Treatment: 1, Measure: 1}


def check_whole(acknowledged: Iterable[str]) -> None:
    """Fail when an acknowledged word is lost, a case is half saved, or the base or its journal does not hold."""
    db.session.remove()
    words = [word.split(" ", 1) for word in acknowledged]
    said = {UUID(what) for kind, what in words if kind == "case"}
    lost = said - set(every(sa.select(Case.id)))
    assert not lost, f"{len(lost)} acknowledged cases lost"
    facts = {what for kind, what in words if kind == "fact"}
    assert not facts - set(every(sa.select(Biomarker.marker))), "acknowledged facts lost"
    _no_half_case()
    assert audit.first_bad()[0] is None
    assert every(sa.text("PRAGMA integrity_check")) == ["ok"]
    assert every(sa.text("PRAGMA foreign_key_check")) == []


def _no_half_case() -> None:
    cases = count(Case)
    assert count(Patient) == count(Presentation) == cases
    for kind, each in PER_CASE.items():
        assert count(kind) == cases * each, kind
    assert count(Biomarker, Biomarker.marker.not_like("KRAS-%")) == cases * 2
    brought = every(sa.select(sa.func.count()).select_from(Option).group_by(Option.presentation_id))
    assert len(brought) == cases
    assert len(set(brought)) == 1, "a presentation with half its options"
    assert count(AuditEntry, AuditEntry.action == "case.opened") == cases
    added = count(Biomarker, Biomarker.marker.like("KRAS-%"))
    assert count(AuditEntry, AuditEntry.action == "biomarker.added") == added
    results = every(sa.select(Submission.result))
    assert set(results) <= {str(key) for key in every(sa.select(Case.id))}
    assert one(sa.text("PRAGMA foreign_keys")) == 1
