"""Reminders by e-mail: to professionals only, with a real mail server on this machine; each try recorded, none sent twice."""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import ssl
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from flask import Flask, current_app

from app.domain.vocabulary import JobState, MailMessage, MailOutcome, MeetingState
from app.errors import AlreadyDone, NotAllowed, NotFound
from app.extensions import db
from app.models import MailSending, Patient, Professional
from app.queries import gaps, mails, meetings
from app.queries import jobs as job_queries
from app.services import cases, jobs, reminders, smtp
from app.services import meetings as meeting_services
from app.services._transaction import Submitted, immediate
from config import Smtp
from tests.services.board import ONCE, every, refused
from tests.world import World, new_case, presentation_of

pytestmark = pytest.mark.usefixtures("app")
LINK = "https://relais.example/meetings/1"
MEMBER, REQUESTER = MailMessage.MEMBER, MailMessage.REQUESTER
WRITTEN = ("chair", "physician", "invited")


class Box:
    """A mail server's inbox: what it took, and whom it refuses."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.refused: set[str] = set()

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        found = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.taken.append((list(envelope.rcpt_tos), found))
        return "250 OK"

    @property
    def to(self) -> list[str]:
        """Every address a message was taken for."""
        return sorted(address for taken, _message in self.taken for address in taken)


@contextlib.contextmanager
def serving(box: Box) -> Iterator[int]:
    """A mail server on the loopback; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    server = Controller(box, hostname="127.0.0.1", port=port, server_hostname="essai")
    server.start()
    try:
        yield port
    finally:
        server.stop()


def configure(port: int, **more: Any) -> None:
    """Tell the application of a mail server."""
    settings = current_app.config["RELAIS"]
    made = Smtp("127.0.0.1", port, "rcp@hopital.invalid", **({"is_tls": False} | more))
    current_app.config["RELAIS"] = dataclasses.replace(settings, smtp=made)


@pytest.fixture
def box(app: Flask, world: World) -> Iterator[Box]:
    """A mail server that the application knows, and three members with an address."""
    with immediate():
        for name in WRITTEN:
            db.session.get_one(Professional, world.people[name]).email = f"{name}@hopital.invalid"
    made = Box()
    with serving(made) as port:
        configure(port)
        yield made


def shown(world: World, what: MailMessage, by: str = "coordinator") -> tuple[str, int, list[str]]:
    """What the page of reminders shows: its digest, how many tries, the cases that may be chosen."""
    actor = world.actors[by]
    room = meetings.room(actor, world.meeting)
    if what is MEMBER:
        letters = reminders.to_member_of(actor, room, LINK)
    else:
        prepared = gaps.of_meeting(actor, world.meeting, gaps.day_of(room.meeting.starts_at))
        letters = reminders.to_requester_of(actor, room, prepared)
    cases_ = [one.presentation_id for one in letters]
    return reminders.digest(letters), len(mails.sendings(world.meeting)), cases_


def ask(world: World, what: MailMessage = MEMBER, submitted: Submitted = ONCE, **more: Any) -> UUID:
    """Press the button under what the page shows."""
    seen, tries, chosen = shown(world, what)
    given: dict[str, Any] = {"seen": seen, "tries": tries} | more
    actor = world.actors["coordinator"]
    return reminders.ask(actor, world.meeting, what, chosen, LINK, submitted=submitted, **given)


def done(world: World, job: UUID) -> job_queries.JobLine:
    """The work, done."""
    jobs.work_off()
    return job_queries.of(world.actors["coordinator"], job)


def outcomes() -> list[tuple[str, str]]:
    """What is recorded: the address and the code of what went wrong, by address."""
    return sorted((row.address, row.why) for row in every(sa.select(MailSending)))


def body(message: EmailMessage) -> str:
    """The words of a message, its spaces made plain."""
    part = message.get_body()
    assert part is not None
    return " ".join(part.get_content().split())


def test_each_member_gets_an_own_message_with_the_calendar_and_the_list_by_reference_and_initials(
    world: World, box: Box
) -> None:
    made = done(world, ask(world))
    assert made.state is JobState.DONE
    assert box.to == sorted(f"{name}@hopital.invalid" for name in WRITTEN)
    assert made.facts["without"] == ["Dr Test Member", "Dr Test Nurse", "Dr Test Reader"]
    assert outcomes() == [(address, "") for address in box.to]
    for addressees, message in box.taken:
        assert [message["To"]] == addressees
        assert message["From"] == "rcp@hopital.invalid"
        [file] = message.iter_attachments()
        assert "BEGIN:VEVENT" in file.get_content()
        said = body(message)
        assert LINK in said
        assert "R-20" in said or addressees == ["invited@hopital.invalid"]
        assert "DURAND" not in message.as_string().upper()


def test_a_member_of_another_hospital_is_not_told_a_case_whose_patient_is_not_known_to_be_informed(
    world: World, box: Box
) -> None:
    request = dataclasses.replace(
        new_case(world, name="TEST-INCONNU"), request=cases.Request("Que faire ?")
    )
    unknown = presentation_of(cases.open_case(world.actors["coordinator"], request))
    meeting_services.put_on_agenda(world.actors["coordinator"], world.meeting, unknown, ONCE)
    done(world, ask(world))
    listed = {to[0].split("@")[0]: body(message).count("R-20") for to, message in box.taken}
    assert listed["chair"] == listed["invited"] + 1


