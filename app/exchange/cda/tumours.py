"""The tumours of a board's fiche: coded diagnosis, side, TNM and stage, and the phase of the disease."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from app.domain.casefile import Tumour
from app.domain.text import SHORT, fold
from app.domain.vocabulary import Site
from app.errors import UnreadableFile
from app.exchange.fhir.terms import VAGUE_HISTOLOGY, tumour_label
from app.exchange.osiris.codes import HISTOLOGIES
from app.exchange.osiris.tumours import place
from app.exchange.remarks import Remarks
from app.i18n import _

from . import codes
from .load import Document, attribute, day, every, observations, one, something

_TUMOUR, _TNM, _OTHER_STAGE, _OTHER_NAME, _OTHER_VERSION = (
    "282291009",
    "75620-5",
    "21918-8",
    "GEN-101",
    "GEN-102",
)
_PARTS = ("21905-5", "21906-3", "21907-1")
_STAGE, _VERSION = "21909-7", "21917-0"
_VAGUE = ("tumeur maligne", "neoplasme malin", "carcinome, sai", "cancer")
_NO_VALUE = {"NA", "NAV", "UNK", "NI", "ASKU", "NASK", "MSK"}


def read_tumours(document: Document, remarks: Remarks) -> tuple[Tumour, ...]:
    """Every tumour of the diagnosis section, the latest diagnosed first; UnreadableFile when there is none."""
    section = document.section(codes.DIAGNOSIS)
    made = []
    for act in every(section, "entry/act"):
        made += [_tumour(o, act, document, remarks) for o in observations(act, _TUMOUR)]
    if not made:
        raise UnreadableFile("cda_no_tumour")
    if len(made) > 1:
        remarks.note("several_tumours", count=str(len(made)))
    return tuple(
        sorted(made, key=lambda t: t.diagnosed_on.iso if t.diagnosed_on else "", reverse=True)
    )


def tell_phase(document: Document, remarks: Remarks) -> None:
    """Relapse and progression, which no field of the file holds by themselves, are told with their date."""
    section = document.section(codes.PROGRESS)
    for phase in observations(section, "MED-243"):
        if attribute(phase, "value", "code") == codes.RELAPSE:
            on = day(phase, "effectiveTime")
            remarks.note("recurrence_on", on=str(on) if on else _("date non précisée"))
        comment = document.said(phase, "entryRelationship/act/text/reference")
        if comment:
            remarks.leave("CDA", "", _("phase de la maladie : %(text)s", text=comment), "free_text")
    for progress in observations(section, "MED-245"):
        where = [
            name
            for code, name in codes.PROGRESSIONS.items()
            for part in observations(progress, code)
            if attribute(part, "value", "value") == "true"
        ]
        if attribute(progress, "value", "value") == "true":
            on = day(progress, "effectiveTime")
            remarks.note(
                "progression_on",
                on=str(on) if on else _("date non précisée"),
                where=", ".join(where) or _("lieu non précisé"),
            )


def _tumour(observation: Element, act: Element, document: Document, remarks: Remarks) -> Tumour:
    morphology = attribute(observation, "value", "code")
    topography = attribute(observation, "targetSiteCode", "code")
    site = place(topography)
    if site is None:
        remarks.note("site_unknown", text=topography or _("sans code de localisation"))
    side = codes.SIDES.get(attribute(observation, "targetSiteCode/qualifier/value", "code"))
    histology = _histology(observation, morphology, remarks)
    label = tumour_label(histology, site[1] if site else "", side)
    found = day(act, "effectiveTime") or day(observation, "effectiveTime")
    if found is None:
        remarks.note("no_diagnosis_date")
    tnm, edition = _tnm(observation, remarks)
    comment = document.said(next((a for a in every(observation, "entryRelationship/act")), None))
    if comment:
        remarks.leave(
            "CDA", "", _("commentaire sur la tumeur : %(text)s", text=comment), "free_text"
        )
    return Tumour(
        label=label or _("Cancer de site non précisé"),
        site=site[0] if site else Site.OTHER,
        laterality=side,
        histology=histology,
        morphology_code=morphology,
        topography_code=topography,
        diagnosed_on=found,
        stage=_stage(observation, document, remarks),
        tnm=tnm,
        tnm_edition=edition,
    )


def _histology(observation: Element, morphology: str, remarks: Remarks) -> str:
    """Our label of the morphology code, failing that the file's words unless they say malignant and no more."""
    known = HISTOLOGIES.get(morphology, "")
    said = something(attribute(observation, "value", "displayName"))
    vague = fold(said).startswith(_VAGUE) or VAGUE_HISTOLOGY.search(fold(said))
    if not known and (not said or vague):
        code = "vague_histology" if said or morphology else "no_histology"
        remarks.note(code, text=said or morphology) if said or morphology else remarks.note(code)
        return ""
    return known or said[:1].upper() + said[1:].lower()


def _tnm(observation: Element, remarks: Remarks) -> tuple[str, str]:
    """`cT1b cN1 cM0` and its edition; both "" where the classification does not apply."""
    said = []
    absent = False
    for code in _PARTS:
        for part in observations(observation, code):
            value = attribute(part, "value", "code")
            absent = absent or attribute(part, "value", "nullFlavor") in _NO_VALUE
            said += [f"c{value}"] if value and value not in _NO_VALUE else []
    if absent and not said:
        remarks.note("tnm_not_applicable")
    version = _qualifier(observation, _VERSION)
    return " ".join(said)[:SHORT], (version if said else "")


def _stage(observation: Element, document: Document, remarks: Remarks) -> str:
    """The clinical stage of the TNM, then another classification by name."""
    said = []
    if stage := _qualifier(observation, _STAGE):
        said.append(_("%(stage)s (clinique)", stage=stage))
    for other in observations(observation, _OTHER_STAGE):
        value = document.said(other, "value/originalText/reference")
        name = _other(other, _OTHER_NAME, document)
        version = _other(other, _OTHER_VERSION, document)
        said += [" ".join(filter(None, (name, version, value)))] if value else []
    if not said:
        remarks.note("no_stage")
    return " ; ".join(said)[:SHORT]


def _other(observation: Element, code: str, document: Document) -> str:
    found = next(iter(observations(observation, code)), None)
    return document.said(found, "value/originalText/reference")


def _qualifier(observation: Element, code: str) -> str:
    for tnm in observations(observation, _TNM):
        for qualifier in every(tnm, "value/qualifier"):
            if attribute(qualifier, "name", "code") == code:
                value = attribute(one(qualifier, "value"), "", "code")
                return "" if value in _NO_VALUE else value
    return ""
