"""A reminder as an e-mail (RFC 5322): plain text, one addressee, a calendar file if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from .calendar import MEDIA_TYPE


@dataclass(frozen=True)
class Mail:
    """One message; `id` stays the same when it is tried again, so that a mail server can tell."""

    id: str
    sender: str
    to: str
    subject: str
    body: str
    at: datetime
    calendar: bytes = b""
    calendar_name: str = "seance.ics"


def composed(mail: Mail) -> EmailMessage:
    """The message; the subject is one line whatever was typed in it, and nobody else is addressed."""
    made = EmailMessage(policy=SMTP)
    made["From"] = mail.sender
    made["To"] = mail.to
    made["Subject"] = " ".join(mail.subject.split())
    made["Date"] = format_datetime(mail.at)
    made["Message-ID"] = f"<{mail.id}@{mail.sender.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.body)
    if mail.calendar:
        main, _slash, sub = MEDIA_TYPE.partition("/")
        made.add_attachment(
            mail.calendar,
            maintype=main,
            subtype=sub,
            filename=mail.calendar_name,
            params={"charset": "utf-8", "method": "PUBLISH"},
        )
    return made
