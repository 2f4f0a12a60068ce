"""What an earlier board decided in a fiche: told by name, never turned into an option; and what the fiche lacks."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Document, attribute, day, every, observations, one, something, words


def tell_opinion(document: Document, remarks: Remarks) -> None:
    """The proposals, examinations asked and frame of the earlier meeting, one by one."""
    plan = document.section(codes.PLAN)
    for act in every(plan, "entry/procedure"):
        said = attribute(act, "code", "displayName")
        written = document.said(act)
        rank = something(words(one(act, "priorityCode/originalText")))
        text = f"{rank}. {said}" if rank else said
        text = f"{text} : {written}" if written and written != said else text
        remarks.leave("CarePlan", "", text, "earlier_opinion")
    for asked in every(plan, "entry/encounter"):
        said = attribute(asked, "code", "displayName")
        remarks.leave("CarePlan", "", said, "earlier_opinion")
    for asked in every(plan, "entry/observation"):
        said = document.said(asked) or attribute(asked, "code", "displayName")
        until = day(asked, "effectiveTime/high")
        text = _("%(what)s (avant le %(on)s)", what=said, on=until) if until else said
        remarks.leave("CarePlan", "", text, "earlier_opinion")
    for guideline in observations(document.root, "MED-249"):
        name = document.said(guideline, "value/originalText/reference")
        if name:
            text = _("référentiel : %(name)s", name=name)
            remarks.leave("CarePlan", "", text, "earlier_opinion")


def tell_lacks(document: Document, remarks: Remarks) -> None:
    """What the official rules let through and a fiche should hold (quorum, people, status, guideline)."""
    if not observations(document.root, "ORG-125"):
        remarks.note("fiche_no_quorum")
    if not any(_is_of_quorum(p) for p in every(document.root, "participant")):
        remarks.note("fiche_no_participant")
    statuses = [attribute(o, "value", "code") for o in observations(document.root, "ORG-127")]
    for status in statuses:
        if status not in codes.CASE_STATUSES:
            remarks.note("fiche_case_status", code=status)
    if codes.REGISTERED in statuses and not observations(document.root, "MED-249"):
        remarks.note("fiche_no_guideline")


def _is_of_quorum(participant: Element) -> bool:
    return attribute(participant, "functionCode", "code") == "353"
