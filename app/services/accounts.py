"""Accounts, kept by administrators who never type nor read a password."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, fields, replace
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.domain.permissions import Action, Actor
from app.domain.text import clean, fold
from app.domain.vocabulary import Role
from app.errors import AlreadyDone, NotFound, RuleViolation, Violation
from app.extensions import db
from app.models import Account, Hospital, LoginSession, Professional, Throttle
from app.queries import accounts as stored
from app.security import passwords
from app.security.sessions import token_hash

from . import _access, _credentials, installation, signin
from ._transaction import Submitted, Unit, transaction
from ._versions import assign, expect, touch

# A change of one of these is a change of rights: it ends the sessions of the account.
_RIGHTS = frozenset({"role", "hospital_id", "professional_id", "clinical_editor", "active"})


@dataclass(frozen=True)
class AccountEntry:
    """An account as an administrator types it."""

    login: str
    name: str
    role: Role
    hospital_id: UUID
    professional_id: UUID | None = None
    clinical_editor: bool = False


@dataclass(frozen=True)
class Invitation:
    """A one-time link, whose token is known here only: the database keeps its hash."""

    account_id: str
    token: str


def create_account(
    actor: Actor, entry: AccountEntry, submitted: Submitted | None = None
) -> Invitation:
    """Add an account nobody can enter yet, with its first link; RuleViolation when it cannot be."""
    _access.everywhere(actor, Action.ADMINISTER)
    unusable = passwords.hashed(secrets.token_urlsafe(32))
    with transaction(actor, submitted) as tx:
        account = _added(tx, entry, unusable)
        token = _credentials.link(tx, account)
        tx.audit(
            "account.created", account.id, role=account.role.value, hospital=account.hospital_id
        )
    return Invitation(str(account.id), token)


def edit_account(
    actor: Actor,
    account_id: UUID,
    seen_version: int,
    entry: AccountEntry,
    submitted: Submitted | None = None,
) -> str:
    """Change an account; a change of rights ends its sessions. The last administrator stays one."""
    _access.everywhere(actor, Action.ADMINISTER)
    entry = _normal(entry)
    with transaction(actor, submitted) as tx:
        account = stored.by_id(account_id)
        expect(account, seen_version, [field.name for field in fields(entry)])
        _check(account.id, entry)
        if entry.role is not Role.ADMINISTRATOR:
            _keep_an_administrator(account, "role")
        changed = assign(account, asdict(entry), tx)
        if _RIGHTS.intersection(changed):
            _credentials.end_sessions(tx, account)
        tx.audit("account.edited", account.id, fields=",".join(changed))
    return str(account_id)


def deactivate(
    actor: Actor, account_id: UUID, seen_version: int, submitted: Submitted | None = None
) -> str:
    """Close an account with its sessions and unused links; never the last active administrator."""
    return _switch(actor, account_id, seen_version, submitted, active=False)


def reactivate(
    actor: Actor, account_id: UUID, seen_version: int, submitted: Submitted | None = None
) -> str:
    """Open a closed account again; its password is the one it had."""
    return _switch(actor, account_id, seen_version, submitted, active=True)


def make_link(actor: Actor, account_id: UUID, submitted: Submitted | None = None) -> Invitation:
    """A new 24-hour link; an unused one stops working. RuleViolation on a closed account."""
    _access.everywhere(actor, Action.ADMINISTER)
    with transaction(actor, submitted) as tx:
        account = stored.by_id(account_id)
        if not account.active:
            raise RuleViolation(Violation("account_inactive"))
        token = _credentials.link(tx, account)
        tx.audit("account.link_made", account.id)
    return Invitation(str(account_id), token)


def choose_password(token: str, password: str) -> None:
    """Set the password from a link and end every session; RuleViolation when either is no good."""
    owner = stored.owner_of_link(token_hash(token))
    if owner is None:
        raise RuleViolation(Violation("link_expired"))
    new = _hashed(password, about=f"{owner.login} {owner.name}")
    with transaction(_as_actor(owner)) as tx:
        account = stored.by_id(owner.id)
        if not _credentials.use_link(tx, account, token):
            raise RuleViolation(Violation("link_expired"))
        _credentials.set_password(tx, account, new)
        _credentials.end_sessions(tx, account)
        tx.audit("account.password_chosen", account.id)


def change_password(
    actor: Actor, current: str, password: str, submitted: Submitted | None = None
) -> None:
    """Change one's password, end one's other sessions; RuleViolation on a wrong current one."""
    key = f"password:{actor.account_id}"
    _count_try(key)
    account = stored.by_id(actor.account_id)
    verified = account.password_hash
    is_right = passwords.matches(verified, current)
    new = _hashed(password, about=f"{account.login} {account.name}") if is_right else ""
    with transaction(actor, submitted) as tx:
        # A form sent twice was answered above, as done: its current password is no longer right.
        account = stored.by_id(account.id)
        if not is_right or account.password_hash != verified:
            raise RuleViolation(Violation("password_wrong", "current_password"))
        _credentials.set_password(tx, account, new)
        db.session.execute(sa.delete(Throttle).where(Throttle.key == key))
        _credentials.end_sessions(tx, account, but=UUID(actor.session_id))
        tx.audit("account.password_changed", account.id)


def set_shortcuts(actor: Actor, wanted: bool) -> None:
    """Switch the one-letter keys of the comparison on or off for oneself (WCAG 2.1.4)."""
    with transaction(actor) as tx:
        account = db.session.get_one(Account, UUID(actor.account_id))
        assign(account, {"shortcuts": wanted}, tx)
        tx.audit("account.shortcuts", account.id, on=wanted)


def end_session(actor: Actor, session_id: UUID) -> None:
    """End one of one's own sessions; NotFound for anybody else's."""
    with transaction(actor) as tx:
        session = db.session.get(LoginSession, session_id)
        if session is None or str(session.account_id) != actor.account_id:
            raise NotFound
        session.ended_at = session.ended_at or tx.now
        tx.audit("session.ended", actor.account_id, session=session_id)


def create_first_administrator(login: str, name: str, password: str, hospital_name: str) -> str:
    """An administrator made by the command line, and the hospital if missing; the account's id."""
    new = _hashed(password, about=f"{login} {name}")
    with transaction(installation.operator()) as tx:
        hospital = _hospital_named(tx, clean(hospital_name))
        account = _added(tx, AccountEntry(login, clean(name), Role.ADMINISTRATOR, hospital.id), new)
        tx.audit("account.created", account.id, role=account.role.value, hospital=hospital.id)
    return str(account.id)


