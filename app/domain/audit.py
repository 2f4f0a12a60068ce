"""The audit chain: canonical form of an entry and its SHA-256 over the previous one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One stored entry as the verifier reads it; `body` is its canonical JSON.

    `at`, `action` and `target` repeat what the body says so that they can be searched; `at` is in UTC.
    """

    seq: int
    body: str
    prev_hash: str
    hash: str
    at: datetime | None = None
    action: str = ""
    target: str = ""


def canonical(body: Mapping[str, object]) -> str:
    """The one text of a body: sorted keys, no spaces."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained(prev_hash: str, body: str) -> str:
    """The hash of an entry from the previous hash and its canonical body."""
    return hashlib.sha256(f"{prev_hash}\n{body}".encode()).hexdigest()


def first_bad(entries: Iterable[Entry]) -> int | None:
    """The `seq` of the first entry that was edited, removed before, or moved; None when the chain holds."""
    prev, expected = GENESIS, 1
    for entry in entries:
        intact = entry.prev_hash == prev and entry.hash == chained(prev, entry.body)
        if entry.seq != expected or not intact or not _says_the_same(entry):
            return expected if entry.seq > expected else entry.seq
        prev, expected = entry.hash, expected + 1
    return None


def _says_the_same(entry: Entry) -> bool:
    """Whether the columns that can be searched still say what the signed body says; a body that says nothing does not."""
    try:
        said = json.loads(entry.body)
    except ValueError:
        return False
    at = entry.at.isoformat() if entry.at else None
    shown = {"seq": entry.seq, "at": at, "action": entry.action, "target": entry.target}
    return isinstance(said, dict) and {name: said.get(name, said) for name in shown} == shown
