"""Tables, one module per aggregate."""

from __future__ import annotations

from .account import Account, LoginSession, ResetLink, Throttle
from .case import (
    Addendum,
    CareLink,
    Case,
    OpinionRevision,
    Option,
    OptionHistory,
    Presentation,
    ReferenceCounter,
)
from .catalogue import CatalogueEntry, CatalogueReview
from .follow_up import FollowUp, LetterSending
from .meeting import Meeting, MeetingMember
from .organisation import Hospital, Professional, Speciality, Unit
from .patient import Biomarker, Caution, Measure, Patient, Treatment, Tumour
from .preference import Statement
from .technical import (
    AccessTrace,
    AuditEntry,
    Document,
    Draft,
    Installation,
    Job,
    StoredFile,
    Submission,
)

__all__ = [
    "AccessTrace",
    "Account",
    "Addendum",
    "AuditEntry",
    "Biomarker",
    "CareLink",
    "Case",
    "CatalogueEntry",
    "CatalogueReview",
    "Caution",
    "Document",
    "Draft",
    "FollowUp",
    "Hospital",
    "Installation",
    "Job",
    "LetterSending",
    "LoginSession",
    "Measure",
    "Meeting",
    "MeetingMember",
    "OpinionRevision",
    "Option",
    "OptionHistory",
    "Patient",
    "Presentation",
    "Professional",
    "ReferenceCounter",
    "ResetLink",
    "Speciality",
    "Statement",
    "StoredFile",
    "Submission",
    "Throttle",
    "Treatment",
    "Tumour",
    "Unit",
]
