"""The antivirus hook: a command given the bytes on its input. It fails closed, and only where one is configured."""

from __future__ import annotations

import subprocess

from flask import current_app

from app.exchange.attached.judging import refusal

PATIENCE = 30.0


def command() -> tuple[str, ...]:
    """The configured command and its arguments; () where none is."""
    found: tuple[str, ...] = current_app.config["RELAIS"].antivirus
    return found


def refuse_infected(content: bytes) -> None:
    """RuleViolation when the antivirus finds something (code 1), and when it gives no clear answer (any other)."""
    if not command():
        return
    try:
        done = subprocess.run(  # noqa: S603  (the operator's own setting)
            command(),
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        raise refusal("attachment_unchecked") from None
    if done.returncode:
        raise refusal("attachment_infected" if done.returncode == 1 else "attachment_unchecked")
