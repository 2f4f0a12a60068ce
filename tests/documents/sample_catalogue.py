"""Eight small catalogue entries for the sample record (invented wordings, reviewed on both sides)."""

from __future__ import annotations

from datetime import date

from app.domain.catalogue import CatalogueEntry, ClinicalText, Fact, PatientText, Practical, Review
from app.domain.vocabulary import Family, Place, Relation, Route
from app.i18n import typography


def _facts(*texts: str) -> tuple[Fact, ...]:
    return tuple(Fact(typography(t)) for t in texts)


def entry(
    code: str,
    family: Family,
    title: str,
    short: str,
    patient: PatientText,
    references: tuple[str, ...] = (),
    against: bool = True,
    route: Route = Route.CONSULTATION,
    places: tuple[Place, ...] = (Place.CONSULTATION,),
    visits: float | None = None,
) -> CatalogueEntry:
    """A small catalogue entry, reviewed on both sides."""
    return CatalogueEntry(
        code=code,
        version=2,
        family=family,
        title=title,
        detail="",
        relation=Relation.REPLACES if against else Relation.ADDS,
        practical=Practical(
            route=route,
            places=places,
            rhythm=Fact("Selon le besoin."),
            short=short,
            visits_per_month=visits,
        ),
        clinical=ClinicalText(
            summary="",
            when=(),
            prerequisites=(),
            advantages=(),
            disadvantages=(),
            references=references,
        ),
        patient=patient,
        is_against_disease=against,
        clinical_review=Review("Dr Relecteur", date(2026, 9, 4)),
        patient_review=Review("Dr Relecteur", date(2026, 9, 4)),
    )


