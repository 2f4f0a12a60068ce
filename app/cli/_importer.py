"""Who imports: the hospital that receives the cases, and the account whose name stays in the traces."""

from __future__ import annotations

from typing import NoReturn

import click
import sqlalchemy as sa

from app.domain.permissions import Action, Actor, may_ever
from app.domain.text import clean, fold
from app.domain.vocabulary import Role
from app.extensions import db
from app.models import Account, Hospital
from app.queries._reading import reading
from app.queries.installation import is_demonstration


def importer(hospital: str, login: str) -> Actor:
    """The account of that login in that hospital; on a demonstration, the first hospital and its coordinator.

    ClickException says what is missing: in real use both are required.
    """
    if not is_demonstration():
        if not hospital:
            _refuse("précisez l’hôpital qui reçoit les dossiers : --hospital NOM.")
        if not login:
            _refuse("précisez le compte qui importe : --as IDENTIFIANT.")
    actor = _found(hospital, fold(clean(login))[:200])
    if not may_ever(actor, Action.OPEN_CASE):
        _refuse(f"le compte de {actor.name} ne peut pas ouvrir de dossier.")
    return actor


@reading
def _found(hospital: str, login: str) -> Actor:
    account = _account(login) if login else None
    place = _hospital(hospital, account)
    account = account or _coordinator(place)
    if account.hospital_id != place.id:
        _refuse(f"le compte « {account.login} » n’est pas de l’hôpital « {place.name} ».")
    return Actor(
        account_id=str(account.id),
        name=account.name,
        role=account.role,
        hospital_id=str(account.hospital_id),
        professional_id=str(account.professional_id or ""),
    )


def _account(login: str) -> Account:
    account = db.session.scalar(sa.select(Account).where(Account.login == login))
    if account is None or not account.active:
        _refuse(f"aucun compte actif « {login} ».")
    return account


def _hospital(written: str, account: Account | None) -> Hospital:
    """The hospital named or numbered; failing that the account's; failing that the first made."""
    if not written and account is not None:
        return db.session.get_one(Hospital, account.hospital_id)
    rows = db.session.scalars(sa.select(Hospital).order_by(Hospital.updated_at, Hospital.name))
    wanted = fold(clean(written))
    found = [h for h in rows if not wanted or wanted in {fold(h.name), fold(h.finess)}]
    if not found or (wanted and len(found) > 1):
        _refuse(f"aucun hôpital, ou plusieurs, de ce nom : « {written} ».")
    return found[0]


def _coordinator(place: Hospital) -> Account:
    account = db.session.scalar(
        sa.select(Account)
        .where(
            Account.hospital_id == place.id,
            Account.role == Role.COORDINATOR,
            Account.active.is_(True),
        )
        .order_by(Account.login)
        .limit(1)
    )
    if account is None:
        _refuse(f"l’hôpital « {place.name} » n’a pas de coordinateur : donnez --as IDENTIFIANT.")
    return account


def _refuse(why: str) -> NoReturn:
    raise click.ClickException(why)
