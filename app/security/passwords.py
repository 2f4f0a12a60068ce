"""Passwords: argon2id, length and common words (ASVS 6.2)."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import current_app

from app.domain.text import fold
from app.errors import Violation

MINIMUM, MAXIMUM = 12, 128
_COMMON = (
    "password",
    "motdepasse",
    "azerty",
    "qwerty",
    "123456",
    "relais",
    "oncologie",
    "hopital",
    "bonjour",
)
_AT_ONCE = BoundedSemaphore(4)


def _hasher() -> PasswordHasher:
    cost = current_app.config["ARGON2"]
    return PasswordHasher(cost["time_cost"], cost["memory_cost"], cost["parallelism"])


def hashed(password: str) -> str:
    """The argon2id hash to store."""
    with _AT_ONCE:
        return _hasher().hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether the password is the stored one; an over-long one costs nothing."""
    if len(password) > MAXIMUM:
        return False
    with _AT_ONCE:
        try:
            return _hasher().verify(stored, password)
        except VerificationError:
            return False


def needs_rehash(stored: str) -> bool:
    """Whether the cost parameters have changed since."""
    return _hasher().check_needs_rehash(stored)


def weaknesses(password: str, *, about: str = "") -> tuple[Violation, ...]:
    """Why a new password is refused: too short, too long, or built on a common or personal word."""
    if len(password) < MINIMUM:
        return (Violation("password_short", "password", {"n": str(MINIMUM)}),)
    if len(password) > MAXIMUM:
        return (Violation("password_long", "password", {"n": str(MAXIMUM)}),)
    plain = fold(password)
    words = [
        *_COMMON,
        *(w for w in fold(about).replace("@", " ").replace(".", " ").split() if len(w) > 3),
    ]
    rest = plain
    for word in words:
        rest = rest.replace(word, "")
    common = len(rest) < MINIMUM // 2 or len(set(plain)) < 5
    return (Violation("password_common", "password"),) if common else ()
