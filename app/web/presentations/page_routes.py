"""The patient page's editor: one block at a time, its readability while typing, and the way back to the reviewed text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from app import clock
from app.documents import page_view
from app.domain.differences import Line, between_lines
from app.domain.page_text import LONGEST, PARTS, BlockText, parts_of
from app.domain.permissions import Action
from app.domain.readability_limits import Stretch, fits_in_place, limits, stretches, taken
from app.domain.readability_shape import Remark
from app.domain.record import Record
from app.errors import AlreadyDone, NotFound
from app.queries import page_texts
from app.security import guard
from app.security.guard import access
from app.services import documents
from app.services import page_texts as services
from app.wording import page_blocks
from app.wording.readability import remark_sentence

from .._forms import SavingForm, filled, save
from .page_forms import BlockForm, form_for
from .routes import _seen, blueprint


@dataclass(frozen=True)
class _Offer:
    """A remark as it is shown: its sentence, and the word to take when there is a plainer one."""

    number: int
    said: str
    word: str
    plainer: str


@dataclass(frozen=True)
class _Panel:
    """What stands beside the field: thresholds, the typed text with its sentences marked, and the other remarks."""

    limits: tuple[tuple[bool, str], ...]
    texts: tuple[tuple[Stretch, ...], ...]
    offers: dict[Remark, _Offer]
    elsewhere: tuple[_Offer, ...]


@blueprint.route("/<uuid:presentation_id>/patient-page/<block>", methods=["GET", "POST"])
@access(Action.RELEASE_PAGE)
def page_block(presentation_id: UUID, block: str) -> str | BaseResponse:
    """Write one block of the patient's page, or only check how it reads."""
    record = _page(presentation_id, block)
    today = clock.today()
    form = filled(form_for(block), _source(record, presentation_id, block, today))
    looks = request.method == "POST" and _only_looks(form, record, block, today)
    if not looks and form.validate_on_submit():
        answer = save(
            form,
            lambda: services.write(
                guard.actor(), presentation_id, block, form.words, form.seen, form.submitted
            ),
            lambda _made: _back(presentation_id, block),
        )
        if answer:
            return answer
    return render_template(
        "presentations/page_block.html",
        form=form,
        record=record,
        block=block,
        name=page_blocks.block_name(block, page_view.card_title(record, block)),
        hint=page_blocks.block_hint(block),
        shown=_shown(record, block, today),
        parts=parts_of(block),
        reviewed=page_view.reviewed(record, block, today),
        changes=_changes(record, block, today),
        history=page_texts.revisions(presentation_id, block),
        panel=_panel(record, block, form.words, today),
    )


@blueprint.post("/<uuid:presentation_id>/patient-page/<block>/reading")
@access(Action.RELEASE_PAGE)
def page_reading(presentation_id: UUID, block: str) -> str:
    """How the words being typed read; nothing is written."""
    record = _page(presentation_id, block)
    form = form_for(block)()
    panel = _panel(record, block, form.words, clock.today())
    return render_template("presentations/_page_reading.html", panel=panel)


@blueprint.post("/<uuid:presentation_id>/patient-page/<block>/reviewed")
@access(Action.RELEASE_PAGE)
def page_reviewed(presentation_id: UUID, block: str) -> BaseResponse:
    """Go back to the reviewed text of a block."""
    _seen(presentation_id)
    form = SavingForm()
    with suppress(AlreadyDone):
        services.take_back(guard.actor(), presentation_id, block, form.seen, form.submitted)
    session["saved"] = True
    return redirect(_back(presentation_id, block), 303)


def _page(presentation_id: UUID, block: str) -> Record:
    record = documents.with_present_wishes(_seen(presentation_id).record)
    record = documents.as_printed(record)
    if record.released_at or not page_view.writable(record, block, clock.today()):
        raise NotFound
    return record


def _source(record: Record, presentation_id: UUID, block: str, today: date) -> Any:
    words = page_view.present(record, block, today)
    kept = {part: getattr(words, part) for part in parts_of(block)}
    return SimpleNamespace(**kept, version=services.latest(presentation_id, block))


def _only_looks(form: BlockForm, record: Record, block: str, today: date) -> bool:
    """Whether the button pressed asks for a reading, or takes a plainer word, without saving."""
    number = request.form.get("take", "")
    if number.isdigit():
        offers = _panel(record, block, form.words, today).offers
        offer = next((o for o in offers.values() if o.plainer and str(o.number) == number), None)
        if offer:
            parts = parts_of(block)
            texts = taken([form[p].data or "" for p in parts], offer.word, offer.plainer)
            for part, text in zip(parts, texts, strict=True):
                form[part].data = text
    return bool(number or request.form.get("check"))


def _offers(remarks: tuple[Remark, ...]) -> dict[Remark, _Offer]:
    return {
        remark: _Offer(
            n,
            remark_sentence(remark),
            remark.word,
            remark.plainer if fits_in_place(remark) else "",
        )
        for n, remark in enumerate(remarks, start=1)
    }


def _panel(record: Record, block: str, typed: BlockText, today: date) -> _Panel:
    """The panel of what may be kept: measuring what is too long anyway would hold the server for minutes."""
    words = BlockText(**{part: getattr(typed, part)[:LONGEST] for part in PARTS})
    found = page_view.judged(record, block, words, today)
    offers = _offers(found.here)
    texts = tuple(stretches(getattr(words, part), found.here) for part in parts_of(block))
    marked = {r for text in texts for stretch in text for r in stretch.remarks}
    rest = [r for r in found.page.remarks if r not in marked]
    return _Panel(
        limits=tuple((one.is_met, page_blocks.limit_sentence(one)) for one in limits(found.page)),
        texts=texts,
        offers=offers,
        elsewhere=tuple(_Offer(0, remark_sentence(r), r.block, r.sentence) for r in rest),
    )


def _shown(record: Record, block: str, today: date) -> page_view.ShownBlock:
    return next(one for one in page_view.shown(record, today) if one.block == block)


def _changes(record: Record, block: str, today: date) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Part by part, what the clinician changed from the reviewed text; nothing where nobody did."""
    ours = page_view.reviewed(record, block, today)
    now = page_view.present(record, block, today)
    pairs = ((part, getattr(ours, part), getattr(now, part)) for part in parts_of(block))
    return tuple(
        (part, tuple(between_lines(tuple(a.splitlines()), tuple(b.splitlines()))))
        for part, a, b in pairs
        if a.split() != b.split()
    )


def _back(presentation_id: UUID, block: str) -> str:
    return url_for("presentations.patient_page", presentation_id=presentation_id, _anchor=block)
