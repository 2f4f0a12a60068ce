"""The optional sections on knowing, deciding, what is bearable, daily life and place (§2.4, questions 2 to 9)."""

from __future__ import annotations

from ._question import ROLES, Choices, Kind, Question, Section, asked

_EFFECT: Choices = (("acceptable", "Acceptable"), ("difficult", "Difficile"), ("no", "Non"))
_PLACES: Choices = (
    ("home", "Chez moi, avec des soins à domicile"),
    ("day_unit", "À l’hôpital de jour"),
    ("hospital", "À l’hôpital"),
    ("palliative_unit", "En unité de soins palliatifs"),
    ("undecided", "Pas encore décidé"),
)
_BALANCE: Choices = (
    ("1", "Vivre plus longtemps, même avec plus d’effets"),
    ("2", "Plutôt vivre plus longtemps"),
    ("3", "Les deux autant"),
    ("4", "Plutôt vivre mieux"),
    ("5", "Vivre mieux, même moins longtemps"),
)


def _effect(code: str, brief: str, hint: str = "") -> Question:
    return Question(f"side_effect.{code}", Kind.CHOICE, brief, brief, _EFFECT, hint)


WISHES: tuple[Section, ...] = (
    Section(
        "understanding",
        "Ce que vous savez",
        (
            Question(
                "understanding.words", Kind.WORDS, "Que savez-vous de votre situation ?", "Sait"
            ),
        ),
        "Ses mots, sans les corriger.",
    ),
    Section(
        "role",
        "Qui décide",
        (
            Question("role.wished", Kind.CHOICE, "Qui doit décider ?", "Décision", ROLES),
            asked(
                "role.relative",
                "Voulez-vous un proche avec vous pour en parler ?",
                "Avec un proche",
                comment=True,
            ),
        ),
    ),
    Section(
        "length_quality",
        "Vivre plus longtemps, vivre mieux",
        (
            Question(
                "length_quality.balance",
                Kind.STEP,
                "Où vous situez-vous ?",
                "Durée et qualité de vie",
                _BALANCE,
                comment=True,
            ),
        ),
    ),
    Section(
        "side_effect",
        "Effets acceptables ou non",
        (
            _effect("fatigue", "Fatigue"),
            _effect("digestive", "Nausées, diarrhées"),
            _effect("skin", "Peau, mains"),
            _effect("hair", "Cheveux"),
            _effect("tingling", "Fourmillements"),
            _effect("pain", "Douleur"),
            _effect("confusion", "Confusion"),
            _effect("infection", "Risque d’infection"),
            _effect("hospital_stay", "Séjour à l’hôpital"),
        ),
    ),
    Section(
        "practical",
        "Vie pratique",
        (
            Question(
                "practical.journey",
                Kind.MINUTES,
                "Trajet pour venir à l’hôpital, aller simple",
                "Trajet pour venir",
                hint="En minutes, comme il se fait aujourd’hui",
                unit="min",
            ),
            Question(
                "practical.travel",
                Kind.MINUTES,
                "Trajet le plus long, aller simple",
                "Trajet",
                hint="En minutes",
                unit="min au plus",
            ),
            Question(
                "practical.max_visits",
                Kind.NUMBER,
                "Visites à l’hôpital, au plus",
                "Visites",
                hint="Par mois ; une par semaine : 4",
                unit="par mois au plus",
            ),
            Question(
                "practical.overnight",
                Kind.CHOICE,
                "Dormir à l’hôpital",
                "Nuits à l’hôpital",
                (("yes", "Possible"), ("if_needed", "Si c’est nécessaire"), ("no", "Non")),
            ),
            Question(
                "practical.transport",
                Kind.CHOICE,
                "Pour venir",
                "Transport",
                (
                    ("drives", "Conduit"),
                    ("driven", "Un proche conduit"),
                    ("medical", "Transport sanitaire"),
                    ("public", "Transports en commun"),
                    ("none", "Aucun moyen"),
                ),
            ),
            asked("practical.lives_alone", "Vivez-vous seul ?", "Vit seul"),
            asked(
                "practical.dependants",
                "Quelqu’un dépend-il de vous ?",
                "Personne à charge",
                comment=True,
            ),
            Question(
                "practical.work",
                Kind.CHOICE,
                "Travail",
                "Travail",
                (
                    ("works", "Travaille"),
                    ("leave", "En arrêt"),
                    ("retired", "À la retraite"),
                    ("none", "Sans travail"),
                ),
                comment=True,
            ),
            asked("practical.money", "L’argent vous inquiète-t-il ?", "Soucis d’argent"),
            Question(
                "practical.contact",
                Kind.CHOICE,
                "Pour rester en lien",
                "En lien par",
                (
                    ("internet", "Internet et téléphone"),
                    ("telephone", "Téléphone seulement"),
                    ("neither", "Ni l’un ni l’autre"),
                ),
            ),
            Question("practical.language", Kind.TEXT, "Langue la plus facile", "Langue"),
            asked("practical.interpreter", "Faut-il un interprète ?", "Interprète"),
            asked("practical.reading", "Faut-il de l’aide pour lire ?", "Aide pour lire"),
            asked("practical.large_print", "Faut-il de gros caractères ?", "Gros caractères"),
        ),
    ),
    Section(
        "place",
        "Lieu de soins",
        (
            Question("place.now", Kind.CHOICE, "En ce moment", "Lieu de soins", _PLACES),
            Question(
                "place.if_worse", Kind.CHOICE, "Si cela s’aggrave", "Si cela s’aggrave", _PLACES
            ),
        ),
    ),
)
