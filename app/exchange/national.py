"""The national identity number as a file gives it: taken over as provisional, whatever the file claims."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.ins import Ins, compact, key_is_valid
from app.domain.vocabulary import IdentityStatus, InsAuthority

_LONGEST = 40
_AUTHORITIES = {authority.value: authority for authority in InsAuthority}


def is_national(root: str) -> bool:
    """Whether this OID is that of a national number, test ones included."""
    return root.removeprefix("urn:oid:") in _AUTHORITIES


def read_ins(number: str, root: str, tell: Callable[[str], None], place_code: str = "") -> Ins:
    """The identity under its authority; `tell` gets the codes of the notes (provisional, wrong key).

    Only the identity service of the hospital qualifies a number: a file never does.
    """
    if not number:
        return Ins(birth_place_code=place_code[:10])
    tell("ins_provisional")
    if not key_is_valid(number):
        tell("ins_wrong_key")
    authority = _AUTHORITIES.get(root.removeprefix("urn:oid:"))
    return Ins(compact(number)[:_LONGEST], authority, IdentityStatus.PROVISIONAL, place_code[:10])
