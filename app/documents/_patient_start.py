"""Blocks 1 to 4 of the patient page: title, why, what is happening, and what matters to the patient."""

from __future__ import annotations

from datetime import date

from app.domain.casefile import Statement, Treatment
from app.domain.page_text import PageBlock
from app.domain.preferences import PageMode, Wishes, for_patient_page, item_label, wishes
from app.domain.record import Record
from app.domain.vocabulary import (
    Outcome,
    PresentationState,
    StatementStatus,
    StopReason,
    Verdict,
)
from app.i18n import NBSP, _
from app.wording import people
from app.wording.dates import day_and_month
from app.wording.wishes import quoted

from . import _patient_words as words
from ._page_own import Own, one_line
from ._paper import meeting_day
from ._patient_room import Room
from .blocks import (
    Block,
    BulletList,
    Heading,
    KeepTogether,
    Line,
    Paragraph,
    Run,
    Said,
    Tone,
    plain,
)


def header(record: Record, mode: PageMode, room: Room, own: Own) -> tuple[Block, ...]:
    """Block 1: the name, and what this sheet is not; date and doctor stand in the head of every page."""
    written = one_line(own.text(PageBlock.TITLE))
    title = Heading(1, written or title_of(record, mode))
    if room.compact and mode is PageMode.FULL:
        return (title,)
    return title, Paragraph(plain(_("Cette feuille ne remplace pas l'échange avec votre médecin.")))


def title_of(record: Record, mode: PageMode) -> str:
    """The reviewed title: neutral on the protective page."""
    name = people.address(record.case_file.patient)
    if mode is PageMode.PROTECTIVE:
        return _("%(name)s, voici vos repères et vos contacts", name=name)
    if is_proposed(record):
        return _("%(name)s, voici ce que l'équipe vous propose", name=name)
    return _("%(name)s, voici où nous en sommes", name=name)


def why(record: Record, room: Room, own: Own, printed_on: date) -> tuple[Block, ...]:
    """Block 2: three short sentences."""
    ours = (Paragraph(plain(why_text(record, room, printed_on))),)
    return Heading(2, _("Pourquoi ce document ?")), *own.instead(PageBlock.WHY, ours)


def why_text(record: Record, room: Room, printed_on: date) -> str:
    """The reviewed words of block 2: what was said of the patient or will be, and no proposal where there is none."""
    rest = _("Cette feuille vous dit où vous en êtes. Rien n'est décidé sans vous.")
    if is_proposed(record):
        rest = _("Cette feuille résume leurs propositions. Rien n'est décidé sans vous.")
    if room.compact:
        rest += " " + _("Elle ne remplace pas l'échange avec votre médecin.")
    return f"{_met(record, printed_on)} {rest}"


def _met(record: Record, printed_on: date) -> str:
    """Whether the meeting spoke of the patient: true of a discussed case only, whatever its day."""
    day = meeting_day(record)
    if day and day >= printed_on and (day > printed_on or not _is_discussed(record)):
        on = day_and_month(day)
        return _("Plusieurs professionnels vont parler de votre situation le %(on)s.", on=on)
    if day and _is_discussed(record):
        on = day_and_month(day)
        return _("Plusieurs professionnels ont parlé de votre situation le %(on)s.", on=on)
    return _("Plusieurs professionnels regardent votre situation ensemble.")


def _is_discussed(record: Record) -> bool:
    unspoken = {Outcome.REGISTERED, Outcome.WITHDRAWN}
    return record.state is not PresentationState.PREPARED and record.opinion.outcome not in unspoken


def is_proposed(record: Record) -> bool:
    """Whether the team proposes something."""
    return any(o.verdict is Verdict.RETAINED for o in record.options)


def situation(record: Record, own: Own) -> tuple[Block, ...]:
    """Block 3: what happened with the last treatment, in words that blame nobody."""
    ours = (Paragraph(plain(situation_text(record))),)
    return Heading(2, _("Que se passe-t-il ?")), *own.instead(PageBlock.SITUATION, ours)


