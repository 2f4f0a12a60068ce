"""What people read of CIViC, of the EMA's statuses and of what a source holds: our words beside the source's own."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.alterations import forms
from app.domain.evidence import Beside, Closeness, Leaning
from app.i18n import _, ngettext

SIGNS = {
    Leaning.FAVOURABLE: "+",
    Leaning.AGAINST: "−",
    Leaning.NOT_SUPPORTED: "≠",
    Leaning.UNSAID: "?",
}


def leaning(one: Beside) -> str:
    """What the item says, in French; never that a drug is to be given."""
    said = one.item.significance.casefold()
    if one.leaning is Leaning.FAVOURABLE:
        return _("en faveur d'une sensibilité")
    if one.leaning is Leaning.UNSAID:
        return _("sans conclusion")
    words = {
        "resistance": (_("en faveur d'une résistance"), _("ne soutient pas une résistance")),
        "reduced sensitivity": (
            _("en faveur d'une sensibilité moindre"),
            _("ne soutient pas une sensibilité moindre"),
        ),
        "adverse response": (
            _("en faveur d'une réponse défavorable"),
            _("ne soutient pas une réponse défavorable"),
        ),
        "sensitivity/response": ("", _("ne soutient pas une sensibilité")),
    }
    if said not in words:
        return _("non soutenu")
    return words[said][one.leaning is Leaning.NOT_SUPPORTED]


def sign(one: Beside) -> str:
    """The sign that goes with the words."""
    return SIGNS[one.leaning]


def closeness(one: Beside) -> str:
    """How the profile of the item meets the file."""
    return {
        Closeness.SAME: _("même résultat que le dossier"),
        Closeness.GENE: _("même gène, altération non précisée par CIViC"),
        Closeness.COMPOUND: _("profil composé : une partie seulement est au dossier"),
        Closeness.UNPRECISE: _("altération que le dossier ne précise pas"),
    }[one.closeness]


def level(code: str) -> str:
    """The level of evidence as CIViC defines it."""
    return {
        "A": _("A, association validée"),
        "B": _("B, étude clinique"),
        "C": _("C, étude de cas"),
        "D": _("D, préclinique"),
        "E": _("E, déduction"),
    }.get(code, code)


def status(text: str) -> str:
    """The status of a European medicine; the table's own word when it is another."""
    return {
        "authorised": _("autorisé"),
        "withdrawn": _("autorisation retirée"),
        "application withdrawn": _("demande retirée"),
        "refused": _("refusé"),
        "opinion": _("avis rendu, décision attendue"),
        "lapsed": _("autorisation caduque"),
        "expired": _("autorisation expirée"),
        "revoked": _("autorisation révoquée"),
        "suspended": _("autorisation suspendue"),
    }.get(text.casefold(), text)


def counted(counts: Mapping[str, int]) -> str:
    """What a version holds, in one line."""
    words = {
        "medicines": ("%(n)s médicament", "%(n)s médicaments"),
        "substances": ("%(n)s substance", "%(n)s substances"),
        "conditions": ("%(n)s condition de prescription", "%(n)s conditions de prescription"),
        "opinions": ("%(n)s avis de la HAS", "%(n)s avis de la HAS"),
        "items": ("%(n)s élément de preuve", "%(n)s éléments de preuve"),
        "genes": ("%(n)s gène", "%(n)s gènes"),
        "left_out": ("%(n)s ligne laissée de côté", "%(n)s lignes laissées de côté"),
    }
    return ", ".join(ngettext(*words[name], n) for name, n in counts.items() if n and name in words)


def understood(alteration: str) -> str:
    """How an alteration is read by the criteria, "" when nothing in it is recognised."""
    named = {"FUSION": _("fusion")}
    read = (
        named.get(form, form.replace("EXON", "exon").rstrip("_"))
        for form in sorted(forms(alteration))
    )
    return ", ".join(read)