def test_a_requester_is_asked_for_what_is_missing_and_no_patient_can_be_written_to(
    world: World, box: Box
) -> None:
    done(world, ask(world, REQUESTER))
    assert box.to == ["physician@hopital.invalid"]
    [(_to, message)] = box.taken
    assert "Il manque" in body(message)
    assert "DURAND" not in message.as_string().upper()
    known = {address for address in every(sa.select(Professional.email)) if address}
    assert set(box.to) <= known
    assert not [name for name in sa.inspect(Patient).columns.keys() if "mail" in name]  # noqa: SIM118


def test_a_double_click_a_second_page_and_a_retry_send_nothing_twice(
    world: World, box: Box
) -> None:
    stale = shown(world, MEMBER)[1]
    job = ask(world, submitted=Submitted("one"))
    with pytest.raises(AlreadyDone):
        ask(world, submitted=Submitted("one"))
    with refused("mail_under_way"):
        ask(world)
    done(world, job)
    with refused("mail_under_way"):
        ask(world, tries=stale)
    jobs.retry(world.actors["coordinator"], job, ONCE)
    assert done(world, job).facts["sent"] == len(WRITTEN)
    assert len(box.taken) == len(WRITTEN)


def test_a_refused_recipient_is_named_and_the_retry_reaches_that_one_only(
    world: World, box: Box
) -> None:
    box.refused = {"chair@hopital.invalid"}
    job = ask(world)
    [[name, address, why, _reference]] = done(world, job).facts["failed"]
    assert (name, address, why) == (
        "Dr Test Chair",
        "chair@hopital.invalid",
        "mail_recipient_refused",
    )
    assert len(box.taken) == len(WRITTEN) - 1
    box.refused = set()
    jobs.retry(world.actors["coordinator"], job, ONCE)
    assert done(world, job).facts["failed"] == []
    assert box.to == sorted(f"{name}@hopital.invalid" for name in WRITTEN)
    assert [why for _address, why in outcomes()].count("mail_recipient_refused") == 1


def test_what_was_not_read_is_not_sent(world: World, box: Box) -> None:
    with refused("mail_changed"):
        ask(world, seen="autre")
    job = ask(world)
    actor = world.actors["coordinator"]
    meeting_services.take_off_agenda(actor, world.meeting, world.presentation, ONCE)
    assert done(world, job).codes == ("mail_changed",)
    assert box.taken == []


def test_only_who_manages_the_meeting_sends_and_only_while_it_is_to_come(
    world: World, box: Box
) -> None:
    for name, error in (("member", NotAllowed), ("outsider", NotFound)):
        with pytest.raises(error):
            reminders.ask(
                world.actors[name],
                world.meeting,
                MEMBER,
                (),
                LINK,
                seen="",
                tries=0,
                submitted=ONCE,
            )
    meeting_services.advance(world.actors["coordinator"], world.meeting, MeetingState.OPEN, ONCE)
    with refused("meeting_already_open"):
        ask(world)
    assert box.taken == []


def test_without_a_mail_server_nothing_is_asked_for(world: World) -> None:
    with refused("mail_not_configured"):
        ask(world)


@pytest.fixture(scope="module")
def stranger_certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """The context of a server whose certificate nobody vouches for."""
    key, cert = (tmp_path_factory.mktemp("tls") / name for name in ("key.pem", "cert.pem"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", str(key), "-out", str(cert), "-days", "1", "-subj", "/CN=127.0.0.1"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


def test_a_certificate_nobody_vouches_for_and_a_server_without_encryption_are_refused(
    world: World, box: Box, monkeypatch: pytest.MonkeyPatch, stranger_certificate: ssl.SSLContext
) -> None:
    monkeypatch.setattr("config.LOOPBACK", set())
    assert {row[2] for row in done(world, ask(world)).facts["failed"]} == {"mail_tls_refused"}
    with tls_listener(stranger_certificate) as port:
        configure(port, is_tls=True)
        assert {row[2] for row in done(world, ask(world)).facts["failed"]} == {"mail_tls_refused"}
    assert box.taken == []


@contextlib.contextmanager
def tls_listener(context: ssl.SSLContext) -> Iterator[int]:
    """A server that answers the handshake with its certificate and nothing else; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            peer, _address = server.accept()
            with peer, contextlib.suppress(OSError):
                context.wrap_socket(peer, server_side=True)

        thread = Thread(target=answer)
        thread.start()
        yield int(server.getsockname()[1])
        thread.join()


def test_a_server_that_does_not_answer_is_given_up_once_for_all_and_the_failures_are_recorded(
    world: World, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        configure(int(silent.getsockname()[1]))
        made = done(world, ask(world))
    assert [row[2] for row in made.facts["failed"]] == ["mail_timeout"] * len(WRITTEN)
    assert {row.outcome for row in every(sa.select(MailSending))} == {MailOutcome.FAILED}
    assert box.taken == []
