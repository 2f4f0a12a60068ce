"""Loading the catalogue's source files: a changed file makes a new version, an unchanged one nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa
import yaml

import config
from app import clock
from app.domain.permissions import Action, Actor
from app.errors import NotFound, RuleViolation, Violation
from app.exchange.catalogue import read_entry
from app.extensions import db
from app.models import CatalogueEntry, CatalogueReview, Speciality

from . import _access
from ._transaction import transaction

SEED = config.ROOT / "seed"


def load(actor: Actor, folder: Path = SEED / "catalogue") -> int:
    """Store every entry that is new or changed as its next version; how many were stored."""
    sources = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))
    }
    parsed = {code: read_entry(text) for code, text in sources.items()}
    known = _latest()
    changed = [code for code, text in sources.items() if known.get(code, (0, ""))[1] != text]
    if not changed:
        return 0
    with transaction(actor) as tx:
        for code in changed:
            version = known.get(code, (0, ""))[0] + 1
            db.session.add(
                CatalogueEntry(
                    code=code,
                    version=version,
                    family=parsed[code].family,
                    content=sources[code],
                    loaded_at=tx.now,
                )
            )
            tx.audit("catalogue.loaded", code, version=version)
    return len(changed)


def sign(actor: Actor, code: str, version: int, wording: str, by: str, on: date) -> None:
    """Sign the clinical or the patient wording of one version."""
    with transaction(actor) as tx:
        db.session.add(
            CatalogueReview(entry_code=code, entry_version=version, wording=wording, by=by, on=on)
        )
        tx.audit("catalogue.signed", code, version=version, wording=wording)


def review(actor: Actor, code: str, version: int, wording: str) -> None:
    """A clinical editor signs one wording of one version, once; RuleViolation when it is unknown or signed already."""
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    if wording not in {"clinical", "patient"}:
        raise RuleViolation(Violation("unknown_choice"))
    with transaction(actor) as tx:
        entry = db.session.get(CatalogueEntry, (code, version))
        if entry is None:
            raise NotFound
        if read_entry(entry.content).to_write:
            raise RuleViolation(Violation("text_to_write"))
        db.session.add(
            CatalogueReview(
                entry_code=code,
                entry_version=version,
                wording=wording,
                by=actor.name,
                on=clock.today(),
            )
        )
        tx.audit("catalogue.signed", code, version=version, wording=wording)


def load_specialities(actor: Actor, path: Path = SEED / "specialities.yaml") -> int:
    """Store the directory's specialities that are not there yet; how many."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))["specialities"]
    with transaction(actor) as tx:
        known = set(db.session.scalars(sa.select(Speciality.code)))
        new = [row for row in given if row["code"] not in known]
        for row in new:
            db.session.add(
                Speciality(code=row["code"], label=row["label"], is_medical=row["medical"])
            )
        tx.audit("specialities.loaded", path.name, count=len(new))
    return len(new)


def _latest() -> dict[str, tuple[int, str]]:
    rows = db.session.execute(
        sa.select(CatalogueEntry.code, CatalogueEntry.version, CatalogueEntry.content).order_by(
            CatalogueEntry.version
        )
    ).all()
    db.session.rollback()
    return {row.code: (row.version, row.content) for row in rows}
