"""The sentence of each broken rule: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from app.errors import Violation
from app.i18n import _

_SENTENCES: Mapping[str, str] = {
    "required": "Ce champ est nécessaire.",
    "wrong_credentials": "Identifiant ou mot de passe inexact. Vérifiez-les, ou demandez un lien à l'administrateur.",
    "too_many_tries": "Trop d'essais. Réessayez dans %(minutes)s min.",
    "password_short": "Ce mot de passe est trop court : %(n)s caractères au moins.",
    "password_long": "Ce mot de passe est trop long : %(n)s caractères au plus.",
    "password_common": "Ce mot de passe est trop facile à deviner. Une suite de quatre mots sans lien convient bien.",
    "password_wrong": "Le mot de passe actuel est inexact.",
    "already_exists": "Cet élément existe déjà. Rechargez la page pour le voir.",
    "login_taken": "Cet identifiant est déjà pris. Choisissez-en un autre.",
    "last_administrator": "C'est le dernier administrateur actif. Nommez-en un autre d'abord.",
    "link_expired": "Ce lien a déjà servi ou a expiré. Demandez-en un autre à l'administrateur.",
    "text_long": "Ce texte compte %(n)s caractères ; il en faut %(maximum)s au plus. Rien n'est perdu : raccourcissez-le ici.",
    "bad_date": "Date non comprise. Écrivez 2025, 03/2025 ou 14/03/2025.",
    "date_in_future": "Cette date est dans l'avenir. Vérifiez-la.",
    "date_before_birth": "Cette date est avant la naissance. Vérifiez-la.",
    "ends_before_start": "La fin est avant le début. Vérifiez les deux dates.",
    "bad_number": "Nombre non compris. Écrivez par exemple 70,5.",
    "performance_status_range": "L'indice OMS va de 0 à 4.",
    "pain_range": "La douleur se note de 0 à 10.",
    "g8_range": "Le score G8 va de 0 à 17.",
    "measure_range": "Cette valeur n'est pas plausible. Vérifiez l'unité.",
    "unknown_choice": "Ce choix n'existe pas. Rechargez la page et choisissez dans la liste.",
    "patient_opposed": "Le patient est opposé à la présentation de son dossier : il ne peut pas être inscrit ni validé.",
    "opposed_with_meeting": "Le patient est opposé à la présentation : le dossier a quitté l'ordre du jour.",
    "information_not_recorded": "Indiquez si le patient a été informé de la réunion, par qui et quand, et s'il s'y oppose.",
    "informed_by_missing": "Indiquez qui a informé le patient.",
    "no_meeting": "Inscrivez d'abord le dossier à une réunion.",
    "meeting_not_opened": "Ouvrez d'abord la réunion : l'avis ne se valide qu'une fois la séance ouverte.",
    "meeting_closed": "La réunion est close : ce changement n'est plus possible.",
    "meeting_already_open": "La réunion a déjà commencé : le dossier ne peut plus changer de réunion.",
    "meeting_without_chair": "Nommez d'abord un président de séance.",
    "two_chairs": "Il y a déjà un président de séance. Changez d'abord sa fonction.",
    "opinion_empty": "Écrivez l'avis : un paragraphe suffit.",
    "outcome_missing": "Choisissez l'issue de la concertation.",
    "nothing_retained": "L'issue annonce une proposition, mais aucune possibilité n'est retenue.",
    "retained_in_tension": "« %(option)s » est retenue en tension avec un souhait du patient : dites en une phrase pourquoi, ou ce qui a été prévu.",
    "set_aside_without_reason": "« %(option)s » est écartée : donnez la raison.",
    "not_applicable_without_reason": "« %(option)s » est sans objet : donnez la raison.",
    "complete_what_missing": "« %(option)s » est à compléter : dites ce qui manque.",
    "complete_who_missing": "« %(option)s » est à compléter : dites qui l'apporte.",
    "complete_by_missing": "« %(option)s » est à compléter : dites pour quand.",
    "validated": "L'avis est validé : il ne change plus. Ajoutez un addendum daté.",
    "not_validated": "L'avis n'est pas encore validé.",
    "nothing_changed": "Rien n'a changé.",
    "released": "La page du patient est déjà remise.",
    "unreviewed_texts": "La page ne peut pas être remise : textes non relus (%(entries)s). Un relecteur doit les signer.",
    "speaker_not_patient": "Seules les paroles du patient remplissent ces réponses. Notez celles d'un proche à part.",
    "nothing_said": "Aucune réponse n'est notée. Notez au moins une réponse, ou « préfère ne pas répondre ».",
    "too_many_priorities": "Trois priorités au plus.",
    "priority_twice": "Chaque priorité ne se choisit qu'une fois.",
    "fact_of_other_patient": "Cet élément n'appartient pas à ce dossier.",
    "not_physician": "Seul un médecin peut avoir cette fonction.",
    "rpps_wrong": "Ce numéro RPPS a une clé inexacte. Il est enregistré : vérifiez-le.",
    "rpps_length": "Un numéro RPPS compte 11 chiffres. Celui-ci est enregistré : vérifiez-le.",
    "finess_wrong": "Ce numéro FINESS a une clé inexacte. Il est enregistré : vérifiez-le.",
    "finess_length": "Un numéro FINESS compte 9 chiffres. Celui-ci est enregistré : vérifiez-le.",
    "account_inactive": "Ce compte est désactivé. Réactivez-le avant de faire un lien.",
    "professional_elsewhere": "Ce professionnel est d'un autre établissement que le compte. Choisissez-en un du même.",
    "professional_linked": "Un compte est relié à ce professionnel. Détachez-le d'abord, dans la page du compte.",
    "track_not_ready": "Le dossier est marqué « pas prêt ». Changez son circuit d'abord.",
}


def violation_sentence(violation: Violation) -> str:
    """The French sentence of a violation, with its parameters."""
    return _(_SENTENCES[violation.code], **violation.params)
