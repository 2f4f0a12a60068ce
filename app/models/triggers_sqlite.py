"""Triggers that keep append-only tables append-only, in SQLite's dialect."""

from __future__ import annotations

from collections.abc import Iterator

APPEND_ONLY = (
    "audit_entry",
    "access_trace",
    "statement",
    "opinion_revision",
    "option_history",
    "addendum",
    "follow_up",
    "letter_sending",
    "document",
    "catalogue_entry",
    "catalogue_review",
)


def statements() -> Iterator[str]:
    """The SQL that (re)creates every trigger; safe to run again after a batch migration."""
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
