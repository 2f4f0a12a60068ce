"""Governance of the catalogue: a second person, immutable versions, what new and old cases take, and hospitals apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.documents import patient_summary
from app.documents.blocks import text_of
from app.domain.catalogue import LocalPractical
from app.domain.permissions import Actor
from app.domain.vocabulary import (
    DocumentKind,
    EntryState,
    Family,
    Relation,
    Route,
    Verdict,
    Wording,
)
from app.errors import NotAllowed, NotFound, RuleViolation, StaleVersion
from app.exchange.entry_text import EntryText, Outline, texts_of
from app.extensions import db
from app.models import CatalogueEntry, CatalogueReview, Option, Presentation
from app.queries import catalogue as offers
from app.queries import governance
from app.services import (
    cases,
    catalogue,
    documents,
    installation,
    local_practicals,
    options,
    preferences,
    proposals,
    releases,
)
from tests.documents.reading import text
from tests.services.board import (
    ONCE,
    count,
    every,
    interview,
    ready,
    record_of,
    refused,
    validate,
)
from tests.services.board import option as option_row
from tests.world import World, new_case, presentation_of, version_of

pytestmark = pytest.mark.usefixtures("app")
CODE = "supportive-care"
OUTLINE = Outline("", Family.SUPPORTIVE, Relation.ADDS, Route.CONSULTATION, against_disease=False)


def editor(world: World, name: str) -> Actor:
    """A person of the world with the right of a clinical editor."""
    return replace(world.actors[name], clinical_editor=True)


def later() -> object:
    """A date of next review."""
    return clock.today() + timedelta(days=365)


def texts(actor: Actor, code: str = CODE, number: int = 1) -> EntryText:
    """The texts of a version."""
    return texts_of(governance.source(actor, code, number))


def proposed(actor: Actor, sentence: str = "Des soins pour aller mieux.", code: str = CODE) -> int:
    """A new version whose patient sentence differs."""
    last = governance.history(actor, code).versions[-1].number
    typed = replace(texts(actor, code, last), patient_sentence=sentence)
    return proposals.propose(actor, code, last, typed, "Plus clair.", last, ONCE)


def reviewed(author: Actor, reader: Actor, code: str = CODE) -> int:
    """A new version signed by a second person."""
    number = proposed(author, code=code)
    for wording in Wording:
        catalogue.review(reader, code, number, wording)
    return number


def own_entry(author: Actor) -> str:
    """A hospital's own entry, as a draft."""
    typed = replace(texts(author), title="Atelier d'essai", detail="du site")
    return proposals.create(author, OUTLINE, typed, "Une offre d'ici.", ONCE)


def test_a_proposal_is_a_new_version_that_new_cases_do_not_take_yet(world: World) -> None:
    author = editor(world, "member")
    assert proposed(author) == 2
    life = governance.history(author, CODE)
    assert life.standing == 1
    assert life.state(2, clock.today()) is EntryState.DRAFT
    assert life.versions[1].author.name == author.name
    taken = {e.code: e.version for e in offers.offered(author.hospital_id)}
    assert taken[CODE] == 1


def test_only_a_clinical_editor_proposes_signs_and_decides(world: World) -> None:
    plain, author = world.actors["physician"], editor(world, "member")
    typed = replace(texts(author), title="Autre")
    gestures = (
        lambda: proposals.propose(plain, CODE, 1, typed, "x", 1, ONCE),
        lambda: proposals.create(plain, OUTLINE, typed, "x", ONCE),
        lambda: proposals.put_in_force(plain, CODE, 1, later(), ONCE),
        lambda: proposals.retire(plain, CODE, "x", ONCE),
        lambda: catalogue.review(plain, CODE, 1, "patient"),
        lambda: local_practicals.record(plain, CODE, LocalPractical("", place="x"), 0, ONCE),
    )
    for gesture in gestures:
        with pytest.raises(NotAllowed):
            gesture()
    assert count(CatalogueReview) == 0


def test_the_author_never_signs_and_nothing_unsigned_comes_in_force(world: World) -> None:
    author, reader = editor(world, "member"), editor(world, "chair")
    number = proposed(author)
    for wording in Wording:
        with refused("same_person"):
            catalogue.review(author, CODE, number, wording)
    with refused("not_reviewed"):
        proposals.put_in_force(author, CODE, number, later(), ONCE)
    catalogue.review(reader, CODE, number, "clinical")
    with refused("not_reviewed"):
        proposals.put_in_force(reader, CODE, number, later(), ONCE)
    with pytest.raises(RuleViolation):
        catalogue.sign(installation.operator(), CODE, number, "patient", "Dr Papier", clock.today())
    catalogue.review(reader, CODE, number, "patient")
    proposals.put_in_force(author, CODE, number, later(), ONCE)
    assert governance.history(author, CODE).standing == number


