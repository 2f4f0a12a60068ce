"""Prints: built outside any transaction, the validated ones stored with their hash and served from the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app import clock
from app.documents import fiche, gp_letter, patient_summary, wish_form
from app.documents._page_own import own_words
from app.documents._paper import mode_of
from app.documents._patient_options import WITH_FLAGS, shown_as_cards, worded_from_catalogue
from app.domain import fact_signing
from app.domain.catalogue import AskedAction, CatalogueEntry
from app.domain.permissions import Actor
from app.domain.preferences import PageMode, at_board_level
from app.domain.record import Record
from app.domain.vocabulary import DocumentKind, PresentationState
from app.errors import RuleViolation
from app.extensions import db
from app.models import Case, Document
from app.queries import actions, catalogue, contacts, facts, letters, page_texts, records, talks
from app.queries._reading import reading

from . import files

PDF = "application/pdf"


def produce(
    actor: Actor, presentation_id: UUID, kind: DocumentKind, *, large: bool = False
) -> bytes:
    """The PDF of a presentation this actor may read: the stored one when it stands, else a fresh build.

    `large` asks for the patient page in large print; no other print has one.

    A letter is always built afresh: its copy is kept when it leaves, and it may change until then. RuleViolation for
    the page, or the blank questionnaire, of a patient whom nothing may reach any more.
    """
    record = records.of_presentation(actor, presentation_id).record
    for_patient = kind in {DocumentKind.PATIENT, DocumentKind.FORM}
    stop = contacts.stopped(UUID(record.case_id)) if for_patient else None
    if stop:
        raise RuleViolation(stop)
    is_kept = kind in {DocumentKind.FICHE, DocumentKind.PATIENT}
    may_stand = record.state is PresentationState.VALIDATED and is_kept
    stored = current(presentation_id, kind, large) if may_stand else None
    if stored and not (kind is DocumentKind.PATIENT and record.released_at is None):
        return files.read(stored)
    if kind is DocumentKind.PATIENT:
        return build(with_present_wishes(record), kind, large=large)
    return build(talks.beside(record) if kind is DocumentKind.FICHE else record, kind)


@reading
def with_present_wishes(record: Record) -> Record:
    """The record with what the patient says now, and what clinicians wrote on his or her page since.

    A page not yet released obeys the present wish to know.
    """
    case = db.session.get(Case, UUID(record.case_id))
    if case is None:
        return record
    said = at_board_level(facts.current_statements(case.patient_id))
    written = page_texts.of_presentation(UUID(record.id))
    file = replace(record.case_file, statements=said)
    return replace(record, case_file=file, page_texts=written)


def build(record: Record, kind: DocumentKind, *, large: bool = False) -> bytes:
    """The PDF of a record; the date printed is the validation's once there is one."""
    if kind is DocumentKind.FICHE:
        return fiche.build(record, printed_on=signed_on(record))
    if kind is DocumentKind.LETTER:
        return _letter(record)
    if kind is DocumentKind.FORM:
        return wish_form.build(record, printed_on=clock.today())
    day = _printed_on(record)
    record = replace(record, actions=with_signatures(record))
    held = _is_held(record)
    told = as_printed(record)
    return patient_summary.build(told, printed_on=day, unreviewed=held, large=large)


def as_printed(record: Record) -> Record:
    """The record as the patient page reads it: without unsigned facts once nothing holds the page back."""
    return record if _is_held(record) else _signed_facts_only(record)


def _is_held(record: Record) -> bool:
    return bool(unreviewed(record) or unsigned(record))


def with_signatures(record: Record) -> tuple[AskedAction, ...]:
    """The actions of a record, each with whether somebody answers for its wording by now."""
    signed = actions.reviews(a.digest for a in record.actions)
    return tuple(replace(a, signed=a.digest in signed) for a in record.actions)


def letter_day(record: Record, context: letters.Context) -> date:
    """The day a letter bears: that of the latest thing it says."""
    said = [a.at.astimezone(clock.PARIS).date() for a in record.addenda]
    known = context.follow_up.at
    if known:
        said.append(known.astimezone(clock.PARIS).date())
    return max([signed_on(record), *said])


