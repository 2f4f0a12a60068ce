"""How templates write dates, names and sentences; the only maker of trusted markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from app.domain import identity, preferences
from app.domain.casefile import Statement
from app.i18n import _, ngettext
from app.wording import (
    dates,
    facts,
    findings,
    fits,
    imports,
    people,
    timeline,
    verdicts,
    wishes,
    wishes_groups,
)
from app.wording.completeness import item_name


def init_app(app: Flask) -> None:
    """Install the filters, strict undefined names, and translation."""
    env = app.jinja_env
    env.undefined = StrictUndefined
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
    "fit": fits.fit_sentence,
    "fit_detail": fits.fit_detail,
    "marker_name": facts.marker_name,
    "marker_result": facts.marker_result,
    "marker_date": facts.marker_date,
    "measure": facts.measure,
    "caution": facts.caution,
    "tumour": facts.tumour,
    "tnm": facts.tnm,
    "item_name": item_name,
    "line_number": facts.line_number,
    "stop": facts.stop,
    "loss": facts.loss,
    "when": timeline.when,
    "describe": timeline.describe,
    "bar_label": timeline.bar_label,
    "outcome_label": timeline.outcome_label,
    "tick_label": timeline.tick_label,
    "verdict_sign": verdicts.verdict_sign,
    "verdict_name": verdicts.verdict_name,
    "verdict_details": verdicts.verdict_details,
    "import_note": imports.note_sentence,
    "not_understood": imports.not_understood_sentence,
}
