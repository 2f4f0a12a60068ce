"""Blocks 6 and 7 of the full patient page: what the team proposes, and doing without treatment.

The board's free text never enters: only the catalogue's plain words, coded verdicts, dates, and the
clinician's own note for the patient.
"""

from __future__ import annotations

from datetime import date

from app.domain.page_text import PageBlock
from app.domain.preferences import wishes
from app.domain.record import Option, Record
from app.domain.vocabulary import PrognosisWish, StatementStatus, Verdict
from app.i18n import _

from . import _patient_words as words
from ._page_own import Own
from ._patient_options import inside
from ._patient_start import is_proposed
from .blocks import (
    Block,
    BulletList,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    labelled,
    plain,
    strong,
)


def proposal(record: Record, own: Own) -> tuple[Block, ...]:
    """Block 6: the retained options in plain names, the wishes, the patient's freedom, the clinician's note."""
    heading = Heading(2, _("Que propose l'équipe ?"))
    written = own.more(PageBlock.PROPOSAL)
    what, after = proposal_blocks(record)
    if written:
        what, after = written[:1], written[1:]
    free = Paragraph(plain(_freedom(has_answer=bool(written) or is_proposed(record))))
    blocks = [KeepTogether((heading, *what)), *_also_asked(record), *_ending(after, free)]
    if record.patient_note.strip():
        blocks.append(Paragraph(labelled(_("Un mot de votre médecin :"), record.patient_note)))
    return tuple(blocks)


def _freedom(*, has_answer: bool) -> str:
    """What the patient may answer; to come while there is nothing to answer to."""
    if has_answer:
        return _("Vous pouvez dire oui, dire non ou demander du temps.")
    return _("Vous pourrez dire oui, dire non ou demander du temps.")


def _ending(after: tuple[Block, ...], free: Paragraph) -> tuple[Block, ...]:
    """The patient's freedom ends the block whoever wrote it, in the last paragraph when there is one."""
    last = after[-1] if after else None
    if isinstance(last, Paragraph):
        return *after[:-1], Paragraph((*last.line, Run(" "), *free.line))
    return *after, free


def proposal_blocks(record: Record) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The reviewed words of block 6: what is proposed (one sentence, or a list under the heading that asks), then what the meeting was."""
    retained = sorted(
        (o for o in record.options if o.verdict is Verdict.RETAINED), key=lambda o: o.rank or 99
    )
    what: tuple[Block, ...] = (Paragraph(plain(_("L'équipe n'a pas encore fait de proposition."))),)
    titles = [_proposed(o) for o in retained]
    if len(titles) == 1:
        what = (Paragraph(plain(_("L'équipe propose %(title)s.", title=titles[0]))),)
    elif titles:
        lines = (plain(_("%(title)s.", title=t[:1].upper() + t[1:])) for t in titles)
        what = (BulletList(tuple(lines)),)
    outcome = words.OUTCOMES.get(record.opinion.outcome) if record.opinion.outcome else None
    after = [_(outcome)] if outcome else []
    if not titles and not outcome:
        after.append(_("Votre médecin vous en parlera."))
    if record.opinion.wishes_account and wishes(record.case_file.statements, date.min).is_recorded:
        after.append(_("L'équipe a regardé ce qui compte pour vous."))
    return what, (Paragraph(plain(" ".join(after))),) if after else ()


def _also_asked(record: Record) -> tuple[Block, ...]:
    """Actions asked for whose wording a reviewer has signed, in those words only; the others are not named."""
    asked = [a for a in record.actions if a.asked and a.signed]
    if not asked:
        return ()
    lines = tuple(labelled(_("%(title)s :", title=a.title), inside(a.sentence)) for a in asked)
    return (KeepTogether((Paragraph(strong(_("L'équipe demande aussi :"))), BulletList(lines))),)


def _proposed(option: Option) -> str:
    title = option.entry.patient.title
    title = title[:1].lower() + title[1:]
    return _("%(title)s, à une condition", title=title) if option.condition else title


def without_treatment(record: Record, day: date, own: Own) -> tuple[Block, ...]:
    """Block 7: always there, whoever wrote it."""
    heading = Heading(2, _("Et sans traitement contre la maladie ?"))
    ours = (Paragraph(plain(without_text(record, day))),)
    return heading, *own.instead(PageBlock.WITHOUT, ours)


def without_text(record: Record, day: date) -> str:
    """The reviewed words of block 7; what the disease may do is only said to those who wish to hear of the future."""
    wish = wishes(record.case_file.statements, day).prognosis_wish
    wanted = {PrognosisWish.WITH_FIGURES, PrognosisWish.WITHOUT_FIGURES}
    sentences = []
    if wish and wish.status is StatementStatus.STATED and wish.item in wanted:
        sentences.append(_("La maladie peut avancer. Personne ne sait à quelle vitesse."))
    else:
        sentences.append(_("Vous pouvez en parler avec votre médecin, quand vous le voulez."))
    sentences.append(_("Les soins qui soulagent continuent. L'équipe reste à vos côtés."))
    return " ".join(sentences)
