"""Loading the catalogue's source files (a changed one makes a new version, an unchanged one nothing), and signing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
import yaml

import config
from app import clock
from app.domain import governance as rules
from app.domain.governance import LOCAL
from app.domain.permissions import Action, Actor
from app.domain.vocabulary import Wording
from app.errors import NotFound, RuleViolation, Violation
from app.exchange.catalogue import read_entry
from app.extensions import db
from app.models import CatalogueEntry, CatalogueReview, Speciality
from app.queries import governance

from . import _access
from ._transaction import Unit, transaction

SEED = config.ROOT / "seed"


def load(actor: Actor, folder: Path = SEED / "catalogue") -> int:
    """Store every entry that is new or changed as its next version; how many were stored."""
    sources = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))
    }
    parsed = {code: read_entry(text) for code, text in sources.items()}
    known = _latest()
    if taken := sorted(code for code in sources if code.startswith(LOCAL)):
        raise RuleViolation(Violation("code_of_a_site", params={"code": ", ".join(taken)}))
    changed = [code for code, text in sources.items() if known.get(code, (0, ""))[1] != text]
    if not changed:
        return 0
    with transaction(actor) as tx:
        for code in changed:
            version = highest(code) + 1
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
    """Sign a wording of the product's own text in the name of a reviewer who has no account (demonstration, paper).

    A text that somebody of a hospital wrote is signed by `review` only: the second person must be known.
    """
    with transaction(actor) as tx:
        entry = db.session.get(CatalogueEntry, (code, version))
        if entry is None or not actor.is_operator:
            raise NotFound
        if entry.author_id is not None:
            raise RuleViolation(Violation("same_person"))
        _signed(tx, code, version, wording, by, on)


def review(actor: Actor, code: str, version: int, wording: str) -> None:
    """A clinical editor other than the author signs one wording of one version, once; RuleViolation otherwise."""
    _access.everywhere(actor, Action.REVIEW_CATALOGUE)
    if wording not in set(Wording):
        raise RuleViolation(Violation("unknown_choice"))
    text, life = governance.version(actor, code, version)
    found = life.version(version)
    if found is None:
        raise NotFound
    broken = rules.signing(found, Wording(wording), _access.editor(actor), to_write=text.to_write)
    if broken:
        raise RuleViolation(*broken)
    with transaction(actor) as tx:
        _signed(tx, code, version, wording, actor.name, clock.today())


def _signed(tx: Unit, code: str, version: int, wording: str, by: str, on: date) -> None:
    """Add the signature; the database refuses a second one under the same wording."""
    account = None if tx.actor.is_operator else UUID(tx.actor.account_id)
    db.session.add(
        CatalogueReview(
            entry_code=code,
            entry_version=version,
            wording=wording,
            by=by,
            on=on,
            account_id=account,
        )
    )
    tx.audit("catalogue.signed", code, version=version, wording=wording)


def highest(code: str) -> int:
    """The highest version of a code, 0 when it has none, inside the caller's transaction."""
    found = db.session.scalar(
        sa.select(sa.func.max(CatalogueEntry.version)).where(CatalogueEntry.code == code)
    )
    return int(found or 0)


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
    """The product's own latest version of each code: what people proposed since is not compared with the files."""
    rows = db.session.execute(
        sa.select(CatalogueEntry.code, CatalogueEntry.version, CatalogueEntry.content)
        .where(CatalogueEntry.author_id.is_(None), CatalogueEntry.hospital_id.is_(None))
        .order_by(CatalogueEntry.version)
    ).all()
    db.session.rollback()
    return {row.code: (row.version, row.content) for row in rows}
