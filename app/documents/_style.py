"""Typeface, colours and paragraph styles of the prints: the one place where their look is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from typing import cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Relais"
SEMIBOLD = "Relais-Semibold"
BOLD = "Relais-Bold"
_FACES = {REGULAR: "Regular", SEMIBOLD: "Semibold", BOLD: "Bold"}

# The values of design/tokens.css; every one stays apart from the others in grey.
INK = "#14212b"
INK_2 = "#44535f"
LINE = "#b3bfc8"
BRAND = "#0b5c6b"
WASH = "#f1f5f7"
PATIENT = "#7a3e9d"
PATIENT_WASH = "#f5edf9"
CARD = "#9fb0bb"
WHITE = "#ffffff"

PAGE_WIDTH, PAGE_HEIGHT = A4


class Theme(Enum):
    """The settings: dense for professionals, a letter, plain for the patient in two sizes, each with less space too."""

    FICHE = "fiche"
    LETTER = "letter"
    PATIENT = "patient"
    PATIENT_TIGHT = "patient_tight"
    PATIENT_LARGE = "patient_large"
    PATIENT_LARGE_TIGHT = "patient_large_tight"

    @property
    def is_for_patient(self) -> bool:
        """Whether the reader is the patient."""
        return self.value.startswith("patient")


class Role(Enum):
    """What a paragraph is, from which its style follows."""

    TITLE = "title"
    SECTION = "section"
    CARD_TITLE = "card_title"
    LEAD = "lead"
    BODY = "body"
    SAID = "said"
    CELL = "cell"
    CELL_HEAD = "cell_head"
    SMALL = "small"
    NUMBER = "number"


@dataclass(frozen=True)
class Metrics:
    """Sizes of one theme, in points; `measure` is the longest line, about 70 characters for the patient (§3.3)."""

    margin: float
    top: float
    bottom: float
    gap: float
    section_gap: float
    pad: float
    measure: float
    sizes: dict[Role, tuple[float, float]]


METRICS = {
    Theme.FICHE: Metrics(
        margin=36,
        top=82,
        bottom=40,
        gap=1.7,
        section_gap=7,
        pad=6,
        measure=PAGE_WIDTH,
        sizes={
            Role.TITLE: (15, 18),
            Role.SECTION: (9.5, 12),
            Role.CARD_TITLE: (9, 11.5),
            Role.LEAD: (10.5, 13),
            Role.BODY: (8.6, 10.9),
            Role.SAID: (10, 12.6),
            Role.CELL: (8.1, 9.9),
            Role.CELL_HEAD: (7.8, 9.6),
            Role.SMALL: (7.6, 9.4),
            Role.NUMBER: (8.6, 10.9),
        },
    ),
    Theme.PATIENT: Metrics(
        margin=66,
        top=56,
        bottom=38,
        gap=4,
        section_gap=11,
        pad=9,
        measure=424,
        sizes={
            Role.TITLE: (20, 24),
            Role.SECTION: (16.5, 19.5),
            Role.CARD_TITLE: (16, 19),
            Role.LEAD: (14, 18.2),
            Role.BODY: (14, 18.2),
            Role.SAID: (14, 18.2),
            Role.CELL: (14, 18.2),
            Role.CELL_HEAD: (14, 18.2),
            Role.SMALL: (10, 13),
            Role.NUMBER: (15, 19),
        },
    ),
}
METRICS[Theme.LETTER] = replace(
    METRICS[Theme.FICHE],
    margin=52,
    gap=2.6,
    section_gap=8,
    pad=7,
    sizes={
        Role.TITLE: (14, 17),
        Role.SECTION: (11, 13.5),
        Role.CARD_TITLE: (10.6, 13),
        Role.LEAD: (10.4, 13.4),
        Role.BODY: (10, 12.8),
        Role.SAID: (10, 12.8),
        Role.CELL: (9.4, 11.6),
        Role.CELL_HEAD: (9, 11),
        Role.SMALL: (8.4, 10.4),
        Role.NUMBER: (10.4, 13),
    },
)
METRICS[Theme.PATIENT_TIGHT] = replace(
    METRICS[Theme.PATIENT],
    margin=61,
    top=50,
    bottom=33,
    gap=2.4,
    section_gap=7.5,
    pad=6,
    measure=426,
    sizes=METRICS[Theme.PATIENT].sizes | {Role.TITLE: (17.5, 21.5), Role.SECTION: (16, 19)},
)
METRICS[Theme.PATIENT_LARGE] = replace(
    METRICS[Theme.PATIENT],
    margin=50,
    bottom=42,
    gap=4.5,
    measure=495,
    sizes={
        Role.TITLE: (24, 28.5),
        Role.SECTION: (21, 25),
        Role.CARD_TITLE: (20, 24),
        Role.LEAD: (18, 23.4),
        Role.BODY: (18, 23.4),
        Role.SAID: (18, 23.4),
        Role.CELL: (18, 23.4),
        Role.CELL_HEAD: (18, 23.4),
        Role.SMALL: (12, 15),
        Role.NUMBER: (18, 23),
    },
)
METRICS[Theme.PATIENT_LARGE_TIGHT] = replace(
    METRICS[Theme.PATIENT_LARGE],
    margin=44,
    top=50,
    bottom=36,
    gap=2.4,
    section_gap=7,
    pad=6,
    measure=507,
    sizes=METRICS[Theme.PATIENT_LARGE].sizes | {Role.TITLE: (21, 25), Role.SECTION: (20, 24)},
)
_HEAVY = {Role.TITLE: BOLD, Role.SECTION: BOLD, Role.CARD_TITLE: BOLD}
_SEMI = {Role.CELL_HEAD: SEMIBOLD, Role.NUMBER: SEMIBOLD, Role.LEAD: REGULAR}
_INKS = {Role.SECTION: BRAND, Role.CELL_HEAD: INK_2, Role.SMALL: INK_2}


def colour(value: str) -> Color:
    """ReportLab's colour of one of our constants."""
    return HexColor(value)


@cache
def style(theme: Theme, role: Role) -> ParagraphStyle:
    """The paragraph style of a role in a theme; the fonts are registered on the way."""
    register_faces()
    size, leading = METRICS[theme].sizes[role]
    return ParagraphStyle(
        f"{theme.value}-{role.value}",
        fontName=_HEAVY.get(role) or _SEMI.get(role) or REGULAR,
        fontSize=size,
        leading=leading,
        textColor=colour(_INKS.get(role, INK)),
        spaceShrinkage=0,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=REGULAR,
        bulletFontSize=size,
        splitLongWords=1,
        embeddedHyphenation=1,
    )


@cache
def bullet_style(theme: Theme, role: Role) -> ParagraphStyle:
    """The same style with room for a bullet."""
    base = style(theme, role)
    indent = base.fontSize * 1.3
    return ParagraphStyle(f"{base.name}-bullet", base, leftIndent=indent, bulletIndent=1)


@cache
def glyphs() -> frozenset[int]:
    """The code points that all three faces can draw."""
    register_faces()
    fonts = (cast(TTFont, pdfmetrics.getFont(name)) for name in _FACES)
    return frozenset(set.intersection(*(set(font.face.charToGlyph) for font in fonts)))


@cache
def register_faces() -> None:
    """Make the three faces known to ReportLab, once."""
    folder = files("font_source_sans_pro") / "files"
    for name, face in _FACES.items():
        with as_file(folder / f"SourceSansPro-{face}.ttf") as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
