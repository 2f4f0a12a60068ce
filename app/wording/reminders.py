"""The message to who asked for a board, ready to copy: what is still missing in one case.

It is pasted into mail, so it names the patient by reference and initials only, and repeats no free text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.completeness import Completeness, Item
from app.domain.vocabulary import ItemState
from app.i18n import _

from .completeness import item_line
from .dates import clock_time, full_date, paris_day, short_date


@dataclass(frozen=True)
class Bringing:
    """Who was named to bring an item, and by when."""

    who: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Reminder:
    """What the message says; `bringing` is by item key and names professionals only."""

    reference: str
    initials: str
    requester: str
    sender: str
    complete: Completeness
    meeting: str = ""
    meeting_at: datetime | None = None
    bringing: Mapping[str, Bringing] = field(default_factory=dict)
    brought: frozenset[str] = frozenset()


def message(given: Reminder) -> str:
    """The whole message, subject first; "" when nothing is missing, old or awaited."""
    parts = [
        _part(_("Il manque :"), _still(given, ItemState.MISSING), given),
        _part(_("À actualiser :"), _still(given, ItemState.OLD), given),
        _part(_("En attente :"), _still(given, ItemState.PENDING), given),
    ]
    asked = [part for part in parts if part]
    if not asked:
        return ""
    return "\n\n".join([_subject(given), _greeting(given), _where(given), *asked, _end(given)])


@dataclass(frozen=True)
class Called:
    """What a reminder to the members of a meeting says; `cases` are reference and initials, in order."""

    meeting: str
    at: datetime
    place: str
    cases: tuple[tuple[str, str], ...]
    link: str
    sender: str


def to_members(given: Called) -> str:
    """The whole message, subject first: when, where, which cases by reference and initials only, and the link."""
    day, hour = full_date(paris_day(given.at)), clock_time(given.at)
    subject = _("Objet : RCP « %(meeting)s », %(day)s", meeting=given.meeting, day=day)
    when = _(
        "La réunion « %(meeting)s » a lieu le %(day)s à %(time)s. Lieu : %(place)s.",
        meeting=given.meeting,
        day=day,
        time=hour,
        place=given.place or _("à préciser"),
    )
    listed = [f"{n}. {ref} ({who})" for n, (ref, who) in enumerate(given.cases, start=1)]
    cases = "\n".join([_("Dossiers inscrits :"), *(listed or [_("aucun pour l'instant")])])
    end = _(
        "L'ordre du jour et les dossiers : %(link)s. Vous pouvez y laisser un avis préliminaire avant la séance.",
        link=given.link,
    )
    return "\n\n".join([subject, _("Bonjour,"), when, cases, end, given.sender])


def split(text: str) -> tuple[str, str]:
    """Subject and body of a whole message, for a mail program that wants them apart."""
    head, _blank, body = text.partition("\n\n")
    return " ".join(head.partition(":")[2].split()), body


def _still(given: Reminder, state: ItemState) -> list[Item]:
    return [item for item in given.complete.in_state(state) if item.key not in given.brought]


def _part(title: str, items: Iterable[Item], given: Reminder) -> str:
    lines = [f"- {_line(item, given.bringing.get(item.key, Bringing()))}" for item in items]
    return "\n".join([title, *lines]) if lines else ""


def _line(item: Item, bringing: Bringing) -> str:
    due = _("pour le %(on)s", on=short_date(bringing.due_on)) if bringing.due_on else ""
    asked = ", ".join(filter(None, (bringing.who, due)))
    return (
        _("%(item)s : %(asked)s", item=item_line(item), asked=asked) if asked else item_line(item)
    )


def _subject(given: Reminder) -> str:
    return _(
        "Objet : RCP, dossier %(reference)s (%(initials)s), éléments à compléter",
        reference=given.reference,
        initials=given.initials,
    )


def _greeting(given: Reminder) -> str:
    return _("Bonjour %(who)s,", who=given.requester) if given.requester else _("Bonjour,")


def _where(given: Reminder) -> str:
    if given.meeting_at is None:
        return _(
            "Le dossier %(reference)s (%(initials)s) attend une réunion.",
            reference=given.reference,
            initials=given.initials,
        )
    return _(
        "Le dossier %(reference)s (%(initials)s) est inscrit à la réunion « %(meeting)s » du %(day)s à %(time)s.",
        reference=given.reference,
        initials=given.initials,
        meeting=given.meeting,
        day=full_date(paris_day(given.meeting_at)),
        time=clock_time(given.meeting_at),
    )


def _end(given: Reminder) -> str:
    ask = _(
        "Merci de les saisir dans le dossier, ou de nous les transmettre avant la réunion. « Pas encore connu » est une réponse."
    )
    return f"{ask}\n\n{given.sender}"
