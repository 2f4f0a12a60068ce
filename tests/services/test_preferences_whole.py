"""The whole preference form through the services: resumed, shared by section, and leaking nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import clock
from app.documents import fiche, patient_summary
from app.documents.blocks import text_of
from app.domain import preferences as rules
from app.domain.answers import Answer
from app.domain.casefile import Statement
from app.domain.concordance import fits
from app.domain.questionnaire import QUESTIONS, Kind
from app.domain.vocabulary import InfoWish, Share, Speaker, StatementStatus, Topic
from app.models import Statement as Row
from app.queries import cases as case_queries
from app.queries import statements as history
from app.services import preferences
from tests.documents import sample
from tests.documents.reading import flat, pages
from tests.services.board import ONCE, count, interview, record_of, refused
from tests.world import World

NOT_ASKED = StatementStatus.NOT_ASKED
ONLY_THE_REST: dict[str, Any] = {
    "what_matters": "",
    "what_matters_status": NOT_ASKED,
    "info_wish": None,
    "info_status": NOT_ASKED,
    "priorities": (),
    "refusals": (),
    "refusal_status": NOT_ASKED,
}


def record(world: World, *answers: Answer, by: str = "nurse", **given: Any) -> None:
    """An interview of some sections only."""
    told = interview(**{**ONLY_THE_REST, "answers": answers, **given})
    preferences.record(world.actors[by], world.case, told, ONCE)


def wishes(world: World, by: str = "chair") -> rules.Wishes:
    """What the board reads today."""
    file = record_of(world.actors[by], world.presentation).case_file
    return rules.wishes(file.statements, clock.today())


def beyond(world: World) -> dict[str, str]:
    """The patient's current answers to the questionnaire, value or words."""
    return {s.item: s.value or s.verbatim for s in wishes(world).beyond}


@pytest.mark.usefixtures("app")
class TestRecording:
    """What is stored, and what stays."""

    def test_every_question_can_be_answered_and_read_back(self, world: World) -> None:
        given = {q.code: _some(q.code) for q in QUESTIONS.values() if q.topic is not Topic.CAPACITY}
        record(world, *given.values())
        expected = {code: a.value or a.words for code, a in given.items()}
        assert beyond(world) == expected

    def test_a_later_interview_of_one_section_leaves_the_others_standing(
        self, world: World
    ) -> None:
        preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
        record(world, Answer("place.now", "home"), Answer("role.wished", "together"))
        record(world, Answer("place.now", "hospital"), Answer("place.if_worse"))
        assert beyond(world) == {"role.wished": "together", "place.now": "hospital"}
        now = wishes(world)
        assert now.what_matters is not None
        assert now.what_matters.verbatim == "Voir mes petits-enfants."

    def test_nothing_at_all_is_no_interview(self, world: World) -> None:
        with refused("nothing_said"):
            record(world, Answer("place.now"))
        with refused("unknown_choice"):
            record(world, Answer("place.now", "the moon"))
        assert count(Row) == 0

    def test_rather_not_answer_replaces_the_earlier_answer(self, world: World) -> None:
        record(world, Answer("trial.open", "yes"))
        record(world, Answer("trial.open", status=StatementStatus.DECLINED))
        [said] = wishes(world).beyond
        assert (said.value, said.status) == ("", StatementStatus.DECLINED)
        fits_now = [
            f for o in record_of(world.actors["chair"], world.presentation).options for f in o.fits
        ]
        assert "trial.open" not in {f.rule for f in fits_now}

    def test_what_was_replaced_stays_readable_and_is_never_erased(self, world: World) -> None:
        record(world, Answer("fears.words", words="La douleur."))
        record(world, Answer("fears.words", words="Rien."))
        [earlier] = history.earlier(world.actors["coordinator"], world.case)
        assert (earlier.verbatim, earlier.recorded_by) == (
            "La douleur.",
            world.actors["nurse"].name,
        )
        assert count(Row) == 2

    def test_that_a_patient_cannot_speak_is_the_word_of_who_notes_it(self, world: World) -> None:
        unable = [
            Answer("capacity.state", "unable"),
            Answer("capacity.since", "2026-01"),
            Answer("capacity.reason", "coma"),
        ]
        record(world, *unable, by="physician")
        record(
            world,
            Answer("place.now", "home"),
            speaker=Speaker.TRUSTED_PERSON,
            speaker_name="Mme B.",
            what_matters="Elle veut rentrer.",
            what_matters_status=StatementStatus.STATED,
            info_wish=InfoWish.EVERYTHING,
            info_status=StatementStatus.STATED,
        )
        now = wishes(world)
        assert now.incapacity is not None
        assert now.incapacity.noted.speaker is Speaker.CLINICIAN
        assert now.incapacity.noted.speaker_name == world.actors["physician"].name
        assert now.testimony[0].verbatim == "Elle veut rentrer."
        assert (now.what_matters, now.beyond) == (None, ())
        file = record_of(world.actors["chair"], world.presentation).case_file
        assert rules.page_mode(file.statements, clock.today()) is rules.PageMode.PROTECTIVE
        record(world, Answer("capacity.state", "able"), by="physician")
        assert wishes(world).incapacity is None


