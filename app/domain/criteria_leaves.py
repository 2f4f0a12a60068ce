"""The leaves of criteria: each takes its data and a case file, and gives a reading.

Only a certain fact is met or not met; anything else is unknown, a caution or for people to judge.
Codes name the fact, whatever the outcome; the sentences are in `app/wording/findings.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from .casefile import Biomarker, CaseFile, Tumour
from .drugs import CANDIDACIES, received
from .logic import CAUTION, HUMAN, MET, NOT_MET, UNKNOWN, Reading
from .markers import Answer, MarkerReading, read_marker
from .partial_date import PartialDate
from .text import fold
from .vocabulary import CautionKind, FindingOutcome, MarkerState, MeasureKind, Presence, Site

FROM_FILE = "dossier à compléter"
_VAGUE_SITES = frozenset({Site.OTHER, Site.UNKNOWN_PRIMARY})


def tumour(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """Primary site and words of the histology; "Autre" and an unknown primary may be anywhere.

    Free histology text that lacks the words is to be checked, never refused: it may say the same
    in other words.
    """
    if not case_file.tumours:
        return Reading(UNKNOWN, "site_unknown", settled_by=FROM_FILE)
    found = case_file.tumour
    sites = content.get("sites", ())
    if sites and found.site not in sites:
        if found.site in _VAGUE_SITES and not _is_elsewhere(found.site, sites):
            return Reading(UNKNOWN, "site_unknown", {}, found.label, settled_by=FROM_FILE)
        return _site(NOT_MET, found)
    words = content.get("histology_contains", ())
    if words and not any(fold(word) in fold(found.histology) for word in words):
        params = {"wanted": words[0], "found": found.histology}
        datum = found.histology
        return Reading(UNKNOWN, "histology_to_check", params, datum, settled_by=FROM_FILE)
    return _site(MET, found)


def _is_elsewhere(site: Site, sites: Iterable[str]) -> bool:
    """A carcinoma of unknown primary is a solid tumour, whatever organ it came from."""
    return site is Site.UNKNOWN_PRIMARY and set(sites) <= {Site.HAEMATOLOGY}


def _site(outcome: FindingOutcome, found: Tumour) -> Reading:
    dated = _on(found.diagnosed_on)
    return Reading(outcome, "site", {"site": found.site.label}, found.site.label, dated)


def biomarker(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """One marker; pending, not done, non contributory, uncertain or discordant is unknown."""
    marker, alteration = content["marker"], content.get("alteration", "")
    reading = read_marker(case_file.biomarkers, marker, alteration)
    params = {"marker": marker, "alteration": alteration, "is": content["is"]}
    if reading.rows:
        row = reading.rows[0]
        params |= {"found": row.alteration, "value": row.value}
    datum, dated = _datum(reading)
    if reading.answer in {Answer.YES, Answer.NO, Answer.OTHER}:
        present = reading.answer is Answer.YES
        outcome = MET if present is (content["is"] == "positive") else NOT_MET
        return Reading(outcome, f"marker_{reading.answer.value}", params, datum, dated)
    settled_by, more = _settles(content, reading, today)
    code = f"marker_{reading.answer.value}"
    return Reading(UNKNOWN, code, params | more, datum, dated, settled_by)


def _datum(reading: MarkerReading) -> tuple[str, str]:
    """The rows as the file has them, and the date of the latest result or order."""
    dates = [row.resulted_on or row.ordered_on for row in reading.rows]
    return "\u202f; ".join(_row(row) for row in reading.rows), _on(
        max(filter(None, dates), default=None)
    )


def _row(row: Biomarker) -> str:
    words = [row.marker, row.alteration, row.state.label.lower()]
    text = " ".join(word for word in words if word)
    if row.uncertain:
        text += " (signification incertaine)"
    return f"{text}, {row.value}" if row.value and row.state in _RESULTS else text


_RESULTS = frozenset({MarkerState.POSITIVE, MarkerState.NEGATIVE})


def _settles(
    content: Mapping[str, Any], reading: MarkerReading, today: date
) -> tuple[str, dict[str, str]]:
    """Who brings the result and in how long; for a pending one, when it is due."""
    asks, days = content.get("asks", ""), content.get("days")
    if reading.answer is Answer.PENDING:
        due = min(filter(None, (row.due_on for row in reading.rows)), default=None)
        laboratory = next((row.laboratory for row in reading.rows if row.laboratory), asks)
        late = "yes" if due is not None and _latest(due) < today else ""
        said = [laboratory, f"prévu\u00a0: {due}" if due else ""]
        more = {"asks": laboratory, "due_on": _on(due), "late": late}
        return ", ".join(part for part in said if part), more
    told = [asks, f"environ {days}\u00a0jours" if days else ""]
    more = {"asks": asks, "days": str(days) if days else ""}
    return ", ".join(part for part in told if part), more


def _latest(due: PartialDate) -> date:
    """The last day a due date can mean: a month or a year alone is late only once it is over."""
    if due.day is not None:
        return due.earliest
    year, month = (due.year, due.month + 1) if due.month and due.month < 12 else (due.year + 1, 1)
    return date(year, month, 1)


def line(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """Lines of systemic treatment given; an empty or unnumbered history is not "none"."""
    low, high, count = content.get("at_least", 0), content.get("at_most"), case_file.systemic_lines
    systemic = [t for t in case_file.treatments if t.kind.is_systemic]
    params = {"at_least": str(low), "at_most": "" if high is None else str(high)}
    params["count"] = str(count)
    datum = f"{count}\u00a0ligne{'s' if count > 1 else ''}"
    dates = [t.started_on for t in systemic if t.started_on]
    dated = _on(max(dates, default=None))
    if high is not None and count > high:
        return Reading(NOT_MET, "lines", params, datum, dated)
    if count >= low and high is None:
        return Reading(MET, "lines", params, datum, dated)
    if not case_file.treatments or any(t.line is None for t in systemic):
        return Reading(UNKNOWN, "lines_unknown", params, "", "", FROM_FILE)
    return Reading(MET if count >= low else NOT_MET, "lines", params, datum, dated)


def prior_drug(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """Whether a drug or class was received; a line that does not say its drugs leaves it open."""
    drug, drug_class = content.get("drug", ""), content.get("class", "")
    was, treatment = received(case_file.treatments, drug=drug, drug_class=drug_class)
    params = {"drug": drug, "class": drug_class}
    if was is None:
        return Reading(UNKNOWN, "drug_unknown", params, settled_by=FROM_FILE)
    outcome = MET if was is content["received"] else NOT_MET
    if treatment is None:
        return Reading(
            outcome, "drug_not_received", params, "aucun traitement de ce type au dossier"
        )
    dated = _on(treatment.started_on)
    return Reading(outcome, "drug_received", params, treatment.label, dated)


def not_candidate(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """Whether a physician recorded that the person is no candidate for a class not received.

    "Candidat, non reçu" recorded is the only not met; silence and contradiction are a question.
    """
    kind = CANDIDACIES[content["class"]]
    rows = [row for row in case_file.cautions if row.kind is kind]
    said = {row.presence for row in rows} - {Presence.UNKNOWN}
    params = {"drug": "", "class": content["class"], "asks": content["asks"]}
    if len(said) != 1:
        return Reading(UNKNOWN, "candidate_unknown", params, settled_by=content["asks"])
    row = next(row for row in rows if row.presence in said)
    datum = ", ".join(filter(None, (row.kind.label, row.presence.label.lower(), row.detail)))
    if row.presence is Presence.YES:
        return Reading(NOT_MET, "candidate", params, datum, _on(row.noted_on))
    return Reading(MET, "not_candidate", params, datum, _on(row.noted_on))


def performance_status(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """The latest OMS status; beyond the limit a caution, and not met only where a label or trial is quoted (R07)."""
    measure = case_file.latest(MeasureKind.PERFORMANCE_STATUS)
    if measure is None:
        return Reading(UNKNOWN, "performance_unknown", settled_by=FROM_FILE)
    value = f"{measure.value.normalize():f}"
    outcome = MET if measure.value <= content["at_most"] else _beyond(content)
    params = {"value": value, "at_most": str(content["at_most"]), **_quoted(content)}
    return Reading(outcome, "performance", params, f"OMS\u00a0{value}", _on(measure.measured_on))


def age(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """The age today; outside the limits a caution, and not met only where a label or trial is quoted (R07)."""
    years, born = case_file.patient.age_on(today), case_file.patient.birth_on
    if years is None or born is None:
        return Reading(UNKNOWN, "age_unknown", settled_by=FROM_FILE)
    possible = {years} if born.day is not None else {years, years - 1}
    low, high = content.get("at_least", 0), content.get("at_most", 200)
    inside = {low <= each <= high for each in possible}
    if len(inside) > 1:
        return Reading(UNKNOWN, "age_unknown", {}, f"né(e) en {born}", settled_by=FROM_FILE)
    outcome = MET if inside == {True} else _beyond(content)
    params = {"years": str(years), **_quoted(content)}
    return Reading(outcome, "age", params, f"{years}\u00a0ans")


def _beyond(content: Mapping[str, Any]) -> FindingOutcome:
    """Age and status refuse nothing by themselves: only the words of a label or of a trial do."""
    return NOT_MET if content.get("quote") else CAUTION


def _quoted(content: Mapping[str, Any]) -> dict[str, str]:
    return {"quote": content["quote"]} if content.get("quote") else {}


def caution(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """Conditions to reckon with. Present: a caution. Looked for and absent: silence.

    Not recorded: unknown when the entry says who or what is to be asked (`asks`), silence
    otherwise, since not every entry may question everybody on everything. "Oui" wins over another
    row of the same kind that says "non".
    """
    rows = [row for row in case_file.cautions if row.kind in content["kinds"]]
    present = [row for row in rows if row.presence is Presence.YES]
    if present:
        labels = ", ".join(dict.fromkeys(row.kind.label for row in present))
        detail = ", ".join(row.detail for row in present if row.detail)
        dates = [row.noted_on for row in present if row.noted_on]
        datum = f"{labels}\u00a0: {detail}" if detail else labels
        params = {"kinds": labels, "detail": detail}
        return Reading(CAUTION, "caution", params, datum, _on(max(dates, default=None)))
    answered = {row.kind for row in rows if row.presence is Presence.NO}
    asked_kinds = [kind for kind in CautionKind if kind in content["kinds"]]
    missing = [kind for kind in asked_kinds if kind not in answered]
    if missing and content.get("asks"):
        params = {"kinds": ", ".join(kind.label for kind in missing), "asks": content["asks"]}
        return Reading(UNKNOWN, "caution_unknown", params, settled_by=content["asks"])
    return Reading(None, "caution_absent")


def without_prerequisite(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """Nothing is required."""
    return Reading(MET, "open")


def human(content: Mapping[str, Any], case_file: CaseFile, today: date) -> Reading:
    """A question no rule may answer: it is put to the board as the entry words it."""
    return Reading(HUMAN, "human", {"text": content["text"]})


def _on(value: PartialDate | None) -> str:
    return str(value) if value else ""


READERS: Mapping[str, Callable[[Mapping[str, Any], CaseFile, date], Reading]] = {
    "tumour": tumour,
    "biomarker": biomarker,
    "line": line,
    "prior_drug": prior_drug,
    "not_candidate": not_candidate,
    "performance_status": performance_status,
    "age": age,
    "caution": caution,
    "open": without_prerequisite,
    "human": human,
}
