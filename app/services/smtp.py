"""The mail server: one connection, one message after the other, each failure as a code. Never called under the write lock."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from flask import current_app

from app.errors import RuleViolation, Violation
from config import Smtp

PATIENCE = 10.0


def configured() -> Smtp | None:
    """The mail server of this installation, None without one."""
    found: Smtp | None = current_app.config["RELAIS"].smtp
    return found


def required() -> Smtp:
    """The same; RuleViolation without one."""
    found = configured()
    if found is None:
        raise RuleViolation(Violation("mail_not_configured"))
    return found


class Line:
    """An open connection, or the code of why there is none; it opens again after a message that broke it."""

    def __init__(self, server: Smtp) -> None:
        self._server = server
        self._open: smtplib.SMTP | None = None
        self._broken = ""

    def send(self, message: EmailMessage) -> str:
        """Give one message to the server: "" when it took it, the code of the failure otherwise.

        Once the server cannot be reached, the messages that follow fail at once instead of waiting one after the other.
        """
        if self._broken:
            return self._broken
        try:
            if self._open is None:
                self._open = _connected(self._server)
        except (OSError, smtplib.SMTPException) as error:
            self._broken = _code(error)
            return self._broken
        try:
            self._open.send_message(message, self._server.sender, [str(message["To"])])
        except (OSError, smtplib.SMTPException) as error:
            if isinstance(error, OSError | smtplib.SMTPServerDisconnected) and not isinstance(
                error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused
            ):
                self.close()
            return _code(error)
        return ""

    def close(self) -> None:
        """Say goodbye, whatever the server answers."""
        if self._open is not None:
            try:
                self._open.quit()
            except (OSError, smtplib.SMTPException):
                self._open.close()
            self._open = None


@contextmanager
def line(server: Smtp) -> Iterator[Line]:
    """A line to the server, closed at the end."""
    made = Line(server)
    try:
        yield made
    finally:
        made.close()


def _connected(server: Smtp) -> smtplib.SMTP:
    """Connect with a verified certificate: at once, or by STARTTLS, which only a relay on this machine may lack."""
    context, name = ssl.create_default_context(), socket.gethostname()
    made: smtplib.SMTP
    if server.is_tls:
        made = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=name, timeout=PATIENCE, context=context
        )
    else:
        made = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=PATIENCE)
    try:
        if not server.is_tls and not server.may_be_plain:
            made.starttls(context=context)
        if server.user:
            made.login(server.user, server.password)
    except BaseException:
        made.close()
        raise
    return made


# The first that fits: TimeoutError and SSLError are OSErrors, and so is every SMTPException.
_CODES: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "mail_timeout"),
    (ssl.SSLError, "mail_tls_refused"),
    (smtplib.SMTPNotSupportedError, "mail_tls_refused"),
    (smtplib.SMTPAuthenticationError, "mail_login_refused"),
    (smtplib.SMTPRecipientsRefused, "mail_recipient_refused"),
    (smtplib.SMTPServerDisconnected, "mail_unreachable"),
    (smtplib.SMTPConnectError, "mail_unreachable"),
    (smtplib.SMTPException, "mail_refused"),
)


def _code(error: BaseException) -> str:
    # smtplib calls a silence in the middle of a dialogue a disconnection.
    if isinstance(error.__context__, TimeoutError):
        return "mail_timeout"
    return next((code for kind, code in _CODES if isinstance(error, kind)), "mail_unreachable")
