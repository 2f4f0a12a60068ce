"""Settings, read from the environment only; real use refuses a missing, short or known secret."""

from __future__ import annotations

import os
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parent
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
MOST_DAYS = 3650
SAMPLES = {"changeme", "secret", "dev", "development"}


class BadSetting(Exception):
    """A setting that would make the service unsafe; the message says what to do."""


@dataclass(frozen=True)
class Smtp:
    """The mail server reminders leave by; `sender` is the address they come from."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = True

    @property
    def may_be_plain(self) -> bool:
        """Whether words may travel unencrypted: to a relay on this very machine only."""
        return not self.is_tls and self.host in LOOPBACK


@dataclass(frozen=True)
class Settings:
    """Where Relais keeps its things and how it is reached."""

    home: Path
    database_url: str
    secret_key: str
    public_url: str = ""
    antivirus: tuple[str, ...] = ()
    smtp: Smtp | None = None
    # Days that what was typed and never saved is kept, and the id of a form received (a double click).
    drafts_days: int = 90
    submissions_days: int = 30

    @property
    def is_public(self) -> bool:
        """Whether it is reached over the network (https) and not from this machine only."""
        return bool(self.public_url)

    @property
    def public_host(self) -> str:
        """The one host name that requests may ask for, "" on loopback."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def database_path(self) -> Path | None:
        """The SQLite file, None for another database."""
        prefix = "sqlite:///"
        return (
            Path(self.database_url[len(prefix) :]) if self.database_url.startswith(prefix) else None
        )


def load(environ: Mapping[str, str] = os.environ, *, home: Path | None = None) -> Settings:
    """Settings from the RELAIS_… variables read below; BadSetting otherwise."""
    home = (home or Path(environ.get("RELAIS_HOME") or "instance")).resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    public_url = environ.get("RELAIS_PUBLIC_URL", "").rstrip("/")
    if public_url and urlsplit(public_url).scheme != "https":
        raise BadSetting(
            "RELAIS_PUBLIC_URL doit commencer par https:// (ou rester vide, pour cette machine seule)."
        )
    return Settings(
        home=home,
        database_url=environ.get("RELAIS_DATABASE_URL") or f"sqlite:///{home / 'relais.sqlite'}",
        secret_key=_secret(environ.get("RELAIS_SECRET_KEY", ""), home, is_public=bool(public_url)),
        public_url=public_url,
        antivirus=tuple(shlex.split(environ.get("RELAIS_ANTIVIRUS", ""))),
        smtp=_smtp(environ.get("RELAIS_SMTP_URL", "").strip()),
        drafts_days=_days(environ, "RELAIS_DRAFTS_DAYS", usual=90, least=7),
        # A page stays open twelve hours at most: no form comes twice two days apart.
        submissions_days=_days(environ, "RELAIS_SUBMISSIONS_DAYS", usual=30, least=2),
    )


def _smtp(url: str) -> Smtp | None:
    """The mail server of `smtps://user:password@host:port?from=address`; the address itself is never shown in a refusal."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        is_tls, port = parts.scheme == "smtps", parts.port
    except ValueError:
        raise BadSetting("RELAIS_SMTP_URL : adresse ou port non compris.") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadSetting("RELAIS_SMTP_URL doit être de la forme smtps://serveur:465?from=adresse.")
    sender = parse_qs(parts.query).get("from", [""])[-1]
    if not sender.isascii() or sender.count("@") != 1 or set(sender) & set(" \t\r\n<>,;"):
        raise BadSetting("RELAIS_SMTP_URL doit finir par ?from= et l’adresse de l’expéditeur.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Smtp(parts.hostname, port or (465 if is_tls else 587), sender, user, password, is_tls)


def _days(environ: Mapping[str, str], name: str, *, usual: int, least: int) -> int:
    given = environ.get(name, "").strip()
    if not given:
        return usual
    if not given.isdecimal() or not least <= int(given) <= MOST_DAYS:
        raise BadSetting(f"{name} doit être un nombre de jours, de {least} à {MOST_DAYS}.")
    return int(given)


def _secret(given: str, home: Path, *, is_public: bool) -> str:
    if given:
        if len(given) < 50 or len(set(given)) < 5 or given.lower() in SAMPLES:
            raise BadSetting(
                "RELAIS_SECRET_KEY est trop courte : 50 caractères au hasard au moins."
            )
        return given
    if is_public:
        raise BadSetting("RELAIS_SECRET_KEY est obligatoire avec RELAIS_PUBLIC_URL.")
    path = home / "secret.key"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()