def situation_text(record: Record) -> str:
    """The reviewed words of block 3."""
    systemic = [t for t in record.case_file.treatments if t.kind.is_systemic]
    last = max(systemic, key=_started, default=None)
    told = _story(last) if last else []
    if not told:
        return _("Cette maladie n'est pas votre faute. Des soins sont possibles.")
    # Said where something went wrong; after a treatment that ended as planned it would only frighten.
    if last and (_progressed(last) or last.stop_reason is StopReason.TOXICITY):
        told.append(_("Ce n'est pas votre faute."))
    return " ".join([*told, _("D'autres soins sont possibles.")])


def _progressed(treatment: Treatment) -> bool:
    return treatment.progressed_on is not None or treatment.stop_reason is StopReason.PROGRESSION


def _started(treatment: Treatment) -> tuple[str, int]:
    return treatment.started_on.iso if treatment.started_on else "", treatment.line or 0


def _story(treatment: Treatment) -> list[str]:
    what = _(words.TREATMENTS.get(treatment.kind, "Le traitement"))
    told = words.RESPONSES.get(treatment.best_response) if treatment.best_response else None
    sentences = [_(told, what=what)] if told else []
    if _progressed(treatment):
        again = _("Puis la maladie a avancé de nouveau.") if told else _("La maladie a avancé.")
        sentences += [again, _("Cela arrive : des cellules peuvent s'habituer à un médicament.")]
    elif treatment.stop_reason in words.STOPS:
        sentences.append(_(words.STOPS[treatment.stop_reason]))
    return sentences


def matters(record: Record, mode: PageMode, day: date, own: Own) -> tuple[Block, ...]:
    """Block 4: the patient's own words and priorities, and the way to correct them."""
    current = wishes(for_patient_page(record.case_file.statements), day)
    body: list[Block] = []
    first = current.what_matters
    if first and first.status is StatementStatus.STATED and first.verbatim:
        body.append(Paragraph(plain(quoted(first.verbatim))))
    items = [_priority(s) for s in current.priorities]
    if mode is PageMode.FULL:
        if current.refusals:
            items.append(plain(_refused(current.refusals)))
        items += [plain(_(text)) for text in _beyond(current)]
    if items:
        body.append(BulletList(tuple(items)))
    if not body:
        body.append(Paragraph(plain(_("Cette place est gardée pour vos mots."))))
    body.append(Paragraph((Run(_check(record, bool(items or first)), Tone.PATIENT),)))
    heading = Heading(2, _("Qu'est-ce qui compte pour vous ?"))
    return (KeepTogether((heading, Said(tuple(body)))), *own.more(PageBlock.MATTERS))


def _priority(statement: Statement) -> Line:
    known = words.PRIORITIES.get(statement.item)
    parts = [_(known)] if known else []
    if statement.verbatim:
        parts.append(quoted(statement.verbatim))
    return plain(" ".join(parts))


def _refused(statements: tuple[Statement, ...]) -> str:
    """What the patient said no to, named in one sentence, then in his or her own words."""
    named = [text[:1].lower() + text[1:] for s in statements if (text := item_label(s))]
    said = [quoted(s.verbatim) for s in statements if not item_label(s) and s.verbatim]
    told = [_("Vous avez dit non à ceci : %(what)s.", what=", ".join(named))] if named else []
    if said and not named:
        told = [_("Vous avez dit non :")]
    return " ".join((*told, *said))


def _beyond(current: Wishes) -> list[str]:
    """The few other answers that help at home: how to decide, where to be cared for, how much time is needed."""
    known = (
        words.ANSWERS.get((s.item, s.value))
        for s in current.beyond
        if s.status is StatementStatus.STATED
    )
    return [text for text in known if text]


def _check(record: Record, said: bool) -> str:
    number = phone(record.hospital.day_phone)
    ask = _("Est-ce bien cela ? Si quelque chose a changé, dites-le")
    if not said:
        ask = _("Vous pouvez nous dire ce qui compte pour vous")
    return _("%(ask)s : %(number)s.", ask=ask, number=number) if number else f"{ask}."


def phone(number: str) -> str:
    """A telephone number that never breaks over two lines."""
    return number.strip().replace(" ", NBSP)