@pytest.mark.usefixtures("app")
class TestSharing:
    """Who reads what."""

    def test_a_section_may_be_for_the_doctor_only_while_the_interview_is_for_the_board(
        self, world: World
    ) -> None:
        record(
            world,
            Answer("fears.words", words="Un secret."),
            Answer("place.now", "home"),
            section_shares={"inner": Share.DOCTOR_ONLY},
        )
        for name in ("chair", "member", "invited", "coordinator", "nurse"):
            file = record_of(world.actors[name], world.presentation).case_file
            assert "secret" not in str(file), name
        assert wishes(world).withheld == (Topic.FEARS,)
        assert beyond(world) == {"place.now": "home"}
        own = case_queries.file(world.actors["physician"], world.case).file.statements
        assert "Un secret." in {s.verbatim for s in own}

    def test_an_answer_now_for_the_doctor_only_takes_its_earlier_wordings_with_it(
        self, world: World
    ) -> None:
        record(world, Answer("fears.words", words="Une crainte dite à tous."))
        record(world, Answer("fears.words", words="Un secret."), share=Share.DOCTOR_ONLY)
        seen = history.earlier(world.actors["coordinator"], world.case)
        assert [(s.topic, s.verbatim, s.withheld) for s in seen] == [(Topic.FEARS, "", True)]
        own = history.earlier(world.actors["physician"], world.case)
        assert [s.verbatim for s in own] == ["Une crainte dite à tous."]

    def test_who_is_not_to_be_informed_is_never_on_paper(self, world: World) -> None:
        record(world, Answer("confidentiality.not_inform", "Mon frère Albert"))
        seen = record_of(world.actors["chair"], world.presentation)
        assert "Albert" in str(seen.case_file.statements)
        printed = _paper(seen)
        assert "Albert" not in printed
        assert "Qui informer" not in printed


def _some(code: str) -> Answer:
    """A plausible answer to a question."""
    question = QUESTIONS[code]
    if question.kind is Kind.WORDS:
        return Answer(code, words=f"Mes mots pour {code}.")
    if question.choices:
        return Answer(code, question.choices[0][0])
    return Answer(code, {Kind.DATE: "2026-01", Kind.TEXT: "Un texte"}.get(question.kind, "7"))


def _paper(record: Any) -> str:
    """Both prints, as text."""
    on = sample.PRINTED_ON
    blocks = (
        fiche.blocks_of(record, printed_on=on),
        patient_summary.blocks_of(record, printed_on=on),
    )
    return " ".join(flat(text_of(b)) for b in blocks)


FREE = [
    q.code
    for q in QUESTIONS.values()
    if q.kind in {Kind.WORDS, Kind.TEXT} and q.topic is not Topic.CAPACITY
]
WISH_TO_KNOW = [
    *({"item": wish} for wish in InfoWish),
    *(
        {"item": "", "status": status}
        for status in StatementStatus
        if status is not StatementStatus.STATED
    ),
    {"item": InfoWish.EVERYTHING, "valid_until": sample.MEETING_ON},
    None,
]
SECRETS = st.lists(
    st.builds(
        lambda code, **kept: Statement(
            QUESTIONS[code].topic,
            code,
            value=f"Valeur-{code}" if QUESTIONS[code].kind is Kind.TEXT else "",
            verbatim=f"Mots-{code}",
            stated_on=date(2026, 11, 12),
            **kept,
        ),
        st.sampled_from(FREE),
        share=st.sampled_from(Share),
        not_to_relatives=st.booleans(),
        speaker=st.sampled_from([Speaker.PATIENT, Speaker.RELATIVE, Speaker.TRUSTED_PERSON]),
    ),
    unique_by=lambda s: s.item,
    max_size=6,
)


def _with(secrets: list[Statement], wish: dict[str, Any] | None, **frame: Any) -> Any:
    known = [s for s in sample.STATEMENTS if s.topic is not Topic.INFO_WISH]
    if wish is not None:
        known.append(
            Statement(Topic.INFO_WISH, **{"stated_on": date(2026, 11, 12), **wish, **frame})
        )
    statements = (*known, *secrets)
    base = sample.validated()
    options = tuple(
        replace(o, fits=fits(o.entry, statements, today=sample.MEETING_ON)) for o in base.options
    )
    return replace(base, case_file=replace(base.case_file, statements=statements), options=options)


@settings(max_examples=150, deadline=None)
@given(SECRETS, st.sampled_from(WISH_TO_KNOW), st.sampled_from(Share), st.booleans())
def test_no_print_tells_what_was_kept_back_whatever_the_wish_to_know(secrets, wish, share, hidden):
    record = _with(secrets, wish, share=share, not_to_relatives=hidden)
    on = sample.PRINTED_ON
    board = flat(text_of(fiche.blocks_of(record, printed_on=on)))
    page = flat(text_of(patient_summary.blocks_of(record, printed_on=on)))
    for secret in secrets:
        kept_off_paper = secret.share is Share.DOCTOR_ONLY or secret.not_to_relatives
        for token in filter(None, (secret.value, secret.verbatim)):
            assert token not in page
            assert not (kept_off_paper and token in board), token
    informed = wish in ({"item": InfoWish.ESSENTIAL}, {"item": InfoWish.EVERYTHING})
    if not (informed and share is not Share.DOCTOR_ONLY):
        assert "Quelles sont les possibilités" not in page
        assert "décider" not in page


