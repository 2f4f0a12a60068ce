"""Options and verdicts: what each verdict needs, what undo puts back, what only the board may say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import opinion
from app.domain.vocabulary import Family, Mark, Means, Refusal, Verdict
from app.errors import NotFound, RuleViolation, StaleVersion
from app.models import AuditEntry, Option, OptionHistory
from app.services import options, preferences
from tests.services.board import (
    ONCE,
    count,
    day,
    every,
    interview,
    one,
    open_meeting,
    option,
    ready,
    record_of,
    refused,
    row,
    rule_out_immunotherapy,
    say,
    validate,
)
from tests.world import World, version_of

pytestmark = pytest.mark.usefixtures("app")
IMMUNO = "immunotherapy-anti-pd1"
PAUSE = "pause-follow-up"


def refuse_stopping(world: World) -> None:
    """The patient does not want to stop: the pause is then in tension with a wish."""
    preferences.record(
        world.actors["nurse"], world.case, interview(refusals=(Refusal.STOPPING,)), ONCE
    )


def view(world: World, code: str) -> Any:
    """An option as the board reads it."""
    shown = record_of(world.actors["chair"], world.presentation).options
    return next(o for o in shown if o.entry.code == code)


@pytest.mark.parametrize(
    "verdict",
    [Verdict.RETAINED, Verdict.TO_COMPLETE, Verdict.SET_ASIDE, Verdict.NOT_APPLICABLE],
)
def test_before_the_meeting_opens_a_verdict_is_only_a_proposal(
    world: World, verdict: Verdict
) -> None:
    say(world.actors["physician"], world.presentation, PAUSE, verdict)
    stored = option(world.presentation, PAUSE)
    assert (stored.verdict, stored.proposed) == (Verdict.PROPOSED, verdict)
    record = record_of(world.actors["chair"], world.presentation)
    assert PAUSE in {o.entry.code for o in opinion.undiscussed(record)}


def test_a_proposal_becomes_the_boards_only_when_the_board_says_it(world: World) -> None:
    say(world.actors["physician"], world.presentation, PAUSE, Verdict.RETAINED)
    open_meeting(world)
    assert option(world.presentation, PAUSE).verdict is Verdict.PROPOSED
    say(world.actors["chair"], world.presentation, PAUSE, Verdict.RETAINED, rank=2)
    stored = option(world.presentation, PAUSE)
    assert (stored.verdict, stored.proposed, stored.rank) == (Verdict.RETAINED, None, 2)
    assert stored.decided_by == world.actors["chair"].name


def test_putting_a_proposal_back_leaves_no_proposal(world: World) -> None:
    actor = world.actors["physician"]
    say(actor, world.presentation, PAUSE, Verdict.RETAINED)
    say(actor, world.presentation, PAUSE, Verdict.NOT_DISCUSSED)
    stored = option(world.presentation, PAUSE)
    assert (stored.verdict, stored.proposed) == (Verdict.NOT_DISCUSSED, None)


def test_setting_aside_needs_a_reason_at_once(world: World) -> None:
    open_meeting(world)
    chair = world.actors["chair"]
    for reason in ("", "   "):
        with refused("set_aside_without_reason"):
            say(chair, world.presentation, IMMUNO, Verdict.SET_ASIDE, reason=reason)
    assert option(world.presentation, IMMUNO).verdict is Verdict.NOT_DISCUSSED
    say(chair, world.presentation, IMMUNO, Verdict.SET_ASIDE, reason="MSS", reconsider_if="MSI-H")
    stored = option(world.presentation, IMMUNO)
    assert (stored.reason, stored.reconsider_if) == ("MSS", "MSI-H")


def test_to_complete_says_what_who_and_when_before_validation(world: World) -> None:
    ready(world)
    chair = world.actors["chair"]
    say(chair, world.presentation, IMMUNO, Verdict.TO_COMPLETE)
    with refused("complete_what_missing", "complete_who_missing", "complete_by_missing"):
        validate(world)
    say(
        chair,
        world.presentation,
        IMMUNO,
        Verdict.TO_COMPLETE,
        complete_what="MSI",
        complete_who="Dr Test",
    )
    with refused("complete_by_missing"):
        validate(world)
    say(chair, world.presentation, IMMUNO, Verdict.TO_COMPLETE, complete_by=day(2026, 12, 1))
    validate(world)


def test_an_option_retained_against_a_wish_needs_a_sentence_before_validation(world: World) -> None:
    refuse_stopping(world)
    ready(world)
    chair = world.actors["chair"]
    assert opinion.in_tension(view(world, PAUSE))
    say(chair, world.presentation, PAUSE, Verdict.RETAINED, rank=2)
    with refused("retained_in_tension"):
        validate(world)
    say(chair, world.presentation, PAUSE, Verdict.RETAINED, wish_note="Discuté : suivi rapproché.")
    validate(world)


def test_not_applicable_is_confirmed_for_several_only_with_an_unmet_criterion(world: World) -> None:
    rule_out_immunotherapy(world)
    open_meeting(world)
    chair = world.actors["chair"]
    unmet, open_one = (
        option(world.presentation, IMMUNO),
        option(world.presentation, "supportive-care"),
    )
    assert opinion.has_unmet(view(world, IMMUNO))
    with refused("unknown_choice"):
        options.confirm_not_applicable(chair, world.presentation, [unmet.id, open_one.id], ONCE)
    assert option(world.presentation, IMMUNO).verdict is Verdict.NOT_DISCUSSED
    options.confirm_not_applicable(chair, world.presentation, [unmet.id], ONCE)
    assert option(world.presentation, IMMUNO).verdict is Verdict.NOT_APPLICABLE


def test_not_applicable_waits_for_the_meeting(world: World) -> None:
    rule_out_immunotherapy(world)
    with refused("meeting_not_opened"):
        options.confirm_not_applicable(
            world.actors["chair"], world.presentation, [option(world.presentation, IMMUNO).id], ONCE
        )


def test_not_applicable_without_unmet_criterion_needs_a_reason(world: World) -> None:
    open_meeting(world)
    chair = world.actors["chair"]
    with refused("not_applicable_without_reason"):
        say(chair, world.presentation, "clinical-trial", Verdict.NOT_APPLICABLE)
    say(
        chair,
        world.presentation,
        "clinical-trial",
        Verdict.NOT_APPLICABLE,
        reason="Aucun essai ouvert.",
    )
    assert option(world.presentation, "clinical-trial").verdict is Verdict.NOT_APPLICABLE


def test_an_option_of_another_presentation_is_not_confirmed_here(world: World) -> None:
    open_meeting(world)
    foreign = option(world.other_presentation, IMMUNO)
    with refused("unknown_choice"):
        options.confirm_not_applicable(
            world.actors["chair"], world.presentation, [foreign.id], ONCE
        )


def test_undo_puts_back_the_whole_verdict_and_can_itself_be_undone(world: World) -> None:
    open_meeting(world)
    chair = world.actors["chair"]
    say(chair, world.presentation, PAUSE, Verdict.TO_COMPLETE, complete_what="TDM",
        complete_who="Dr Test", complete_by=day(2026, 12, 1))  # fmt: skip
    say(chair, world.presentation, PAUSE, Verdict.SET_ASIDE, reason="Refus", complete_by=None)
    found = option(world.presentation, PAUSE)
    options.undo_verdict(chair, found.id, ONCE)
    back = option(world.presentation, PAUSE)
    assert (back.verdict, back.complete_what, back.complete_by, back.reason) == (
        Verdict.TO_COMPLETE,
        "TDM",
        day(2026, 12, 1),
        "",
    )
    options.undo_verdict(chair, found.id, ONCE)
    assert option(world.presentation, PAUSE).reason == "Refus"
    assert count(OptionHistory, OptionHistory.option_id == found.id) == 4


def test_undo_with_nothing_before_says_so(world: World) -> None:
    open_meeting(world)
    with refused("nothing_changed"):
        options.undo_verdict(world.actors["chair"], option(world.presentation, PAUSE).id, ONCE)


def test_undoing_a_proposal_restores_what_was_proposed_before(world: World) -> None:
    actor = world.actors["physician"]
    say(actor, world.presentation, PAUSE, Verdict.RETAINED)
    say(actor, world.presentation, PAUSE, Verdict.SET_ASIDE, reason="Trop tôt")
    options.undo_verdict(actor, option(world.presentation, PAUSE).id, ONCE)
    stored = option(world.presentation, PAUSE)
    assert (stored.verdict, stored.proposed, stored.reason) == (
        Verdict.PROPOSED,
        Verdict.RETAINED,
        "",
    )


def test_the_second_of_two_verdicts_sees_the_first(world: World) -> None:
    open_meeting(world)
    found = option(world.presentation, PAUSE)
    chair, physician = world.actors["chair"], world.actors["physician"]
    options.give_verdict(
        chair,
        found.id,
        {"verdict": Verdict.RETAINED, "condition": "si OMS 0-1"},
        found.version,
        ONCE,
    )
    with pytest.raises(StaleVersion) as stale:
        options.give_verdict(
            physician,
            found.id,
            {"verdict": Verdict.SET_ASIDE, "reason": "non"},
            found.version,
            ONCE,
        )
    assert stale.value.by == chair.name
    assert stale.value.current["condition"] == "si OMS 0-1"
    assert option(world.presentation, PAUSE).verdict is Verdict.RETAINED


def test_the_board_adds_its_own_words_or_another_catalogue_entry(world: World) -> None:
    chair = world.actors["chair"]
    free = options.add(chair, world.presentation, entry_code="", free_title="Chirurgie de la métastase",
                       family=Family.LOCAL, specifics="", submitted=ONCE)  # fmt: skip
    twice = options.add(chair, world.presentation, entry_code="clinical-trial", free_title="ignoré",
                        family=Family.OTHER, specifics="essai FICTIF-1", submitted=ONCE)  # fmt: skip
    shown = {o.id: o for o in record_of(chair, world.presentation).options}
    assert shown[str(free)].title == "Chirurgie de la métastase"
    assert shown[str(free)].entry.family is Family.LOCAL
    assert "essai FICTIF-1" in shown[str(twice)].title
    assert row(Option, twice).entry_version == 1


def test_an_option_of_the_board_s_own_is_described_before_an_opinion_that_speaks_of_it_is_final(
    world: World,
) -> None:
    chair = world.actors["chair"]
    words = options.OwnWords("Peut durer.\nUne seule fois.", "Un trajet.")
    free = options.add(chair, world.presentation, entry_code="", free_title="Chirurgie",
                       family=Family.LOCAL, specifics="", submitted=ONCE, own=words)  # fmt: skip
    ready(world)
    assert "free_option_bare" not in broken(world)
    options.give_verdict(chair, free, {"verdict": Verdict.RETAINED}, version_of(Option, free), ONCE)
    assert "free_option_bare" in broken(world)
    whole = replace(words, daily="Deux nuits à l'hôpital.")
    options.describe(chair, free, whole, version_of(Option, free), ONCE)
    assert "free_option_bare" not in broken(world)
    entry = {o.id: o for o in record_of(chair, world.presentation).options}[str(free)].entry
    assert [f.text for f in entry.clinical.advantages] == ["Peut durer.", "Une seule fois."]
    assert {f.mark for f in (*entry.clinical.disadvantages, *entry.clinical.organisation)} == {
        Mark.TO_CHECK
    }
    with pytest.raises(StaleVersion):
        options.describe(chair, free, words, 1, ONCE)
    listed = next(o for o in record_of(chair, world.presentation).options if o.entry.code)
    with pytest.raises(NotFound):
        options.describe(chair, UUID(listed.id), words, listed.version, ONCE)


def broken(world: World) -> list[str]:
    """What still forbids the validation."""
    return [
        v.code for v in opinion.violations(record_of(world.actors["chair"], world.presentation))
    ]


def test_an_added_option_has_a_name_and_a_known_entry(world: World) -> None:
    chair = world.actors["chair"]
    before = count(Option)
    for code, title, why in (("", "  ", "required"), ("no-such-entry", "Titre", "unknown_choice")):
        with refused(why):
            options.add(chair, world.presentation, entry_code=code, free_title=title,
                        family=Family.OTHER, specifics="", submitted=ONCE)  # fmt: skip
    assert count(Option) == before


def test_the_order_of_families_never_follows_the_verdicts(world: World) -> None:
    ready(world)
    say(world.actors["chair"], world.presentation, PAUSE, Verdict.RETAINED, rank=1)
    shown = [o.entry.family for o in record_of(world.actors["chair"], world.presentation).options]
    assert shown == sorted(shown, key=list(Family).index)


@pytest.mark.parametrize("name", ["nurse", "reader", "admin"])
def test_only_physicians_and_staff_give_verdicts(world: World, name: str) -> None:
    from app.errors import NotAllowed

    before = count(AuditEntry)
    with pytest.raises((NotAllowed, NotFound)):
        say(world.actors[name], world.presentation, PAUSE, Verdict.RETAINED)
    assert count(AuditEntry) == before


def test_every_verdict_is_in_the_audit_without_its_text(world: World) -> None:
    open_meeting(world)
    say(
        world.actors["chair"],
        world.presentation,
        IMMUNO,
        Verdict.SET_ASIDE,
        reason="texte secret du patient",
    )
    body = one(sa.select(AuditEntry.body).order_by(AuditEntry.seq.desc()).limit(1))
    assert '"verdict":"set_aside"' in body
    assert "secret" not in body


def test_a_verdict_without_value_is_refused_with_a_sentence(world: World) -> None:
    open_meeting(world)
    found = option(world.presentation, PAUSE)
    with pytest.raises(RuleViolation) as refusal:
        options.give_verdict(
            world.actors["chair"], found.id, {"verdict": None}, found.version, ONCE
        )
    assert [v.code for v in refusal.value.violations] == ["unknown_choice"]


def test_the_history_keeps_who_changed_what(world: World) -> None:
    open_meeting(world)
    say(world.actors["chair"], world.presentation, PAUSE, Verdict.RETAINED)
    say(world.actors["physician"], world.presentation, PAUSE, Verdict.NOT_DISCUSSED)
    found: list[OptionHistory] = every(
        sa.select(OptionHistory)
        .where(OptionHistory.option_id == option(world.presentation, PAUSE).id)
        .order_by(OptionHistory.at)
    )
    assert [(h.by, h.values["verdict"]) for h in found] == [
        (world.actors["chair"].name, "not_discussed"),
        (world.actors["physician"].name, "retained"),
    ]


def test_the_reason_of_a_paper_interview_counts_like_a_spoken_one(world: World) -> None:
    told = interview(refusals=(Refusal.STOPPING,), means=Means.PAPER_FORM)
    preferences.record(world.actors["nurse"], world.case, told, ONCE)
    assert opinion.in_tension(view(world, PAUSE))
    assert isinstance(UUID(view(world, PAUSE).id), UUID)
