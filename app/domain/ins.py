"""The French national identity number (INS): its check key, and which of its numbers are fictitious."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .vocabulary import IdentityStatus, InsAuthority

# production OIDs of NIR and NIA, then test and demonstration ones
OIDS = ("1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.9")
LENGTH = 15
TEST_OIDS = ("1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.11")

_NUMBER = re.compile(r"\d{5}(?:\d\d|2[AB])\d{6}\d\d\Z")
_CORSICA = {"2A": "19", "2B": "18"}


@dataclass(frozen=True)
class Ins:
    """The national identity as the host system says it: number (13 characters and key), who assigned it, its status.

    Four of the five strict traits (birth name, first names, birth date, sex) are the patient's own; the fifth, the
    official code of the birth place (COG), stands here. Nothing here is ever raised to "qualified" by the product.
    """

    number: str = ""
    authority: InsAuthority | None = None
    status: IdentityStatus = IdentityStatus.PROVISIONAL
    birth_place_code: str = ""


def compact(number: str) -> str:
    """The number without spaces or points, capitals for Corsica."""
    return re.sub(r"[\s.]", "", number).upper()


def spaced(number: str) -> str:
    """`2 79 03 51 215 189 89`, as people read it; a number of another length as it is."""
    n = compact(number)
    if len(n) != LENGTH:
        return n
    return " ".join((n[0], n[1:3], n[3:5], n[5:7], n[7:10], n[10:13], n[13:]))


def key_is_valid(number: str) -> bool:
    """Whether the 13 characters and their 2-digit key agree: key = 97 - (n mod 97), 2A as 19, 2B as 18.

    A wrong key is told to people and never blocks an import (the official samples hold some).
    """
    compact = re.sub(r"\s", "", number).upper()
    if not _NUMBER.match(compact):
        return False
    department = compact[5:7]
    digits = compact[:5] + _CORSICA.get(department, department) + compact[7:13]
    return 97 - int(digits) % 97 == int(compact[13:])
