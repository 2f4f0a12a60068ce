"""The names of the indicators, what each counts, and their figures in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.domain.completeness import Item
from app.domain.indicators import SMALL, Activity, Delay, Ranked, Share
from app.domain.vocabulary import ItemState, Need, Obstacle
from app.i18n import _, ngettext

from .completeness import item_name

_FEW = "moins de %(n)s"

_SHARES: dict[str, tuple[str, str]] = {
    "validated": ("Avis validés", "parmi les dossiers inscrits aux séances tenues"),
    "registered": ("Enregistrés sans discussion", "parmi les avis validés"),
    "quorum": ("Quorum atteint", "parmi les avis validés dont le quorum est connu"),
    "complete": ("Dossier complet le jour de la réunion", "parmi les avis validés"),
    "informed": ("Patient informé avant la réunion", "parmi les avis validés"),
    "wishes_known": ("Souhaits du patient connus", "parmi les avis validés"),
    "wishes_changed": ("Souhaits qui ont changé la proposition", "parmi les avis où ils étaient connus et où leur effet est noté"),
    "in_tension": ("Une alternative va contre un souhait", "parmi les avis où les souhaits étaient connus"),
    "g8_done": ("G8 fait", "parmi les patients de 75 ans et plus"),
    "g8_abnormal": ("G8 à 14 ou moins", "parmi les G8 faits à 75 ans et plus"),
    "trials_searched": ("Essai recherché", "parmi les avis validés"),
    "trial_proposed": ("Essai proposé", "parmi les avis où la réponse est notée"),
    "supportive_assessed": ("Soins de support discutés", "parmi les avis validés"),
    "palliative_asked": ("Soins palliatifs retenus, ou équipe appelée ou proposée", "parmi les avis validés"),
    "referred": ("Adressés à une autre RCP", "parmi les avis validés"),
    "off_guideline": ("Hors référentiel, motivé", "parmi les avis validés"),
    "letter_sent": ("Courrier envoyé au médecin traitant", "parmi les propositions à suivre"),
    "told": ("Proposition expliquée au patient", "parmi les propositions à suivre"),
    "pps_given": ("PPS remis", "parmi les propositions à suivre"),
    "applied": ("Proposition appliquée en entier", "parmi celles dont la suite est connue"),
}  # fmt: skip

_DELAYS = {
    "request_to_board": "De la demande à la réunion",
    "board_to_validation": "De la réunion à la validation",
    "validation_to_letter": "De la validation au courrier",
    "board_to_told": "De la réunion à l'explication au patient",
    "board_to_pps": "De la réunion au PPS",
    "board_to_applied": "De la réunion à l'application",
}


@dataclass(frozen=True)
class ShareLine:
    """One share as it is read: its name, whom it is about, the figures in words, and the bar (0 to 1, None without)."""

    name: str
    among: str
    numerator: str
    denominator: str
    percent: str
    not_filled: str
    part: float | None


@dataclass(frozen=True)
class DelayLine:
    """One delay as it is read, in days."""

    name: str
    counted: str
    median: str
    decile: str
    not_filled: str


@dataclass(frozen=True)
class RankedLine:
    """One name and how often it was met; `part` is its share of the most frequent, None when hidden."""

    name: str
    number: str
    part: float | None


def share_line(share: Share, *, hide_small: bool) -> ShareLine:
    """A share in words; hidden numbers say only that they are few, and draw no bar."""
    name, among = _SHARES[share.code]
    hidden = hide_small and share.is_small
    known = share.denominator and not hidden
    return ShareLine(
        name=_(name),
        among=_(among),
        numerator=few() if hidden else str(share.numerator),
        denominator=number(share.denominator, hide_small=hide_small),
        percent=_percent(share) if known else "",
        not_filled=number(share.not_filled, hide_small=hide_small),
        part=share.numerator / share.denominator if known else None,
    )


def delay_line(delay: Delay, *, hide_small: bool) -> DelayLine:
    """A delay in words; of a few cases only, the days are hidden too."""
    hidden = hide_small and delay.is_small
    shown = delay.counted and not hidden
    return DelayLine(
        name=_(_DELAYS[delay.code]),
        counted=number(delay.counted, hide_small=hide_small),
        median=_days(delay.median) if shown and delay.median is not None else "",
        decile=_days(delay.decile) if shown and delay.decile is not None else "",
        not_filled=number(delay.not_filled, hide_small=hide_small),
    )


def ranked_lines(
    ranked: tuple[Ranked, ...], names: dict[str, str] | None = None, *, hide_small: bool
) -> list[RankedLine]:
    """Names and numbers, each with the length of its bar."""
    most = max((r.number for r in ranked), default=0)
    return [_ranked_line(r, most, names, hide_small=hide_small) for r in ranked]


def _ranked_line(
    ranked: Ranked, most: int, names: dict[str, str] | None, *, hide_small: bool
) -> RankedLine:
    hidden = hide_small and ranked.is_small
    return RankedLine(
        name=(names or {}).get(ranked.code, ranked.code),
        number=number(ranked.number, hide_small=hide_small),
        part=None if hidden else ranked.number / most,
    )


def item_names(activity: Activity) -> dict[str, str]:
    """Items asked of a file, by their key; a marker is named."""
    found = {}
    for ranked in activity.missing_items:
        code, _colon, marker = ranked.code.partition(":")
        found[ranked.code] = item_name(Item(Need(code), "", ItemState.MISSING, marker))
    return found


def obstacle_names() -> dict[str, str]:
    """Why a proposal was not applied, by code."""
    return {obstacle.value: _(obstacle.label) for obstacle in Obstacle}


def month_names(activity: Activity) -> dict[str, str]:
    """Months as they are read: 11/2026."""
    return {m.code: "/".join(reversed(m.code.split("-"))) for m in activity.months}


def totals(activity: Activity) -> list[tuple[str, int]]:
    """What the whole period held."""
    return [
        (_("Dossiers inscrits aux séances tenues"), activity.presentations),
        (_("Patients différents"), activity.patients),
        (_("Dossiers déjà présentés auparavant"), activity.again),
        (_("Avis validés"), activity.validated),
    ]


def rankings(activity: Activity) -> list[tuple[str, tuple[Ranked, ...], dict[str, str]]]:
    """Each list of things met more or less often: its title, the numbers, and the names of its codes."""
    return [
        (_("Spécialités qui ont manqué au quorum"), activity.missing_specialities, {}),
        (_("Ce qui manquait au dossier"), activity.missing_items, item_names(activity)),
        (_("Pourquoi une proposition n'a pas été appliquée en entier"), activity.obstacles, obstacle_names()),
        (_("Dossiers par mois"), activity.months, month_names(activity)),
    ]  # fmt: skip


def as_decimal(days: float) -> Decimal:
    """Days as a number that a spreadsheet reads: a half is kept."""
    return Decimal(str(days)).normalize()


def number(value: int, *, hide_small: bool) -> str:
    """A count, or that it is small."""
    return few() if hide_small and 0 < value < SMALL else str(value)


def few() -> str:
    """What stands for a number too small to be shown."""
    return _(_FEW, n=SMALL)


def _percent(share: Share) -> str:
    return _("%(n)s %%", n=round(100 * share.numerator / share.denominator))


def _days(days: float) -> str:
    """A number of days; a median may have a half, and from 1.5 on it is still singular in French."""
    shown = f"{days:g}".replace(".", ",")
    return ngettext("%(days)s jour", "%(days)s jours", int(days), days=shown)
