"""Files of trials of any sort we read: a CSV list, studies of the register, trials in CTML; all of a file, or none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain import local_trial
from app.domain.local_trial import LocalTrial
from app.domain.text import fold
from app.domain.trial import Trial
from app.domain.trial_on_case import criteria_of
from app.domain.tumour_tree import TumourTree
from app.domain.vocabulary import TrialStatus
from app.errors import UnreadableFile

from . import eclaire, trial_list
from .ctml import TrialReader
from .located import located


class TrialFile(StrEnum):
    """What sort of file it was."""

    LIST = "list"
    REGISTER = "register"
    CTML = "ctml"


@dataclass(frozen=True)
class OfferedTrial:
    """One line of a file: `wanted` is whether the preview offers it ticked."""

    trial: LocalTrial
    wanted: bool = True

    @property
    def can_be_taken(self) -> bool:
        """Whether it says enough to make a line: the register holds studies without a title."""
        return bool(self.trial.title)


@dataclass(frozen=True)
class ReadTrials:
    """What a file holds; `total` and `has_next` are the register's, when the file is one page of it."""

    kind: TrialFile
    offered: tuple[OfferedTrial, ...]
    total: int = 0
    has_next: bool = False


_TABLES = (".csv", ".tsv", ".txt")


def read(data: bytes, name: str, tree: TumourTree) -> ReadTrials:
    """The trials of a file, by its content; UnreadableFile names the line and the reason."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:4]
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile("spreadsheet")
    if start.startswith(b"%PDF"):
        raise UnreadableFile("pdf")
    is_data = start[:1] in {b"{", b"["} or name.lower().endswith((".yaml", ".yml", ".json"))
    if name.lower().endswith(_TABLES) or not is_data:
        lines = trial_list.read_list(data)
        return ReadTrials(TrialFile.LIST, tuple(OfferedTrial(line) for line in lines))
    file = located(data, name)
    if eclaire.is_register(file.value):
        page = eclaire.read_page(file)
        studies = tuple(
            OfferedTrial(s.trial, s.is_cancer and bool(s.trial.title)) for s in page.studies
        )
        return ReadTrials(TrialFile.REGISTER, studies, page.total, page.has_next)
    trials = TrialReader().read(data, name)
    return ReadTrials(TrialFile.CTML, tuple(OfferedTrial(_line(t, tree)) for t in trials))


def _line(trial: Trial, tree: TumourTree) -> LocalTrial:
    """The line of a CTML trial, its match tree in the catalogue's language."""
    shapes = criteria_of(trial, tree)
    return LocalTrial(
        number=trial.id.upper()[:80],
        title=trial.title or trial.id,
        status=_status(trial.status),
        phase=trial.phase,
        computed=local_trial.apart(trial.id, shapes, f"CTML, {trial.id}"),
    )


def _status(text: str) -> TrialStatus:
    said = fold(text)
    if "clos" in said or "complet" in said or "terminat" in said:
        return TrialStatus.CLOSED
    if "suspend" in said:
        return TrialStatus.SUSPENDED
    if "not yet" in said or "new" in said:
        return TrialStatus.NOT_YET
    return TrialStatus.OPEN if "open" in said else TrialStatus.UNKNOWN
