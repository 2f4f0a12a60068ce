"""Triggers that keep append-only tables append-only, in SQLite's dialect."""

from __future__ import annotations

from collections.abc import Iterator

APPEND_ONLY = (
    "audit_entry",
    "access_trace",
    "statement",
    "question_progress",
    "talk",
    "opinion_revision",
    "option_history",
    "preliminary_opinion",
    "addendum",
    "follow_up",
    "page_text",
    "letter_sending",
    "mail_sending",
    "correction",
    "correction_undo",
    "document",
    "catalogue_entry",
    "catalogue_review",
    "catalogue_decision",
    "local_practical",
    "action_review",
    "fact_review",
    "meeting_event",
)
# What a patient said may follow him or her to another row when two are merged; its words never change.
# Every other column is named here, and a test holds this list to the table.
FIXED = {
    "statement": (
        "id", "batch", "topic", "item", "rank", "verbatim", "status", "speaker", "speaker_name",
        "recorder_id", "recorded_by", "means", "present", "stated_on", "recorded_at", "valid_until",
        "share", "not_to_relatives", "value", "interpreter",
    ),
}  # fmt: skip


def statements() -> Iterator[str]:
    """The SQL that (re)creates every trigger; safe to run again after a batch migration."""
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            columns = (
                f" OF {', '.join(FIXED[table])}" if verb == "UPDATE" and table in FIXED else ""
            )
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {verb}{columns} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