def test_new_cases_take_the_version_in_force_and_old_ones_keep_theirs_and_say_so(
    world: World,
) -> None:
    author, reader = editor(world, "member"), editor(world, "chair")
    number = reviewed(author, reader)
    proposals.put_in_force(reader, CODE, number, later(), ONCE)
    case = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-NEUF"))
    assert option_row(presentation_of(case), CODE).entry_version == number
    old = next(o for o in record_of(author, world.presentation).options if o.entry.code == CODE)
    assert (old.entry.version, old.newer) == (1, number)
    fresh = record_of(world.actors["coordinator"], presentation_of(case)).options
    assert {o.newer for o in fresh} == {None}


def test_a_validated_presentation_keeps_the_texts_discussed_and_names_the_newer_version(
    world: World,
) -> None:
    author, reader = editor(world, "member"), editor(world, "chair")
    ready(world)
    validate(world)
    before = documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    number = reviewed(author, reader)
    proposals.put_in_force(reader, CODE, number, later(), ONCE)
    kept = next(o for o in record_of(author, world.presentation).options if o.entry.code == CODE)
    assert (kept.entry.version, kept.newer) == (1, number)
    assert kept.entry.patient.sentence != "Des soins pour aller mieux."
    after = documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    assert after == before


def test_a_new_unsigned_version_blocks_the_release_of_the_cases_that_take_it_only(
    world: World,
) -> None:
    """The state that lets a page leave is the signature of the very version printed."""
    for code in every(sa.select(CatalogueEntry.code)):
        if code != "radioligand":
            catalogue.sign(
                installation.operator(), code, 1, "patient", "Dr Relecteur", clock.today()
            )
    proposed(editor(world, "member"))
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    ready(world)
    validate(world)
    record = documents.with_present_wishes(record_of(world.actors["chair"], world.presentation))
    assert "unreviewed_texts" not in {v.code for v in releases.violations(record)}
    option = next(o for o in record.options if o.entry.code == CODE)
    other = replace(option.entry, version=2, patient_review=None)
    changed = tuple(replace(o, entry=other) if o is option else o for o in record.options)
    broken = {v.code for v in releases.violations(replace(record, options=changed))}
    assert "unreviewed_texts" in broken


def test_a_version_once_stored_cannot_change(world: World) -> None:
    number = proposed(editor(world, "member"))
    for statement in (
        f"UPDATE catalogue_entry SET content = 'x' WHERE version = {number}",  # noqa: S608
        f"DELETE FROM catalogue_entry WHERE version = {number}",  # noqa: S608
    ):
        with pytest.raises(sa.exc.IntegrityError, match="append-only"):
            db.session.execute(sa.text(statement))
        db.session.rollback()


def test_two_proposals_from_the_same_version_show_each_other(world: World) -> None:
    first, second = editor(world, "member"), editor(world, "chair")
    typed = replace(texts(second), title="Un autre titre")
    proposed(first)
    with pytest.raises(StaleVersion) as stale:
        proposals.propose(second, CODE, 1, typed, "Titre.", 1, ONCE)
    assert stale.value.by == first.name
    assert stale.value.current["patient_sentence"] == "Des soins pour aller mieux."
    assert proposals.propose(second, CODE, 1, typed, "Titre.", 2, ONCE) == 3


def test_a_proposal_that_changes_nothing_is_none(world: World) -> None:
    author = editor(world, "member")
    with refused("nothing_changed"):
        proposals.propose(author, CODE, 1, texts(author), "Rien.", 1, ONCE)


def test_an_upgrade_adds_nothing_over_what_people_proposed(world: World) -> None:
    proposed(editor(world, "member"))
    before = count(CatalogueEntry)
    assert catalogue.load(installation.operator()) == 0
    assert count(CatalogueEntry) == before


def test_a_retired_entry_leaves_new_cases_and_stays_in_the_others(world: World) -> None:
    boss = editor(world, "member")
    code = "targeted-braf-colorectal"
    with refused("always_listed"):
        proposals.retire(boss, CODE, "motif", ONCE)
    proposals.retire(boss, code, "N'est plus utilisée.", ONCE)
    assert code not in {e.code for e in offers.offered(boss.hospital_id)}
    assert code in {o.entry.code for o in record_of(boss, world.presentation).options}
    assert governance.version(boss, code)[0].code == code
    with refused("entry_retired"):
        proposals.retire(boss, code, "encore", ONCE)


def test_a_hospital_s_own_entry_is_taken_once_reviewed_and_by_its_cases_only(world: World) -> None:
    author, reader = editor(world, "member"), editor(world, "chair")
    code = own_entry(author)
    assert code.startswith("site-")
    assert code not in {e.code for e in offers.offered(author.hospital_id)}
    for wording in Wording:
        catalogue.review(reader, code, 1, wording)
    assert code not in {e.code for e in offers.offered(author.hospital_id)}
    proposals.put_in_force(reader, code, 1, later(), ONCE)
    assert code in {e.code for e in offers.offered(author.hospital_id)}
    assert code not in {e.code for e in offers.offered(str(world.other_hospital))}
    assert code not in {e.code for e in offers.offered("")}
    case = cases.open_case(world.actors["coordinator"], new_case(world, name="TEST-ICI"))
    assert option_row(presentation_of(case), code).entry_version == 1
    there = cases.open_case(
        world.actors["other_coordinator"], new_case(world, name="TEST-LA", unit=False)
    )
    kept = {o.entry_code for o in _options(presentation_of(there))}
    assert code not in kept


