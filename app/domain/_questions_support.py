"""The optional sections on projects, support, symptoms, needs, legal papers and the end of the talk (§2.4, 10 to 15)."""

from __future__ import annotations

from ._question import ROLES, Choices, Kind, Question, Section, asked

_NEED: Choices = (
    ("fine", "Ça va"),
    ("difficult", "Difficile"),
    ("help", "Difficile, voudrait de l’aide"),
    ("not_wished", "Ne souhaite pas en parler"),
)


def _need(code: str, brief: str, hint: str) -> Question:
    return Question(f"needs.{code}", Kind.CHOICE, brief, brief, _NEED, hint)


def _symptom(code: str, brief: str, hint: str = "") -> Question:
    return Question(f"symptom.{code}", Kind.SCALE, brief, brief, hint=hint)


SUPPORT: tuple[Section, ...] = (
    Section(
        "fertility",
        "Fertilité et intimité",
        (
            asked("fertility.children", "Un projet d’enfant ?", "Projet d’enfant"),
            asked("fertility.contraception", "Faut-il une contraception ?", "Contraception"),
            asked(
                "fertility.talk",
                "Voulez-vous en parler ?",
                "Veut parler de fertilité ou d’intimité",
            ),
        ),
    ),
    Section(
        "trial",
        "Essai clinique",
        (
            Question(
                "trial.open",
                Kind.CHOICE,
                "Seriez-vous prêt à y participer ?",
                "Essai clinique",
                (("yes", "Oui"), ("perhaps", "Peut-être"), ("no", "Non")),
                comment=True,
            ),
            Question(
                "trial.why",
                Kind.CHOICES,
                "Pourquoi ?",
                "Participer pour",
                (
                    ("own_chance", "Une chance pour moi"),
                    ("others", "Aider les autres"),
                    ("follow_up", "Être suivi de plus près"),
                ),
            ),
            Question(
                "trial.stops",
                Kind.CHOICES,
                "Qu’est-ce qui vous arrêterait ?",
                "Refuserait si",
                (
                    ("chance", "Le tirage au sort"),
                    ("placebo", "Un placebo"),
                    ("travel", "Les trajets"),
                    ("biopsy", "Une biopsie"),
                ),
            ),
        ),
    ),
    Section(
        "inner",
        "Craintes, et ce qui aide",
        (
            Question("fears.words", Kind.WORDS, "Que craignez-vous le plus ?", "Craint"),
            Question(
                "strength.words", Kind.WORDS, "Qu’est-ce qui vous donne de la force ?", "Force"
            ),
        ),
    ),
    Section(
        "confidentiality",
        "Qui informer",
        (
            Question("confidentiality.inform", Kind.TEXT, "Personnes à informer", "À informer"),
            Question(
                "confidentiality.not_inform",
                Kind.TEXT,
                "Personnes à ne pas informer",
                "À ne pas informer",
                hint="Jamais sur papier",
                screen_only=True,
            ),
        ),
    ),
    Section(
        "time",
        "Le temps de décider",
        (
            Question(
                "time.needed",
                Kind.CHOICE,
                "De combien de temps avez-vous besoin ?",
                "Temps pour décider",
                (
                    ("quickly", "Décider vite"),
                    ("days", "Quelques jours"),
                    ("weeks", "Quelques semaines"),
                ),
            ),
            Question(
                "time.by", Kind.DATE, "Une date compte-t-elle ?", "Date qui compte", comment=True
            ),
            asked("time.talk", "Voulez-vous un autre entretien ?", "Autre entretien"),
            asked("time.psychologist", "Voulez-vous voir un psychologue ?", "Psychologue"),
            asked("time.second_opinion", "Voulez-vous un second avis ?", "Second avis"),
        ),
    ),
    Section(
        "symptom",
        "Aujourd’hui, de 0 à 10",
        (
            _symptom("pain", "Douleur"),
            _symptom("fatigue", "Fatigue du jour"),
            _symptom("sleep", "Mauvais sommeil"),
            _symptom("appetite", "Manque d’appétit"),
            _symptom("nausea", "Nausées"),
            _symptom("breath", "Souffle court"),
            _symptom("worry", "Inquiétude"),
            _symptom("morale", "Moral", "0 : au plus bas ; 10 : très bon"),
            _symptom("quality", "Qualité de vie", "0 : très mauvaise ; 10 : très bonne"),
        ),
        "0 : pas du tout ; 10 : au plus fort.",
    ),
    Section(
        "needs",
        "Besoins",
        (
            _need("psychological", "Moral et émotions", "Soutien psychologique"),
            _need("balance", "Équilibre de vie", "Repos, loisirs, travail"),
            _need("symptoms", "Gêne et symptômes", "Douleur, effets du traitement"),
            _need("food", "Alimentation", "Repas, poids"),
            _need("mobility", "Bouger, se débrouiller", "Autonomie, aide à la maison"),
            _need("relations", "Liens avec les autres", "Proches, isolement"),
        ),
    ),
    Section(
        "adherence",
        "Suivre le traitement",
        (
            Question(
                "adherence.confidence",
                Kind.SCALE,
                "Vous sentez-vous capable de le suivre ?",
                "Confiance pour suivre le traitement",
                hint="0 : pas du tout ; 10 : tout à fait",
            ),
            Question(
                "adherence.obstacles",
                Kind.CHOICES,
                "Ce qui peut gêner",
                "Peut gêner",
                (
                    ("swallowing", "Avaler"),
                    ("schedule", "Les horaires"),
                    ("cost", "Le coût"),
                    ("fear", "La peur des effets"),
                    ("memory", "La mémoire"),
                    ("alone", "Être seul à la maison"),
                ),
            ),
            Question("adherence.help", Kind.TEXT, "Aide prévue", "Aide prévue"),
        ),
    ),
    Section(
        "trusted_person",
        "Personne de confiance",
        (
            Question(
                "trusted_person.named",
                Kind.CHOICE,
                "Est-elle désignée ?",
                "Personne de confiance",
                (("yes", "Désignée"), ("no", "Non désignée"), ("thinking", "Y réfléchit")),
            ),
            Question("trusted_person.name", Kind.TEXT, "Nom", "Nom"),
            Question("trusted_person.relation", Kind.TEXT, "Lien", "Lien"),
            Question("trusted_person.phone", Kind.TEXT, "Téléphone", "Téléphone"),
            Question(
                "trusted_person.signed",
                Kind.CHOICE,
                "Écrit signé des deux",
                "Écrit signé",
                (("yes", "Oui"), ("no", "Non"), ("not_known", "On ne sait pas")),
            ),
            Question("trusted_person.date", Kind.DATE, "Désignée le", "Désignée le"),
            Question("trusted_person.where", Kind.TEXT, "Où est l’écrit", "Écrit gardé"),
        ),
        "Une nouvelle désignation remplace toute l’ancienne : redonnez le téléphone et la date.",
    ),
    Section(
        "advance_directive",
        "Directives anticipées",
        (
            Question(
                "advance_directive.exist",
                Kind.CHOICE,
                "Sont-elles écrites ?",
                "Directives anticipées",
                (("yes", "Écrites"), ("no", "Non écrites"), ("thinking", "Y réfléchit")),
            ),
            Question("advance_directive.date", Kind.DATE, "Datées du", "Datées du"),
            Question("advance_directive.where", Kind.TEXT, "Où elles sont", "Gardées"),
            asked("advance_directive.copy_seen", "Copie vue ?", "Copie vue"),
        ),
        "Leur contenu reste dans leur document.",
    ),
    Section(
        "after",
        "Après l’échange",
        (
            asked(
                "understanding.clear",
                "Vous sentez-vous au clair sur votre choix ?",
                "Au clair sur son choix",
            ),
            asked(
                "understanding.both_sides",
                "Voyez-vous ce que chaque possibilité apporte, et ce qu’elle coûte ?",
                "Voit les deux côtés",
            ),
            asked(
                "understanding.weighed",
                "Savez-vous ce qui pèse le plus pour vous ?",
                "Sait ce qui pèse le plus",
            ),
            asked(
                "understanding.supported",
                "Êtes-vous assez entouré pour choisir ?",
                "Assez entouré pour choisir",
            ),
            Question(
                "role.experienced",
                Kind.CHOICE,
                "Comment la décision a-t-elle été prise ?",
                "Décision vécue",
                ROLES,
            ),
            Question(
                "understanding.ask_care",
                Kind.WORDS,
                "Questions sur les soins",
                "Demande, sur les soins",
                is_read_only=True,
            ),
            Question(
                "understanding.ask_future",
                Kind.WORDS,
                "Questions sur la suite",
                "Demande, sur la suite",
                is_read_only=True,
            ),
            Question(
                "understanding.ask_daily",
                Kind.WORDS,
                "Questions sur le quotidien",
                "Demande, sur le quotidien",
                is_read_only=True,
            ),
        ),
    ),
    Section(
        "capacity",
        "Si le patient ne peut pas s’exprimer",
        (
            Question(
                "capacity.state",
                Kind.CHOICE,
                "Le patient",
                "Le patient",
                (("unable", "Ne peut pas s’exprimer"), ("able", "Peut de nouveau s’exprimer")),
            ),
            Question("capacity.since", Kind.DATE, "Depuis", "Depuis"),
            Question("capacity.reason", Kind.TEXT, "Parce que", "Parce que"),
        ),
        "Constaté par la personne qui saisit. Le témoignage de la personne de confiance se note plus haut, à son nom.",
    ),
)