RICH = tuple(
    Statement(QUESTIONS[code].topic, code, value=value, stated_on=date(2026, 11, 12))
    for code, value in (
        ("role.wished", "together"),
        ("length_quality.balance", "4"),
        ("side_effect.fatigue", "no"),
        ("side_effect.skin", "difficult"),
        ("practical.travel", "60"),
        ("practical.max_visits", "2"),
        ("place.now", "home"),
        ("trial.open", "perhaps"),
        ("trusted_person.name", "Mme B."),
        ("advance_directive.exist", "no"),
        ("needs.psychological", "help"),
    )
)


def test_the_fiche_stays_on_two_pages_with_an_ordinary_set_of_answers_and_says_them_once():
    record = replace(_with(list(RICH), {"item": InfoWish.EVERYTHING}), addenda=())
    assert len(pages(fiche.build(record, printed_on=sample.PRINTED_ON))) == 2
    read = flat(text_of(fiche.blocks_of(record, printed_on=sample.PRINTED_ON)))
    first = read.index("« Rester debout pour le mariage de ma fille en mai. »")
    rest = read.index(
        "Décision : nous décidons ensemble. Durée et qualité de vie : plutôt vivre mieux."
    )
    assert first < rest < read.index("Possibilités examinées")
    assert "Effets refusés : fatigue. Effets difficiles : peau, mains." in read
    assert "Personne de confiance : Mme B." in read
    assert "Besoins : moral et émotions (voudrait de l’aide)" in read


def test_an_answer_of_another_day_bears_its_date():
    later = tuple(replace(s, stated_on=date(2026, 11, 20)) for s in RICH[:2])
    read = _paper(_with(list(later), {"item": InfoWish.EVERYTHING}))
    assert "Le 20/11/2026 : Décision : nous décidons ensemble" in read
    assert read.count("Le 20/11/2026 :") == 1


def test_the_full_page_repeats_how_to_decide_and_where_and_the_protective_one_does_not():
    full = _with(list(RICH), {"item": InfoWish.EVERYTHING})
    page = flat(text_of(patient_summary.blocks_of(full, printed_on=sample.PRINTED_ON)))
    assert "Vous voulez décider avec votre médecin." in page
    assert "Vous préférez les soins chez vous." in page
    assert (
        len(pages(patient_summary.build(full, printed_on=sample.PRINTED_ON, unreviewed=False))) <= 3
    )
    closed = _with(list(RICH), {"item": InfoWish.NOTHING_NOW})
    page = flat(text_of(patient_summary.blocks_of(closed, printed_on=sample.PRINTED_ON)))
    assert "Vous préférez les soins chez vous." not in page


UNABLE = tuple(
    Statement(
        Topic.CAPACITY,
        code,
        value=value,
        speaker=Speaker.CLINICIAN,
        speaker_name="Dr Roy",
        stated_on=date(2026, 11, 20),
    )
    for code, value in (
        ("capacity.state", "unable"),
        ("capacity.since", "2026-11-18"),
        ("capacity.reason", "coma"),
    )
)


def test_the_fiche_shows_the_testimony_in_the_place_of_the_wishes_and_says_whose_it_is():
    told = Statement(
        Topic.WHAT_MATTERS,
        verbatim="Elle voulait rentrer.",
        speaker=Speaker.TRUSTED_PERSON,
        speaker_name="Mme B.",
        stated_on=date(2026, 11, 20),
    )
    record = _with([], None)
    file = replace(record.case_file, statements=(*UNABLE, told))
    read = flat(
        text_of(fiche.blocks_of(replace(record, case_file=file), printed_on=sample.PRINTED_ON))
    )
    unable = read.index("Ne peut pas s’exprimer depuis : 18/11/2026, parce que : coma.")
    marked = read.index(
        "Témoignage, ce ne sont pas les mots du patient. La personne de confiance (Mme B.) :"
    )
    assert unable < marked < read.index("Possibilités examinées")
    page = flat(
        text_of(
            patient_summary.blocks_of(replace(record, case_file=file), printed_on=sample.PRINTED_ON)
        )
    )
    assert "rentrer" not in page
    bare = replace(record, case_file=replace(file, statements=UNABLE))
    read = flat(text_of(fiche.blocks_of(bare, printed_on=sample.PRINTED_ON)))
    assert "Témoignage de la personne de confiance : non recueilli" in read


@pytest.mark.usefixtures("app")
def test_an_interview_to_come_is_refused(world: World) -> None:
    with refused("date_in_future"):
        record(world, Answer("place.now", "home"), stated_on=clock.today() + timedelta(days=1))