def _letter(record: Record) -> bytes:
    context = letters.context(record)
    return gp_letter.build(
        record,
        printed_on=letter_day(record, context),
        family_doctor=context.family_doctor,
        follow_up=context.follow_up,
    )


def unreviewed(record: Record) -> tuple[str, ...]:
    """The entries whose patient wording the page would print without a reviewer's signature; they block release."""
    if mode(record) is PageMode.PROTECTIVE:
        return ()
    printed = worded_from_catalogue(record)
    signed = catalogue.versions((o.entry.code, o.entry.version) for o in printed)
    return tuple(o.title for o in printed if _is_unreviewed(o.entry, signed))


def unsigned(record: Record) -> tuple[str, ...]:
    """The options whose facts "to check" the page cannot do without, while nobody signed them; they block release."""
    if mode(record) is PageMode.PROTECTIVE:
        return ()
    signed = _signatures(record)
    cards = shown_as_cards(record)
    return tuple(
        o.title
        for o in record.options
        if o.entry.code
        and fact_signing.blocks(o.entry, signed, card=o in cards, flags=o.verdict in WITH_FLAGS)
    )


def _signed_facts_only(record: Record) -> Record:
    """The record with nothing in the patient's wording that is to check and unsigned."""
    signed = _signatures(record)
    options = (
        replace(o, entry=fact_signing.signed_only(o.entry, signed)) if o.entry.code else o
        for o in record.options
    )
    return replace(record, options=tuple(options))


def _signatures(record: Record) -> frozenset[str]:
    marked = (one.digest for o in record.options for one in fact_signing.marked(o.entry))
    return frozenset(catalogue.fact_reviews(marked))


def _is_unreviewed(entry: CatalogueEntry, signed: dict[catalogue.Key, CatalogueEntry]) -> bool:
    """A frozen record keeps its texts; a signature of the same version may come after the validation."""
    if not entry.code:
        return False
    known = signed.get((entry.code, entry.version), entry)
    return known.patient_review is None


def written_by(record: Record) -> tuple[str, ...]:
    """Who wrote words of their own on the page that would be printed, each once."""
    return own_words(record, _printed_on(record)).authors


def mode(record: Record) -> PageMode:
    """Which patient page the wish to know allows, on the day the page would be printed."""
    return mode_of(record, _printed_on(record))


def signed_on(record: Record) -> date:
    """The day of the signature, today before there is one."""
    signed = record.validated_at
    return signed.astimezone(clock.PARIS).date() if signed else clock.today()


def _printed_on(record: Record) -> date:
    """The day of its release for a patient page, else today: a wish that expired since then protects."""
    left = record.released_at
    return left.astimezone(clock.PARIS).date() if left else clock.today()


def keep(
    tx_actor: Actor,
    presentation_id: UUID,
    kind: DocumentKind,
    digest: str,
    size: int,
    *,
    large: bool = False,
) -> None:
    """Name a stored print in the database, inside the caller's transaction."""
    files.register(digest, size, PDF)
    sequence = db.session.scalar(
        sa.select(sa.func.count()).where(
            Document.presentation_id == presentation_id, Document.kind == kind
        )
    )
    db.session.add(
        Document(
            presentation_id=presentation_id,
            kind=kind,
            sequence=int(sequence or 0) + 1,
            sha256=digest,
            made_by=tx_actor.name,
            made_at=clock.now(),
            large=large,
        )
    )


@reading
def current(presentation_id: UUID, kind: DocumentKind, large: bool = False) -> str | None:
    """The hash of the latest stored print of that kind, in the size asked for."""
    return db.session.scalar(
        sa.select(Document.sha256)
        .where(
            Document.presentation_id == presentation_id,
            Document.kind == kind,
            Document.large == large,
        )
        .order_by(Document.sequence.desc())
        .limit(1)
    )