def test_another_hospital_s_entry_is_not_found_whatever_is_asked(world: World) -> None:
    code = own_entry(editor(world, "member"))
    stranger = editor(world, "outsider")
    assert code not in {line.entry.code for line in governance.lines(stranger, clock.today())}
    typed = replace(texts(stranger), title="Copie")
    asked = (
        lambda: governance.version(stranger, code),
        lambda: governance.history(stranger, code),
        lambda: governance.source(stranger, code, 1),
        lambda: catalogue.review(stranger, code, 1, "patient"),
        lambda: proposals.propose(stranger, code, 1, typed, "x", 1, ONCE),
        lambda: proposals.put_in_force(stranger, code, 1, later(), ONCE),
        lambda: proposals.retire(stranger, code, "x", ONCE),
        lambda: local_practicals.record(stranger, code, LocalPractical("", place="x"), 0, ONCE),
    )
    for ask in asked:
        with pytest.raises(NotFound):
            ask()
    outside = world.actors["other_coordinator"]
    with refused("unknown_choice"):
        options.add(
            outside,
            world.other_presentation,
            entry_code=code,
            free_title="",
            family=Family.OTHER,
            specifics="",
            submitted=ONCE,
        )


def test_practicalities_are_dated_revisions_of_one_hospital_and_never_cross(world: World) -> None:
    here, there = world.actors["coordinator"], world.actors["other_coordinator"]
    ours = LocalPractical("", place="Aile B", phone="01 02 03 04 05", waiting="10 jours")
    theirs = LocalPractical("", place="Tour nord")
    local_practicals.record(here, CODE, ours, 0, ONCE)
    local_practicals.record(there, CODE, theirs, 0, ONCE)
    assert [one.place for one in governance.local(here, CODE)] == ["Aile B"]
    assert [one.place for one in governance.local(there, CODE)] == ["Tour nord"]
    mine = _option(here, world.presentation)
    assert (mine.local.place, mine.local.hospital) == ("Aile B", "Hôpital Essai")
    assert _option(there, world.other_presentation).local.place == "Tour nord"
    # Who is convened from outside reads the case's own hospital's way, as the case is.
    assert _option(world.actors["invited"], world.presentation).local.place == "Aile B"
    with pytest.raises(StaleVersion):
        local_practicals.record(here, CODE, replace(ours, place="Aile C"), 0, ONCE)
    local_practicals.record(here, CODE, LocalPractical(""), 1, ONCE)
    assert _option(here, world.presentation).local is None
    assert [one.revision for one in governance.local(here, CODE)] == [2, 1]
    assert offers.versions([(CODE, 1)])[(CODE, 1)].version == 1


def test_the_fiche_prints_the_hospital_s_own_way(world: World) -> None:
    given = LocalPractical("", place="Aile B", waiting="10 jours", note="Sonner à gauche")
    local_practicals.record(world.actors["coordinator"], CODE, given, 0, ONCE)
    ready(world)
    fiche = documents.produce(world.actors["chair"], world.presentation, DocumentKind.FICHE)
    assert "Aile B" in text(fiche)
    assert "Sonner à gauche" in text(fiche)


def test_verdicts_are_given_on_a_hospital_s_own_entry_as_on_any_other(world: World) -> None:
    author, reader = editor(world, "member"), editor(world, "chair")
    code = own_entry(author)
    for wording in Wording:
        catalogue.review(reader, code, 1, wording)
    proposals.put_in_force(reader, code, 1, later(), ONCE)
    made = options.add(
        world.actors["chair"],
        world.presentation,
        entry_code=code,
        free_title="",
        family=Family.OTHER,
        specifics="",
        submitted=ONCE,
    )
    ready(world)
    seen = version_of(Option, made)
    options.give_verdict(
        world.actors["chair"], made, {"verdict": Verdict.RETAINED, "rank": 2}, seen, ONCE
    )
    validate(world)
    assert version_of(Presentation, world.presentation)


def _options(presentation):
    return every(sa.select(Option).where(Option.presentation_id == presentation))


def _option(actor: Actor, presentation):
    return next(o for o in record_of(actor, presentation).options if o.entry.code == CODE)


def test_the_patient_s_page_says_where_how_long_and_the_number_and_no_more(world: World) -> None:
    given = LocalPractical(
        "", place="Aile B", waiting="10 jours", contact="Mme Une-Telle", note="Sonner à gauche"
    )
    local_practicals.record(world.actors["coordinator"], CODE, given, 0, ONCE)
    preferences.record(world.actors["nurse"], world.case, interview(), ONCE)
    record = documents.with_present_wishes(record_of(world.actors["chair"], world.presentation))
    told = text_of(patient_summary.blocks_of(record, printed_on=clock.today()))
    assert "Au centre" in told
    assert "Aile B" in told
    assert "Mme Une-Telle" not in told
    assert "Sonner" not in told
