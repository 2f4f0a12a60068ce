"""How templates write dates, names and sentences; the only maker of trusted markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from app.domain import identity, ins, patient_questions, preferences, re_presentation, side_by_side
from app.domain.casefile import Statement
from app.domain.hgvs import is_doubtful
from app.domain.measured import filled_parts, series
from app.errors import Violation
from app.i18n import _, ngettext
from app.wording import (
    burden,
    care,
    catalogue,
    changes,
    comparison,
    conclusion,
    corrections,
    criteria,
    dates,
    demonstration,
    evidence,
    exposure,
    facts,
    findings,
    fits,
    health,
    imports,
    last_lines,
    people,
    previous,
    questions,
    second_files,
    talks,
    teaching,
    timeline,
    trials,
    verdicts,
    wishes,
    wishes_groups,
)
from app.wording.completeness import item_line, item_name, item_note, need_source
from app.wording.rules import violation_sentence

from ._constants import FoldingGenerator
from ._places import place


def init_app(app: Flask) -> None:
    """Install the filters, strict undefined names, and translation."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.code_generator_class = FoldingGenerator
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.do")
    env.globals.update({"_": _, "ngettext": ngettext})
    env.filters.update(FILTERS)


def item_label(statement: Statement) -> str:
    """The label of a coded answer, "" when there is none."""
    label = preferences.item_label(statement)
    return _(label) if label else ""


def lower_first(text: str) -> str:
    """The text with a small first letter, to go on inside a sentence."""
    return text[:1].lower() + text[1:]


def capitalize_first(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def _or_empty(function: Any) -> Any:
    def safe(value: Any) -> str:
        return "" if value is None else str(function(value))

    return safe


FILTERS: dict[str, Callable[..., Any]] = {
    "long_date": _or_empty(dates.long_date),
    "full_date": _or_empty(dates.full_date),
    "short_date": _or_empty(dates.short_date),
    "partial": _or_empty(dates.partial),
    "clock": _or_empty(dates.clock_time),
    "moment": _or_empty(dates.moment),
    "minutes": dates.minutes,
    "label": _or_empty(lambda member: _(member.label)),
    "lower_first": lower_first,
    "capitalize_first": capitalize_first,
    "full_name": identity.full_name,
    "initials": identity.initials,
    "address": people.address,
    "birth": people.birth,
    "person": people.person,
    "attendance": people.attendance,
    "speaker": wishes.speaker,
    "said_how": wishes.source,
    "age": wishes.age,
    "step_name": talks.step_name,
    "question_text": questions.question_text,
    "asked_by": questions.asked_by,
    "asked_questions": patient_questions.asked,
    "open_questions": patient_questions.open_ones,
    "questions_withheld": patient_questions.is_withheld,
    "reply": wishes.reply,
    "asked": wishes.asked,
    "by_interview": wishes_groups.by_interview,
    "beyond": wishes_groups.beyond,
    "told_by_others": wishes_groups.told_by_others,
    "incapacity": wishes_groups.incapacity,
    "item_label": item_label,
    "finding": findings.finding_sentence,
    "finding_sign": findings.finding_sign,
    "finding_detail": findings.finding_detail,
    "pressing": findings.pressing,
    "telling": fits.telling,
    "fit": fits.fit_sentence,
    "fit_detail": fits.fit_detail,
    "marker_name": facts.marker_name,
    "marker_result": facts.marker_result,
    "marker_date": facts.marker_date,
    "measure": facts.measure,
    "caution": facts.caution,
    "tumour": facts.tumour,
    "tnm": facts.tnm,
    "other_classification": facts.other_classification,
    "tumour_line": facts.tumour_line,
    "phase": facts.phase,
    "screening": facts.screening,
    "item_name": item_name,
    "item_line": item_line,
    "item_note": item_note,
    "need_source": need_source,
    "place": place,
    "marker_source": facts.marker_source,
    "marker_tier": facts.marker_tier,
    "marker_board": facts.marker_board,
    "hgvs_doubt": is_doubtful,
    "understood": evidence.understood,
    "evidence_leaning": evidence.leaning,
    "evidence_sign": evidence.sign,
    "evidence_closeness": evidence.closeness,
    "evidence_level": evidence.level,
    "european_status": evidence.status,
    "source_counts": evidence.counted,
    "measure_name": facts.measure_name,
    "amount": facts.amount,
    "health": health.phrase,
    "doses": health.doses,
    "toxicities": health.toxicities,
    "best_response": health.response,
    "weight_loss": health.weight_loss,
    "series": series,
    "filled_parts": filled_parts,
    "line_number": facts.line_number,
    "stop": facts.stop,
    "loss": exposure.losing,
    "awaited": timeline.awaited,
    "drug_times": exposure.of_timeline,
    "when": timeline.when,
    "describe": timeline.describe,
    "laid_out": timeline.laid_out,
    "legend": timeline.legend,
    "journey_rows": timeline.rows,
    "lines_in_words": last_lines.last_lines,
    "criteria_lines": criteria.lines,
    "kind_label": criteria.kind_label,
    "beside_care": catalogue.beside_care,
    "fact_part": catalogue.fact_part,
    "entry_field": catalogue.field_label,
    "change_sign": catalogue.change_sign,
    "change_word": catalogue.change_word,
    "access_lines": catalogue.access_lines,
    "access_attribute": catalogue.access_attribute,
    "local_way": catalogue.local_way,
    "burden_lines": burden.burden_lines,
    "ask": comparison.question,
    "goes_with": comparison.goes_with,
    "sourced_figures": side_by_side.figures_of,
    "in_words": side_by_side.in_words,
    "verdict_sign": verdicts.verdict_sign,
    "verdict_name": verdicts.verdict_name,
    "verdict_details": verdicts.verdict_details,
    "change": changes.change_sentence,
    "change_subject": changes.change_subject,
    "last_time": re_presentation.last_time,
    "no_longer_listed": re_presentation.no_longer_listed,
    "board_day": previous.board_day,
    "became": previous.became,
    "answered": previous.answered,
    "last_verdict": previous.last_verdict,
    "last_reason": previous.last_reason,
    "last_title": previous.last_title,
    "ago": previous.age,
    "likeness": corrections.likeness,
    "difference": corrections.difference,
    "held_rows": corrections.rows,
    "teaching_place": teaching.place,
    "teaching_caution": teaching.caution,
    "spaced_number": ins.spaced,
    "trial_verified": trials.verified,
    "trial_travel": trials.travel,
    "phase_aim": trials.phase_aim,
    "trial_unknown": trials.not_known,
    "trial_asks": trials.asked_for,
    "trial_note": trials.note_sentence,
    "trial_note_title": trials.note_title,
    "trial_search": trials.search_sentence,
    "trial_fields": trials.field_names,
    "conclusion_lines": conclusion.lines,
    "by_rank": verdicts.by_rank,
    "retained_line": verdicts.retained_line,
    "task_line": trials.task_line,
    "call_line": care.call_line,
    "call_short": care.call_short,
    "need_lines": care.need_lines,
    "need_said": care.need_said,
    "task_answer": trials.task_answer,
    "palliative_is_due": care.palliative_is_due,
    "next_step_lines": trials.next_step_lines,
    "import_note": imports.note_sentence,
    "not_understood": imports.not_understood_sentence,
    "step_title": second_files.title,
    "step_differs": second_files.differences,
    "rule_sentence": lambda code: violation_sentence(Violation(code)),
    "plausibility": demonstration.plausibility,
    "plan_summary": second_files.summary,
    "plan_closed": second_files.closed,
}
