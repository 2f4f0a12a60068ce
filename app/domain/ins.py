"""The French national identity number (INS): its check key, and which of its numbers are fictitious."""

from __future__ import annotations

import re

# reference: docs §2.1; production OIDs of NIR and NIA, then test and demonstration ones
OIDS = ("1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.9")
TEST_OIDS = ("1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.11")

_NUMBER = re.compile(r"\d{5}(?:\d\d|2[AB])\d{6}\d\d\Z")
_CORSICA = {"2A": "19", "2B": "18"}


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
