"""The one door to ReportLab's paragraphs: typed text is cleaned and capped, and never meets a parser.

Rules: docs/decisions/0007 (20 000 characters a field, 200 a token) and the glyphs of Source Sans Pro.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from app.domain.text import LONG, TOKEN, clean
from app.i18n import NBSP

from . import _style
from .blocks import Line, Run, Tone

MISSING = "■"
_MOST_BREAKS = 80
# A field's text at its longest, and the words of ours that may stand around it.
_MOST = LONG + 1_000
_CHUNK = 1_200
_LONG_TOKEN = re.compile(rf"([^ \n]{{{TOKEN}}})(?=[^ \n])")
# A line never starts with a sign of the one before, in typed text either.
_GLUED = re.compile(r" (?=[:;!?%»°])|(?<=«) ")
_SPACES = re.compile(r"[ \t]*\n\s*|[ \t]+")
# ReportLab breaks lines at U+202F, U+2007 and the thin spaces though it must not: they become U+00A0.
_REPLACED = str.maketrans(
    {
        "\u202f": NBSP,
        "\u2007": NBSP,
        "\u2009": NBSP,
        "\u200a": NBSP,
        "\u2028": "\n",
        "\u2029": "\n",
        "\u2010": "-",
        "\u2011": "-",
        "\u00ad": "",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\u2060": "",
        "\ufe0e": "",
        "\ufe0f": "",
        "●": "•",
        "✕": "×",
        "✗": "×",
        "✔": "✓",
        "⚠": "!",
        "□": "☐",
    }
)


def text(value: str, style: ParagraphStyle, bullet: str = "") -> Paragraph:
    """A paragraph of typed text, every character of it literal."""
    return label((Run(value),), style, bullet)


def label(line: Line, style: ParagraphStyle, bullet: str = "") -> Paragraph:
    """A paragraph of several runs, each in the look of its tone."""
    return _paragraph([Run(_edges(run.text), run.tone) for run in line], style, bullet)


def labels(line: Line, style: ParagraphStyle, bullet: str = "") -> list[Paragraph]:
    """The same as paragraphs, a new one at each line end and wherever a text grows too long to be wrapped at once."""
    parts: list[list[Run]] = [[]]
    for run in line:
        for number, chunk in enumerate(_chunks(_edges(run.text))):
            if number:
                parts.append([])
            parts[-1].append(Run(chunk, run.tone))
    return [_paragraph(part, style, "" if n else bullet) for n, part in enumerate(parts)]


def _paragraph(runs: list[Run], style: ParagraphStyle, bullet: str) -> Paragraph:
    """A paragraph made of ReportLab's own fragments: no markup is parsed, so none can be typed, and none costs time."""
    pieces = [(run.tone, part) for run in runs for part in re.split("(\n)", run.text) if part]
    fragments, before = [], " "
    for number, (tone, part) in enumerate(pieces):
        if part == "\n":
            fragments.append(_line_break(style).clone())
        else:
            kept = part.lstrip(" ") if before.endswith(" ") else part
            kept = kept.rstrip(" ") if number == len(pieces) - 1 else kept
            fragments.append(_fragment(style, tone).clone(text=kept))
        before = part
    return Paragraph("", style, bulletText=printable(bullet) or None, frags=fragments)


@cache
def _fragment(style: ParagraphStyle, tone: Tone) -> Any:
    """What ReportLab itself makes of a word in a tone of a style, to be copied for every other."""
    return Paragraph(_marked(Run("x", tone)), style).frags[0]


@cache
def _line_break(style: ParagraphStyle) -> Any:
    return Paragraph("x<br/>x", style).frags[1]


def _chunks(value: str) -> Iterator[str]:
    """The lines of a text, each cut at a space before it is too long: ReportLab wraps whole paragraphs again at each page."""
    for line in value.split("\n"):
        rest = line
        while len(rest) > _CHUNK:
            at = rest.rfind(" ", 1, _CHUNK)
            at = at if at > 0 else _CHUNK
            yield rest[:at]
            rest = rest[at:].lstrip(" ")
        yield rest


def printable(value: str, limit: int = _MOST) -> str:
    """Text that the fonts can draw whole: unknown glyphs become a visible ■, nothing is silently lost."""
    kept = clean(value[: 2 * limit])
    kept = (kept if len(kept) <= limit else kept[: limit - 1] + "…").translate(_REPLACED)
    kept = "".join(c if ord(c) in _style.glyphs() or c == "\n" else _drawn(c) for c in kept)
    kept = _SPACES.sub(lambda m: "\n" if "\n" in m.group() else " ", kept)
    kept = _GLUED.sub(NBSP, kept)
    kept = _LONG_TOKEN.sub(r"\1 ", kept)
    head, *tail = kept.split("\n", _MOST_BREAKS)
    return "\n".join([head, *(part.replace("\n", " ") for part in tail)])


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character)
    return plain if all(ord(c) in _style.glyphs() for c in plain) else MISSING


def _marked(run: Run) -> str:
    """Our own markup around a word of ours; typed text never comes here."""
    value = escape(run.text)
    if run.tone is Tone.STRONG:
        return f'<font name="{_style.SEMIBOLD}">{value}</font>'
    if run.tone is Tone.MUTED:
        return f'<font color="{_style.INK_2}">{value}</font>'
    if run.tone is Tone.PATIENT:
        return f'<font name="{_style.SEMIBOLD}" color="{_style.PATIENT}">{value}</font>'
    return value


def _edges(value: str) -> str:
    """The printable text with the space kept at each edge that separates it from the runs around it."""
    body = value.strip()
    if not body:
        return " " if value else ""
    before, after = value[: value.index(body)], value[value.index(body) + len(body) :]
    return _edge(before) + printable(body) + _edge(after)


def _edge(space: str) -> str:
    if not space:
        return ""
    return NBSP if NBSP in space or "\u202f" in space else " "
