"""The national items in words: takes a record, gives the short French phrases of the fiche and of the text for the DCC."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain import conclusion
from app.domain.national import National
from app.domain.record import Record
from app.domain.vocabulary import PresentationState, Track
from app.i18n import _

from .dates import partial

_STATUS = {
    PresentationState.PREPARED: "En cours",
    PresentationState.DISCUSSED: "Réalisée",
    PresentationState.VALIDATED: "Approuvée",
}


def board_type(given: National) -> str:
    """`RCP d'appareil ou d'organe ; appareil digestif ; organes : estomac ; recours : non`; "" when nobody said."""
    system = _(given.system.label) if given.system else ""
    theme = _("thème : %(what)s", what=_(given.theme.label)) if given.theme else ""
    organs = ", ".join(_(one.label) for one in given.organs)
    return _joined(
        [
            _(given.nature.label) if given.nature else "",
            system,
            _("organes : %(names)s", names=organs) if organs else "",
            theme,
            _answer(_("recours"), given.recours),
            _answer(_("pédiatrique"), given.paediatric),
            given.type_note,
        ]
    )


def reason(given: National) -> str:
    """`proposition thérapeutique : oui ; avis diagnostique : non`; "" when nobody said."""
    return _joined(
        [
            _answer(_("avis diagnostique"), given.for_diagnosis),
            _answer(_("proposition thérapeutique"), given.for_treatment),
            _answer(_("avis de recours"), given.for_recours),
            _answer(_("avis pédiatrique"), given.for_paediatrics),
            given.reason_note,
        ]
    )


def identifiers(record: Record) -> str:
    """`RRC 12 ; 3C 34 ; RCP 56 ; séance 7 ; lieu 8 ; enregistrement 9`: those that are known."""
    ids = record.meeting.ids if record.meeting else None
    named = [
        (_("RRC %(n)s"), ids.rrc if ids else ""),
        (_("3C %(n)s"), ids.manager if ids else ""),
        (_("RCP %(n)s"), ids.rcp if ids else ""),
        (_("séance %(n)s"), ids.session if ids else ""),
        (_("lieu %(n)s"), ids.place_id if ids else ""),
        (_("enregistrement %(n)s"), record.national.registration),
    ]
    return _joined(phrase % {"n": value} for phrase, value in named if value)


def guideline(given: National) -> str:
    """`Référentiel X, version 2, 03/2026`; "" when none is named."""
    version = _("version %(v)s", v=given.guideline_version) if given.guideline_version else ""
    on = partial(given.guideline_on) if given.guideline_on else ""
    return ", ".join(filter(None, (given.guideline, version, on)))


def trial(record: Record) -> str:
    """Whether a trial is proposed, with its identifiers; "" when nobody said."""
    said = _answer(_("essai clinique proposé"), conclusion.trial(record))
    return ", ".join(filter(None, (said, record.opinion.trial_ids)))


def contact(record: Record) -> str:
    """How the patient is reached, and who is to be told."""
    patient = record.case_file.patient
    to_tell = patient.emergency_contact
    return _joined(
        [
            patient.address,
            patient.phone,
            _("personne à prévenir : %(who)s", who=to_tell) if to_tell else "",
        ]
    )


def case_status(record: Record) -> str:
    """Whether the case is discussed or registered, in the official words."""
    return _("Enregistré") if record.track is Track.REGISTER else _("Discuté")


def document_status(record: Record) -> str:
    """The official state of the fiche."""
    return _(_STATUS[record.state])


def unfilled(record: Record) -> tuple[str, ...]:
    """The mandatory national items about which nobody said anything, by name."""
    given, tumour = record.national, record.case_file.tumour
    ids = record.meeting.ids if record.meeting else None
    reasons = (
        given.for_diagnosis,
        given.for_treatment,
        given.for_recours,
        given.for_paediatrics,
    )
    wanted = (
        (_("nature de la RCP"), given.nature is not None),
        (_("appareil ou thème"), bool(given.system or given.theme)),
        (_("recours"), given.recours is not None),
        (_("pédiatrie"), given.paediatric is not None),
        (_("motif"), any(one is not None for one in reasons)),
        (_("coordinateur"), bool(ids and ids.coordinator)),
        (_("identifiants RRC, 3C et RCP"), bool(ids and ids.rrc and ids.manager and ids.rcp)),
        (_("dépistage"), tumour.by_screening is not None),
        (_("phase"), bool(tumour.phase or tumour.relapsed_on)),
        (_("progression"), tumour.progressing is not None or bool(tumour.progression_extent)),
        (_("codes CIM-O"), bool(tumour.morphology_code and tumour.topography_code)),
        (_("essai clinique"), conclusion.trial(record) is not None),
    )
    return tuple(name for name, known in wanted if not known)


def _answer(what: str, value: bool | None) -> str:
    if value is None:
        return ""
    return _("%(what)s : %(answer)s", what=what, answer=_("oui") if value else _("non"))


def _joined(parts: Iterable[str]) -> str:
    return _(" ; ").join(part for part in parts if part)