def _switch(
    actor: Actor, account_id: UUID, seen_version: int, submitted: Submitted | None, *, active: bool
) -> str:
    _access.everywhere(actor, Action.ADMINISTER)
    with transaction(actor, submitted) as tx:
        account = stored.by_id(account_id)
        if account.active is active:
            raise AlreadyDone(str(account_id))
        expect(account, seen_version, ["active"])
        if not active:
            _keep_an_administrator(account, "")
            _credentials.void_links(tx, account)
        assign(account, {"active": active}, tx)
        _credentials.end_sessions(tx, account)
        tx.audit("account.reactivated" if active else "account.deactivated", account.id)
    return str(account_id)


def _added(tx: Unit, entry: AccountEntry, password_hash: str) -> Account:
    entry = _normal(entry)
    account = Account(id=uuid4(), password_hash=password_hash, active=True)
    _check(account.id, entry)
    assign(account, asdict(entry), tx)
    db.session.add(account)
    db.session.flush()
    return account


def _normal(entry: AccountEntry) -> AccountEntry:
    """The entry as stored: the login folded, so that it is found however it is typed."""
    return replace(entry, login=fold(clean(entry.login))[:200])


def _check(account_id: UUID, entry: AccountEntry) -> None:
    broken = [Violation("required", name) for name in ("login", "name") if not getattr(entry, name)]
    taken = sa.select(Account.id).where(Account.login == entry.login, Account.id != account_id)
    if db.session.scalar(taken):
        broken.append(Violation("login_taken", "login"))
    if db.session.get(Hospital, entry.hospital_id) is None:
        broken.append(Violation("unknown_choice", "hospital_id"))
    if entry.professional_id:
        person = db.session.get(Professional, entry.professional_id)
        if person is None:
            broken.append(Violation("unknown_choice", "professional_id"))
        elif person.hospital_id != entry.hospital_id:
            broken.append(Violation("professional_elsewhere", "professional_id"))
    if broken:
        raise RuleViolation(*broken)


def _keep_an_administrator(account: Account, field: str) -> None:
    if account.role is not Role.ADMINISTRATOR or not account.active:
        return
    others = sa.select(Account.id).where(
        Account.role == Role.ADMINISTRATOR, Account.active, Account.id != account.id
    )
    if db.session.scalar(others.limit(1)) is None:
        raise RuleViolation(Violation("last_administrator", field))


def _hospital_named(tx: Unit, name: str) -> Hospital:
    known = db.session.scalars(sa.select(Hospital)).all()
    for hospital in known:
        if fold(hospital.name) == fold(name):
            return hospital
    if not name:
        raise RuleViolation(Violation("required", "hospital_name"))
    hospital = Hospital(id=uuid4(), name=name)
    touch(hospital, tx)
    db.session.add(hospital)
    db.session.flush()
    tx.audit("hospital.created", hospital.id)
    return hospital


def _count_try(key: str) -> None:
    try:
        signin.count_try(key)
    except RuleViolation as refusal:
        raise RuleViolation(
            *(replace(v, field="current_password") for v in refusal.violations)
        ) from None


def _hashed(password: str, *, about: str) -> str:
    weak = passwords.weaknesses(password, about=about)
    if weak:
        raise RuleViolation(*weak)
    return passwords.hashed(password)


def _as_actor(account: Account) -> Actor:
    return Actor(str(account.id), account.name, account.role, str(account.hospital_id))
