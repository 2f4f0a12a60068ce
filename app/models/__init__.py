"""Tables, one module per aggregate."""

from __future__ import annotations

from .account import Account, LoginSession, ResetLink, Throttle
from .agenda import AgendaPace, PreliminaryOpinion
from .attachment import Attachment
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
from .catalogue import (
    ActionReview,
    CatalogueDecision,
    CatalogueEntry,
    CatalogueReview,
    FactReview,
    LocalPractical,
)
from .correction import Correction, CorrectionUndo
from .follow_up import FollowUp, LetterSending
from .health import (
    G8,
    Allergy,
    Caution,
    Check,
    FamilyHistory,
    HealthFact,
    Imaging,
    Medication,
    NervousDisease,
    NotGiven,
    RedFlag,
    Report,
    SocialNote,
    Tempo,
)
from .imported import ImportedFacts
from .mail import MailSending
from .meeting import Meeting, MeetingEvent, MeetingMember
from .organisation import Hospital, Professional, Speciality, Unit
from .page_text import PageText
from .patient import Biomarker, Measure, Patient, Treatment, Tumour
from .phrase import PhraseList
from .preference import QuestionProgress, Statement, Talk
from .requirement import Gap, KindMember, MeetingKind, Requirement
from .search import NameToken, SearchToken
from .source import SourceItem, SourceVersion
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
from .trial import Trial

__all__ = [
    "G8",
    "AccessTrace",
    "Account",
    "ActionReview",
    "Addendum",
    "AgendaPace",
    "Allergy",
    "Attachment",
    "AuditEntry",
    "Biomarker",
    "CareLink",
    "Case",
    "CatalogueDecision",
    "CatalogueEntry",
    "CatalogueReview",
    "Caution",
    "Check",
    "Correction",
    "CorrectionUndo",
    "Document",
    "Draft",
    "FactReview",
    "FamilyHistory",
    "FollowUp",
    "Gap",
    "HealthFact",
    "Hospital",
    "Imaging",
    "ImportedFacts",
    "Installation",
    "Job",
    "KindMember",
    "LetterSending",
    "LocalPractical",
    "LoginSession",
    "MailSending",
    "Measure",
    "Medication",
    "Meeting",
    "MeetingEvent",
    "MeetingKind",
    "MeetingMember",
    "NameToken",
    "NervousDisease",
    "NotGiven",
    "OpinionRevision",
    "Option",
    "OptionHistory",
    "PageText",
    "Patient",
    "PhraseList",
    "PreliminaryOpinion",
    "Presentation",
    "Professional",
    "QuestionProgress",
    "RedFlag",
    "ReferenceCounter",
    "Report",
    "Requirement",
    "ResetLink",
    "SearchToken",
    "SocialNote",
    "SourceItem",
    "SourceVersion",
    "Speciality",
    "Statement",
    "StoredFile",
    "Submission",
    "Talk",
    "Tempo",
    "Throttle",
    "Treatment",
    "Trial",
    "Tumour",
    "Unit",
]
