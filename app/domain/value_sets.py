"""Official value sets: a code with our own French label, and what a list of them is (CI-SIS, volet FRCP 2022.01)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Coded:
    """A value of an official list as it was chosen: its code, and the label people read beside it."""

    code: str
    label: str = ""

    def __str__(self) -> str:
        """The label, to set one version beside another."""
        return self.label or self.code


@dataclass(frozen=True)
class Concept:
    """One line of a list: code, system (OID), our label, and the code of our own closed list it stands for ("" if none)."""

    code: str
    system: str
    label: str
    ours: str = ""

    @property
    def coded(self) -> Coded:
        """The value as a form stores it."""
        return Coded(self.code, self.label)


@dataclass(frozen=True)
class ValueSet:
    """A dated list; `source` and `dated` are printed in its file and in docs/minimum-data-set.md."""

    name: str
    source: str
    dated: str
    concepts: tuple[Concept, ...]

    def coded(self, code: str) -> Coded | None:
        """The value of that code; None when the list does not hold it."""
        return next((c.coded for c in self.concepts if c.code == code), None)

    def of_ours(self, ours: str) -> Coded | None:
        """The value that stands for a code of our own list; None when none does."""
        return next((c.coded for c in self.concepts if c.ours and ours in c.ours.split("|")), None)