SUPPORTIVE = entry(
    "supportive",
    Family.SUPPORTIVE,
    "Soins de support",
    "équipe mobile, domicile",
    PatientText(
        title="Des soins pour mieux vivre",
        sentence="Une équipe soulage la douleur. Elle vous aide à manger, à bouger et à garder le moral.",
        brings=_facts("Moins de gêne chaque jour.", "Un soutien pour vos proches."),
        hard=_facts("Quelques rendez-vous en plus.", "Parler de ce qui fait peur."),
        daily=Fact("une visite par mois, à l’hôpital ou chez vous."),
        unknown="On ajuste ces soins avec vous, au fil du temps.",
        red_flags=_facts("Douleur qui ne cède pas."),
        questions=(typography("Qui m’aide pour la fatigue et les repas ?"),),
    ),
    ("INCa, soins de support, 2021",),
    against=False,
    places=(Place.HOME, Place.CONSULTATION),
    visits=1,
)
IMMUNO = entry(
    "immuno",
    Family.IMMUNOTHERAPY,
    "Immunothérapie",
    "perfusion toutes les 3 à 6 semaines, HDJ",
    PatientText(
        title="Une immunothérapie",
        sentence="Un médicament en perfusion aide vos défenses à reconnaître le cancer.",
        brings=_facts("Freiner la maladie, parfois longtemps.", "Des perfusions courtes."),
        hard=_facts(
            "Des réactions de l’intestin, de la peau ou du souffle.",
            "Des prises de sang avant chaque visite.",
        ),
        daily=Fact("une perfusion toutes les 3 à 6 semaines, à l’hôpital de jour."),
        unknown="On ne sait pas d’avance si ce traitement agira pour vous.",
        red_flags=_facts(
            "Diarrhée nouvelle.",
            "Essoufflement ou toux nouvelle.",
            "Fièvre de 38,3 °C une fois, ou 38 °C qui dure.",
        ),
        questions=(typography("Ma tumeur a-t-elle le bon marqueur ?"),),
    ),
    ("ESMO, toxicités de l’immunothérapie, 2022", "KEYNOTE-177, 2020"),
    route=Route.INFUSION,
    places=(Place.DAY_UNIT,),
    visits=1.5,
)
TARGETED = entry(
    "targeted-braf",
    Family.TARGETED,
    "Thérapie ciblée",
    "comprimés + perfusion toutes les 2 semaines",
    PatientText(
        title="Une thérapie ciblée",
        sentence="Des médicaments visent une anomalie trouvée dans votre tumeur.",
        brings=_facts("Freiner la maladie.", "Un des médicaments se prend chez vous."),
        hard=_facts(
            "Boutons, fatigue, articulations douloureuses.", "Un trajet toutes les deux semaines."
        ),
        daily=Fact("des comprimés chaque jour, une perfusion de 2 heures toutes les 2 semaines."),
        unknown="On ne sait pas combien de temps ce traitement agira.",
        red_flags=_facts(
            "Fièvre de 38,3 °C une fois, ou 38 °C qui dure.",
            "Sang dans les selles.",
            "Vomissements qui durent.",
        ),
        questions=(typography("Que faire si j’oublie un comprimé ?"),),
    ),
    ("BEACON, 2019", "ESMO, cancer colorectal métastatique, 2023"),
    route=Route.ORAL_AND_INFUSION,
    places=(Place.HOME, Place.DAY_UNIT),
    visits=2,
)
TRIAL = entry(
    "trial",
    Family.TRIAL,
    "Essai clinique",
    "centre à 55 min, visite chaque semaine au début",
    PatientText(
        title="Un essai clinique",
        sentence="Un essai étudie un nouveau traitement, avec un suivi très proche.",
        brings=_facts("Accéder à un nouveau traitement.", "Aider la recherche."),
        hard=_facts("Des visites plus nombreuses.", "Des effets encore mal connus."),
        daily=Fact("une visite par semaine au début."),
        unknown="On ne sait pas encore si ce traitement agit mieux.",
        red_flags=(),
    ),
    route=Route.PROTOCOL,
    places=(Place.TRIAL_CENTRE,),
    visits=4,
)
CHEMO = entry(
    "chemo-trifluridine",
    Family.CHEMOTHERAPY,
    "Autre chimiothérapie",
    "comprimés, bilan en ville",
    PatientText(
        title="Une autre chimiothérapie",
        sentence="Un autre médicament agit contre les cellules qui se multiplient.",
        brings=_facts("Freiner la maladie.", "Des comprimés à la maison."),
        hard=_facts("De la fatigue.", "Des prises de sang."),
        daily=Fact("des comprimés deux semaines sur quatre."),
        unknown="On ne sait pas combien de temps ce traitement agira.",
        red_flags=(),
    ),
    route=Route.ORAL,
    places=(Place.HOME, Place.CONSULTATION),
    visits=1,
)
LOCAL = entry(
    "local",
    Family.LOCAL,
    "Traitement local",
    "1 à 3 jours d’hôpital",
    PatientText(
        title="Un geste sur une seule tache",
        sentence="Un geste précis traite un endroit du corps.",
        brings=_facts("Soulager un endroit."),
        hard=_facts("Un court séjour à l’hôpital."),
        daily=Fact("un à trois jours à l’hôpital."),
        unknown="Le résultat dépend de l’endroit.",
        red_flags=(),
    ),
    places=(Place.HOSPITAL_STAY,),
    visits=1,
)
PAUSE = entry(
    "pause",
    Family.PAUSE,
    "Pause avec suivi",
    "visite toutes les 6 semaines",
    PatientText(
        title="Une pause, avec un suivi",
        sentence="On arrête le traitement contre la maladie. On garde les soins, le suivi et l’équipe.",
        brings=_facts("Du temps sans effets du traitement.", "Moins de trajets."),
        hard=_facts("La maladie peut avancer.", "L’attente peut inquiéter."),
        daily=Fact("une visite toutes les 6 semaines."),
        unknown="On ne sait pas combien de temps la maladie reste calme.",
        red_flags=(),
        questions=(typography("Peut-on reprendre un traitement après une pause ?"),),
    ),
    against=False,
)
PARP = entry(
    "parp",
    Family.PARP,
    "Inhibiteur de PARP",
    "comprimés",
    PatientText(
        title="Un inhibiteur de PARP",
        sentence="Un médicament en comprimés gêne la réparation des cellules malades.",
        brings=_facts("Freiner la maladie."),
        hard=_facts("De la fatigue."),
        daily=Fact("des comprimés chaque jour."),
        unknown="On ne sait pas d’avance si ce traitement agira.",
        red_flags=(),
    ),
    route=Route.ORAL,
    places=(Place.HOME, Place.CONSULTATION),
    visits=1,
)
