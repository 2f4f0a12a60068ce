"""Accounts: who may come in, and what ends the moment that changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from app import clock
from app.domain.permissions import Actor
from app.domain.vocabulary import Role
from app.errors import AlreadyDone, NotAllowed, NotFound, RuleViolation, StaleVersion
from app.extensions import db
from app.models import Account, AuditEntry, Hospital, LoginSession, ResetLink
from app.queries import accounts as stored
from app.queries import directory
from app.security import sessions
from app.services import accounts, signin
from app.services import directory as directory_service
from app.services._transaction import Submitted
from app.services.accounts import AccountEntry
from app.services.directory import HospitalEntry

PASSWORD = "cerise nuage tambour ardoise"


@pytest.fixture(autouse=True)
def _context(app: Any, world: Any) -> Iterator[None]:
    with app.app_context():
        yield


def enter(world: Any, login: str, password: str = "") -> Actor:
    """Sign in for real; the actor of the new session."""
    seen = sessions.find(signin.sign_in(login, password or world.password))
    assert seen is not None
    return seen.actor


def is_open(actor: Actor) -> bool:
    """Whether that session still lets in."""
    with db.session.begin():
        session = db.session.get(LoginSession, UUID(actor.session_id))
        return session is not None and session.ended_at is None


def entry_of(account: Account, **changed: Any) -> AccountEntry:
    """The account as its form would send it back."""
    same = AccountEntry(
        account.login,
        account.name,
        account.role,
        account.hospital_id,
        account.professional_id,
        account.clinical_editor,
    )
    return replace(same, **changed)


def newcomer(world: Any, **changed: Any) -> AccountEntry:
    """Somebody who has no account yet."""
    entry = AccountEntry("Zoé.Lévêque", "Zoé Lévêque", Role.SECRETARY, UUID(str(world.hospital)))
    return replace(entry, **changed)


def codes(refusal: pytest.ExceptionInfo[RuleViolation]) -> list[tuple[str, str]]:
    """What was refused, and beside which field."""
    return [(v.code, v.field) for v in refusal.value.violations]


def last_audit() -> dict[str, Any]:
    """The last entry of the chain."""
    with db.session.begin():
        body = db.session.scalar(
            sa.select(AuditEntry.body).order_by(AuditEntry.seq.desc()).limit(1)
        )
    return dict(json.loads(body or "{}"))


def test_a_new_account_opens_only_through_its_link(world: Any) -> None:
    admin = enter(world, "admin")
    made = accounts.create_account(admin, newcomer(world))
    accounts.choose_password(made.token, PASSWORD)
    assert enter(world, "zoe.leveque", PASSWORD).account_id == made.account_id


def test_a_login_is_found_without_its_capitals_and_accents(world: Any) -> None:
    made = accounts.create_account(enter(world, "admin"), newcomer(world))
    accounts.choose_password(made.token, PASSWORD)
    assert enter(world, "  ZOÉ.LÉVÊQUE ", PASSWORD).account_id == made.account_id


def test_two_accounts_cannot_share_a_login_however_it_is_typed(world: Any) -> None:
    admin = enter(world, "admin")
    accounts.create_account(admin, newcomer(world))
    with pytest.raises(RuleViolation) as refusal:
        accounts.create_account(admin, newcomer(world, login="zoe.LEVEQUE"))
    assert codes(refusal) == [("login_taken", "login")]


def test_a_form_sent_twice_makes_one_account(world: Any) -> None:
    admin, submitted = enter(world, "admin"), Submitted(id=uuid4().hex)
    first = accounts.create_account(admin, newcomer(world), submitted)
    with pytest.raises(AlreadyDone) as replay:
        accounts.create_account(admin, newcomer(world, login="other"), submitted)
    assert replay.value.result == first.account_id
    assert stored.by_login("other") is None


def test_the_database_holds_neither_the_token_nor_the_password(world: Any) -> None:
    made = accounts.create_account(enter(world, "admin"), newcomer(world))
    with db.session.begin():
        link = db.session.scalars(sa.select(ResetLink)).one()
    assert made.token not in link.token_hash
    assert stored.by_id(made.account_id).password_hash.startswith("$argon2id$")


@pytest.mark.parametrize(
    "login", ["coordinator", "secretary", "physician", "nurse", "reader", "chair"]
)
def test_only_an_administrator_changes_accounts(world: Any, login: str) -> None:
    actor, admin = enter(world, login), stored.by_login("admin")
    assert admin is not None
    attempts: list[Callable[[], object]] = [
        lambda: accounts.create_account(actor, newcomer(world)),
        lambda: accounts.edit_account(actor, admin.id, admin.version, entry_of(admin)),
        lambda: accounts.deactivate(actor, admin.id, admin.version),
        lambda: accounts.make_link(actor, admin.id),
        lambda: directory_service.create_hospital(actor, HospitalEntry("Ailleurs")),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert stored.by_id(admin.id).active


@pytest.mark.parametrize(
    "change",
    [
        {"role": Role.READER},
        {"clinical_editor": True},
        {"hospital_id": None},
        {"professional_id": None},
    ],
)
def test_a_change_of_rights_ends_the_sessions_of_that_account_only(
    world: Any, change: dict[str, Any]
) -> None:
    admin, nurse, reader = enter(world, "admin"), enter(world, "nurse"), enter(world, "reader")
    if "hospital_id" in change:
        change = {"hospital_id": UUID(str(world.other_hospital)), "professional_id": None}
    account = stored.by_id(nurse.account_id)
    accounts.edit_account(admin, account.id, account.version, entry_of(account, **change))
    assert not is_open(nurse)
    assert is_open(reader)
    assert is_open(admin)


def test_a_corrected_name_ends_no_session(world: Any) -> None:
    admin, nurse = enter(world, "admin"), enter(world, "nurse")
    account = stored.by_id(nurse.account_id)
    accounts.edit_account(
        admin, account.id, account.version, entry_of(account, name="Inès Février")
    )
    assert is_open(nurse)
    assert stored.by_id(account.id).name == "Inès Février"


def test_the_trace_of_an_edit_names_fields_and_no_value(world: Any) -> None:
    admin, account = enter(world, "admin"), stored.by_login("nurse")
    assert account is not None
    accounts.edit_account(
        admin, account.id, account.version, entry_of(account, name="Inès Février")
    )
    entry = last_audit()
    assert (entry["action"], entry["details"]) == ("account.edited", {"fields": "name"})
    assert entry["actor"] == admin.account_id


def test_a_deactivated_account_is_out_at_once_and_cannot_come_back(world: Any) -> None:
    admin, nurse = enter(world, "admin"), enter(world, "nurse")
    account = stored.by_id(nurse.account_id)
    link = accounts.make_link(admin, account.id)
    accounts.deactivate(admin, account.id, account.version)
    assert not is_open(nurse)
    with pytest.raises(RuleViolation) as refusal:
        signin.sign_in("nurse", world.password)
    assert codes(refusal) == [("wrong_credentials", "password")]
    with pytest.raises(RuleViolation) as refusal:
        accounts.choose_password(link.token, PASSWORD)
    assert codes(refusal) == [("link_expired", "")]


def test_a_reactivated_account_comes_in_again_but_its_old_sessions_stay_ended(world: Any) -> None:
    admin, nurse = enter(world, "admin"), enter(world, "nurse")
    account = stored.by_id(nurse.account_id)
    accounts.deactivate(admin, account.id, account.version)
    accounts.reactivate(admin, account.id, stored.by_id(account.id).version)
    assert not is_open(nurse)
    assert is_open(enter(world, "nurse"))


def test_deactivating_twice_says_it_is_done(world: Any) -> None:
    admin, account = enter(world, "admin"), stored.by_login("nurse")
    assert account is not None
    accounts.deactivate(admin, account.id, account.version)
    with pytest.raises(AlreadyDone):
        accounts.deactivate(admin, account.id, account.version)


def test_the_last_administrator_can_neither_leave_nor_lose_the_role(world: Any) -> None:
    admin = enter(world, "admin")
    account = stored.by_id(admin.account_id)
    with pytest.raises(RuleViolation) as refusal:
        accounts.deactivate(admin, account.id, account.version)
    assert codes(refusal) == [("last_administrator", "")]
    with pytest.raises(RuleViolation) as refusal:
        accounts.edit_account(
            admin, account.id, account.version, entry_of(account, role=Role.READER)
        )
    assert codes(refusal) == [("last_administrator", "role")]
    assert is_open(admin)


def test_a_closed_administrator_does_not_count_as_another_one(world: Any) -> None:
    admin = enter(world, "admin")
    second = UUID(
        accounts.create_account(admin, newcomer(world, role=Role.ADMINISTRATOR)).account_id
    )
    accounts.deactivate(admin, second, stored.by_id(second).version)
    account = stored.by_id(admin.account_id)
    with pytest.raises(RuleViolation):
        accounts.deactivate(admin, account.id, account.version)
    accounts.reactivate(admin, second, stored.by_id(second).version)
    accounts.deactivate(admin, account.id, account.version)
    assert not is_open(admin)


def test_an_edit_made_on_an_old_page_shows_what_is_stored_now(world: Any) -> None:
    admin, account = enter(world, "admin"), stored.by_login("nurse")
    assert account is not None
    accounts.edit_account(
        admin, account.id, account.version, entry_of(account, name="Inès Février")
    )
    with pytest.raises(StaleVersion) as stale:
        accounts.edit_account(
            admin, account.id, account.version, entry_of(account, name="Inès Mars")
        )
    assert stale.value.current["name"] == "Inès Février"
    assert stale.value.by == admin.name
    assert stored.by_id(account.id).name == "Inès Février"


def test_an_account_cannot_be_linked_to_a_professional_of_another_hospital(world: Any) -> None:
    outsider, nurse = stored.by_login("outsider"), stored.by_login("nurse")
    assert outsider is not None
    assert nurse is not None
    entry = entry_of(nurse, professional_id=outsider.professional_id)
    with pytest.raises(RuleViolation) as refusal:
        accounts.edit_account(enter(world, "admin"), nurse.id, nurse.version, entry)
    assert codes(refusal) == [("professional_elsewhere", "professional_id")]


def test_a_link_serves_once(world: Any) -> None:
    link = accounts.make_link(enter(world, "admin"), UUID(enter(world, "nurse").account_id))
    accounts.choose_password(link.token, PASSWORD)
    with pytest.raises(RuleViolation) as refusal:
        accounts.choose_password(link.token, "horloge sapin velours citron")
    assert codes(refusal) == [("link_expired", "")]
    assert enter(world, "nurse", PASSWORD)


def test_a_used_link_ends_every_session(world: Any) -> None:
    nurse = enter(world, "nurse")
    link = accounts.make_link(enter(world, "admin"), UUID(nurse.account_id))
    assert is_open(nurse)
    accounts.choose_password(link.token, PASSWORD)
    assert not is_open(nurse)


def test_a_link_dies_after_24_hours(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    account = stored.by_login("nurse")
    assert account is not None
    link = accounts.make_link(enter(world, "admin"), account.id)
    later = clock.now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(RuleViolation) as refusal:
        accounts.choose_password(link.token, PASSWORD)
    assert codes(refusal) == [("link_expired", "")]


def test_a_new_link_replaces_the_one_before(world: Any) -> None:
    admin, account = enter(world, "admin"), stored.by_login("nurse")
    assert account is not None
    first, second = accounts.make_link(admin, account.id), accounts.make_link(admin, account.id)
    with pytest.raises(RuleViolation):
        accounts.choose_password(first.token, PASSWORD)
    accounts.choose_password(second.token, PASSWORD)


def test_a_weak_password_does_not_use_the_link_up(world: Any) -> None:
    account = stored.by_login("nurse")
    assert account is not None
    link = accounts.make_link(enter(world, "admin"), account.id)
    with pytest.raises(RuleViolation) as refusal:
        accounts.choose_password(link.token, "court")
    assert codes(refusal) == [("password_short", "password")]
    accounts.choose_password(link.token, PASSWORD)


def test_no_link_is_made_for_a_closed_account(world: Any) -> None:
    admin, account = enter(world, "admin"), stored.by_login("nurse")
    assert account is not None
    accounts.deactivate(admin, account.id, account.version)
    with pytest.raises(RuleViolation) as refusal:
        accounts.make_link(admin, account.id)
    assert codes(refusal) == [("account_inactive", "")]


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(world: Any) -> None:
    elsewhere, here, colleague = (
        enter(world, "nurse"),
        enter(world, "nurse"),
        enter(world, "reader"),
    )
    accounts.change_password(here, world.password, PASSWORD)
    assert is_open(here)
    assert not is_open(elsewhere)
    assert is_open(colleague)
    assert enter(world, "nurse", PASSWORD)


def test_a_changed_password_voids_a_waiting_link(world: Any) -> None:
    nurse = enter(world, "nurse")
    link = accounts.make_link(enter(world, "admin"), UUID(nurse.account_id))
    accounts.change_password(nurse, world.password, PASSWORD)
    with pytest.raises(RuleViolation):
        accounts.choose_password(link.token, "horloge sapin velours citron")


def test_a_wrong_current_password_changes_nothing_and_slows_down(world: Any) -> None:
    nurse = enter(world, "nurse")
    for _try in range(signin.FREE_TRIES):
        with pytest.raises(RuleViolation) as refusal:
            accounts.change_password(nurse, "pas le bon mot", PASSWORD)
        assert codes(refusal) == [("password_wrong", "current_password")]
    with pytest.raises(RuleViolation) as refusal:
        accounts.change_password(nurse, world.password, PASSWORD)
    assert codes(refusal) == [("too_many_tries", "current_password")]
    assert enter(world, "nurse")


def test_a_person_ends_only_sessions_of_his_own(world: Any) -> None:
    elsewhere, here, colleague = (
        enter(world, "nurse"),
        enter(world, "nurse"),
        enter(world, "reader"),
    )
    accounts.end_session(here, UUID(elsewhere.session_id))
    assert not is_open(elsewhere)
    with pytest.raises(NotFound):
        accounts.end_session(here, UUID(colleague.session_id))
    assert is_open(colleague)


def test_the_first_administrator_comes_with_the_hospital(world: Any) -> None:
    made = accounts.create_first_administrator("Chef", "Léa Chef", PASSWORD, "Hôpital neuf")
    account = stored.by_id(made)
    assert (account.login, account.role) == ("chef", Role.ADMINISTRATOR)
    assert directory.hospital(account.hospital_id).name == "Hôpital neuf"
    assert last_audit()["actor_name"] == "ligne de commande"
    assert enter(world, "chef", PASSWORD)


def test_the_first_administrator_joins_a_hospital_already_there(world: Any) -> None:
    known = directory.hospital(UUID(str(world.hospital)))
    made = accounts.create_first_administrator("chef", "Léa Chef", PASSWORD, known.name.upper())
    assert stored.by_id(made).hospital_id == known.id


def test_a_refused_first_administrator_leaves_no_hospital_behind(world: Any) -> None:
    with pytest.raises(RuleViolation) as refusal:
        accounts.create_first_administrator("admin", "Léa Chef", PASSWORD, "Hôpital neuf")
    assert codes(refusal) == [("login_taken", "login")]
    with db.session.begin():
        assert (
            db.session.scalar(sa.select(Hospital.id).where(Hospital.name == "Hôpital neuf")) is None
        )


def test_a_password_form_sent_twice_is_answered_as_done(world: Any) -> None:
    nurse, submitted = enter(world, "nurse"), Submitted(id=uuid4().hex)
    accounts.change_password(nurse, world.password, PASSWORD, submitted)
    with pytest.raises(AlreadyDone):
        accounts.change_password(nurse, world.password, PASSWORD, submitted)
    assert is_open(nurse)
