"""Hostile text in every text field of every form, through the browser: shown letter for letter, everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.routing import Rule

from app import clock
from app.domain.patient_questions import asked
from app.domain.text import LONG, clean
from app.models import Meeting
from app.queries import cases as case_queries
from app.queries import requirements
from app.services import cases, meetings
from app.web.cases.kinds import KINDS
from tests.documents.reading import flat, text
from tests.services.board import ONCE, open_meeting, option, ready, record_of, validate
from tests.services.board import row as stored
from tests.web.typist import chosen, errors, fill, long_fields, main_form, send, text_controls
from tests.world import World, presentation_of

Login = Callable[[str], Any]
HOSTILE = "<b {{7*7}} <img src=/etc/passwd> <script>alert(1)</script> \"'><\u202e\x00 fin"
WHO = ("coordinator", "chair", "physician", "admin")
# Passwords and files; the rest of the forms without words is found by looking.
SKIPPED = {
    "auth.sign_in",
    "auth.choose_password",
    "account.index",
    "cases.import_file",
    "sources.load",
    # It would end the meeting that the rest of the visit holds: its reason has a test of its own.
    "meetings.cancel",
}
# They end the case, or the letters about it: filled once everything else is read.
ENDING = {"cases.withdraw", "cases.contact", "cases.merge", "cases.move", "cases.move_to_new"}
# They say what came before the meeting: refused once it is open.
BEFORE_THE_MEETING = ("presentations.urgent", "presentations.preliminary")
# Forms about a thing this visit makes none of, so without hostile text here: a new one is visited, or named here.
NOT_VISITED = {
    "cases.describe_attachment",
    "cases.withdraw_attachment",
    "cases.merge",
    "cases.move",
    "catalogue.criteria",
    "catalogue.facts",
    "catalogue.propose",
    "catalogue.put_in_force",
    "meetings.kind_member",
    "meetings.required",
    "presentations.page_block",
    "presentations.trial_note",
    "sources.back",
    "trials.edit",
}
# The forms that correct the same rows come after these and write over them.
WRITTEN_OVER = (
    "cases.new ",
    "cases.add_fact:",
    # On one page with all the others, which comes after it.
    "cases.edit_fact:cautions ",
    "cases.add_tumour ",
    "meetings.new ",
    "meetings.new_kind ",
    "presentations.add_task ",
)
# A copy for teaching takes every word of the patient's name out of every text: harmless, and not as it was typed.
REWORDED = "/teaching/"
TOKEN = re.compile(r"zq\d{3}x")


def squeezed(value: str) -> str:
    """A text without any space, so that a line break in a page or a print changes nothing."""
    return re.sub(r"[\s\u00ad\u200b]", "", value)


@dataclass
class Poison:
    """Hands out a text of its own to each field, and remembers where it went and how it was sent at last."""

    where: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)

    def text_for(self, endpoint: str) -> Callable[[str, Any], str]:
        """The typist's text for each control of a form."""

        def give(name: str, _control: Any) -> str:
            token = f"zq{len(self.where):03d}x"
            self.where[token] = f"{endpoint} {name}"
            return f"{token} {HOSTILE}"

        return give

    def note(self, data: dict[str, Any]) -> None:
        """What was accepted."""
        for value in data.values():
            for token in TOKEN.findall(str(value)):
                self.sent[token] = clean(str(value))

    def intact(self, shown: str, path: str) -> set[str]:
        """The tokens found in a text; each is followed by what was typed after it, letter for letter."""
        found, read = set(), squeezed(shown).lower()
        for match in TOKEN.finditer(read):
            typed = self.sent.get(match[0], "")
            assert typed, (path, self.where[match[0]], "shown but never accepted")
            got = read[match.start() : match.start() + 60]
            assert is_literal(got, typed.lower()), (path, self.where[match[0]], got)
            found.add(match[0])
        assert "root:" not in shown, path
        return found


def is_literal(got: str, typed: str) -> bool:
    """Whether a page shows what was typed, whole or cut between two words, and nothing made of it."""
    words, whole = typed.split(), squeezed(typed)
    common = whole[
        : next((i for i, (a, b) in enumerate(zip(got, whole, strict=False)) if a != b), len(whole))
    ]
    if len(common) >= min(len(got), len(whole)):
        return True
    cuts = {len("".join(words[:n])) for n in range(1, len(words))}
    rest = got[len(common) :]
    if rest.startswith("…"):
        return True
    return len(common) in cuts and not rest.startswith(("49", "alert", *words))


@dataclass
class Visit:
    """Fills every form that has a field of words, each once, with whoever may."""

    login: Login
    app: Flask
    world: World
    made: dict[str, Any]
    poison: Poison = field(default_factory=Poison)
    done: set[str] = field(default_factory=set)
    browsers: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def go(self, prefix: str) -> None:
        """Fill the forms whose endpoint starts so and that are not done."""
        for rule in self.app.url_map.iter_rules():
            receives = {"GET", "POST"} <= (rule.methods or set()) and rule.endpoint not in SKIPPED
            ends = rule.endpoint in ENDING and prefix not in ENDING
            if receives and rule.endpoint.startswith(prefix) and not ends:
                for path in self.addresses(rule):
                    if path not in self.done:
                        self._fill(rule.endpoint, path)

    def _fill(self, endpoint: str, path: str) -> None:
        for who in WHO:
            browser = self.browsers.get(who) or self.browsers.setdefault(who, self.login(who))
            page = browser.get(path)
            form = main_form(page) if page.status_code == 200 else None
            if form is None or not text_controls(form):
                continue
            named = ":".join((endpoint, *(kind for kind in KINDS if f"/{kind}/" in path)))
            answer, data = send(browser, path, fill(form, self.poison.text_for(named)))
            if answer.status_code == 303 or main_form(answer) is None:
                self.done.add(path)
                self.poison.note(data)
                self.refused.pop(path, None)
                return
            self.refused[path] = f"{who}: {answer.status_code} {errors(answer)}"

    def addresses(self, rule: Rule) -> list[str]:
        """The addresses of a rule in this world: one for each kind of fact, one for the rest, none when it needs another thing."""
        known = {*self.made, "kind", "fact_id"}
        if not rule.arguments <= known or rule.endpoint == "static":
            return []
        kinds: dict[str, Any] = {"": ()}
        if "kind" in rule.arguments:
            file = case_queries.file(self.world.actors["coordinator"], self.made["case_id"]).file
            kinds = {code: getattr(file, code) for code in KINDS}
        found = []
        for kind, rows in kinds.items():
            if "fact_id" in rule.arguments and not rows:
                continue
            values = {**self.made, "kind": kind, "fact_id": rows[-1].id if rows else ""}
            path = rule.rule
            for name in rule.arguments:
                path = re.sub(rf"<(?:[^<>]*:)?{name}>", str(values[name]), path)
            found.append(path)
        return found

    def out_of_reach(self) -> set[str]:
        """The forms that have no address in this world."""
        rules = self.app.url_map.iter_rules()
        forms = [r for r in rules if {"GET", "POST"} <= (r.methods or set())]
        return {r.endpoint for r in forms if r.endpoint not in SKIPPED and not self.addresses(r)}

    def pages(self, people: tuple[str, ...] = WHO) -> Iterator[tuple[str, Any]]:
        """Every page and print these people may open."""
        for rule in self.app.url_map.iter_rules():
            if "GET" in (rule.methods or set()):
                for path in self.addresses(rule):
                    for who in people:
                        answer = self.browsers[who].get(path)
                        assert answer.status_code < 500, path
                        if answer.status_code == 200:
                            yield path, answer


@pytest.fixture
def visit(login: Login, app: Flask, world: World) -> Visit:
    """All forms filled: a case opened through the browser, discussed, validated and added to."""
    made = {
        "hospital_id": world.hospital,
        "unit_id": world.unit,
        "meeting_id": world.meeting,
        "account_id": world.accounts["stranger"],
        "professional_id": world.people["stranger"],
        "code": "supportive-care",
    }
    visit = Visit(login, app, world, made)
    visit.go("cases.new")
    move_to_the_new_case(visit)
    for prefix in ("cases.", "admin.", "meetings."):
        visit.go(prefix)
    name_what_was_added(visit)
    name_the_family_doctor(visit)
    for prefix in BEFORE_THE_MEETING:
        visit.go(prefix)
    an_hour_ago(world)
    open_meeting(world)
    visit.go("presentations.")
    name_the_task(visit)
    visit.go("presentations.task")
    validate(world)
    visit.go("")
    return visit


def move_to_the_new_case(visit: Visit) -> None:
    """From now on the forms are those of the case that was just opened."""
    world, coordinator = visit.world, visit.world.actors["coordinator"]
    case_id = UUID(case_queries.lines(coordinator)[0].id)
    assert case_id != world.case, visit.refused
    world.presentation = presentation_of(case_id)
    visit.made |= {"case_id": case_id, "presentation_id": world.presentation}
    visit.made["option_id"] = option(world.presentation, "supportive-care").id
    cases.link_carer(coordinator, case_id, world.people["physician"], ONCE)
    meetings.put_on_agenda(coordinator, world.meeting, world.presentation, ONCE)


def name_what_was_added(visit: Visit) -> None:
    """The tumour, the patient's question and the kind of meeting that were just made have pages of their own."""
    file = case_queries.file(visit.world.actors["coordinator"], visit.made["case_id"]).file
    visit.made["tumour_id"] = file.other_tumours[0].id
    visit.made["statement_id"] = asked(file.statements)[-1].statement.id
    kinds = requirements.kind_choices(visit.world.hospital, None)
    visit.made["kind_id"] = next(key for key, name in kinds if TOKEN.search(name))


def name_the_task(visit: Visit) -> None:
    """What the board has somebody do is changed on a page of its own, until the opinion is signed."""
    chair = visit.world.actors["chair"]
    visit.made["task_id"] = record_of(chair, visit.world.presentation).tasks[0].id


def name_the_family_doctor(visit: Visit) -> None:
    """The letter needs somebody to go to."""
    browser, path = visit.browsers["coordinator"], f"/cases/{visit.made['case_id']}/family-doctor"
    form = main_form(browser.get(path))
    data = fill(form, lambda _name, control: str(control.get("value", "")))
    data |= {s["name"]: chosen(form, s["name"]) for s in form.find_all("select")}
    assert browser.post(path, data=data).status_code == 303


def an_hour_ago(world: World) -> None:
    """The meeting began, so that what follows it may be told today, whatever the hour of this test."""
    row = stored(Meeting, world.meeting)
    at = clock.now().astimezone(clock.PARIS) - timedelta(hours=1)
    plan = meetings.Plan(
        row.title,
        at,
        row.place,
        row.quorum,
        row.kind_id,
        row.session,
    )
    meetings.edit(world.actors["coordinator"], world.meeting, plan, row.version, ONCE)


@pytest.fixture(autouse=True)
def own_world(world: World) -> Iterator[None]:
    """The world is shared by the tests of a session: put back what this one moves."""
    before = world.presentation
    yield
    world.presentation = before


def test_every_form_takes_hostile_text_and_every_page_and_print_shows_it_as_it_is(
    visit: Visit,
) -> None:
    assert visit.out_of_reach() == NOT_VISITED
    seen = read_everything(visit)
    assert_printed(visit)
    for prefix in sorted(ENDING):
        visit.go(prefix)
    # What ended the case is shown to whoever manages it; the others' pages were read above.
    seen |= read_everything(visit, WHO[:1])
    unseen = {visit.poison.where[token] for token in visit.poison.sent if token not in seen}
    lost = [name for name in unseen if not name.startswith(WRITTEN_OVER)]
    assert not lost, "typed and never shown again: " + ", ".join(sorted(lost))


def test_a_hostile_reason_to_cancel_is_shown_letter_for_letter_where_meetings_are_listed(
    login: Login, world: World
) -> None:
    browser, path = login("coordinator"), f"/meetings/{world.meeting}"
    assert browser.submit(f"{path}/cancel", reason=HOSTILE).status_code == 303
    for page in ("/meetings", path):
        soup = BeautifulSoup(browser.get(page).text, "html.parser")
        assert clean(HOSTILE) in soup.get_text()
        assert not soup.find("img", src=re.compile("passwd"))


def read_everything(visit: Visit, people: tuple[str, ...] = WHO) -> set[str]:
    """The tokens met on the pages and prints; fails when a form was refused or a text is not as it was typed."""
    assert not visit.refused, "\n".join(f"{path}: {why}" for path, why in visit.refused.items())
    seen: set[str] = set()
    read: set[bytes] = set()
    for path, answer in visit.pages(people):
        if answer.data in read:
            continue
        read.add(answer.data)
        if answer.mimetype == "application/pdf" and not path.startswith(REWORDED):
            seen |= visit.poison.intact(text(answer.data), path)
        elif answer.mimetype == "text/html":
            seen |= intact_page(visit.poison, answer, path)
    return seen


def intact_page(poison: Poison, answer: Any, path: str) -> set[str]:
    """The tokens of a page; fails when a text was interpreted."""
    soup = BeautifulSoup(answer.text, "html.parser")
    assert "\u202e" not in answer.text, path
    assert "\x00" not in answer.text, path
    assert not soup.find("img", src=re.compile("passwd")), path
    assert not [s for s in soup.find_all("script") if "alert" in s.get_text()], path
    strange = [
        b for b in soup.find_all("b") if any(not re.fullmatch("[a-z-]+", a) for a in b.attrs)
    ]
    assert not strange, path
    if path.startswith(REWORDED):
        return {token for token in TOKEN.findall(answer.text) if token in poison.sent}
    held = ("value", "aria-label", "title", "alt", "content")
    quiet = [str(tag[a]) for a in held for tag in soup.find_all(attrs={a: True})]
    return poison.intact(soup.get_text(" "), path) | poison.intact(" ".join(quiet), path)


ON_FICHE = (
    "cases.identity birth_name",
    "cases.tumour label",
    "cases.ask question",
    "cases.record_preferences what_matters",
    "cases.record_preferences refusal_words",
    "presentations.verdict wish_note",
    "presentations.write text",
    "presentations.write next_steps",
    "presentations.write wishes_account",
    "presentations.write departs_from",
    "presentations.write departs_because",
    "presentations.write dissent_on",
    "presentations.write trial_ids",
    "presentations.add_addendum text",
)
ON_PAGE = (
    "cases.identity birth_name",
    "cases.record_preferences what_matters",
    "presentations.patient_page patient_note",
)


def assert_printed(visit: Visit) -> None:
    """Both prints hold each of these texts whole, to its last letter."""
    at = f"/presentations/{visit.world.presentation}"
    for kind, wanted in (("fiche", ON_FICHE), ("patient", ON_PAGE)):
        read = squeezed(text(visit.browsers["chair"].get(f"{at}/{kind}.pdf").data))
        assert "\u202e" not in read
        for name in wanted:
            texts = [
                squeezed(visit.poison.sent[t])
                for t, w in visit.poison.where.items()
                if w == name and t in visit.poison.sent
            ]
            assert texts, name
            assert any(whole in read for whole in texts), (kind, name, texts)


LONG_FORMS = (
    ("coordinator", "/cases/{case}/told"),
    ("coordinator", "/cases/{case}/request"),
    ("coordinator", "/cases/{case}/treatments/new"),
    ("coordinator", "/cases/{case}/preferences"),
    ("chair", "/presentations/{presentation}/opinion"),
    ("chair", "/presentations/{presentation}/options/{option}"),
    ("chair", "/presentations/{presentation}/patient-page"),
)
ON_PAPER = {
    "told_text",
    "question",
    "changed_since",
    "what_matters",
    "refusal_words",
    "text",
    "next_steps",
    "wishes_account",
    "wish_note",
    "patient_note",
    "note",
    "departs_because",
}


def at(path: str, world: World) -> str:
    """An address in this world."""
    chosen = option(world.presentation, "supportive-care").id
    return path.format(case=world.case, presentation=world.presentation, option=chosen)


def of_length(length: int) -> Callable[[str, Any], str]:
    """A prose of exactly that many characters in each paragraph, with a word of its own at both ends."""

    def give(name: str, control: Any) -> str:
        if control.name != "textarea":
            return str(control.get("value", ""))
        start, end = f"début-{name} ", f" fin-{name}."
        return start + ("mot " * length)[: length - len(start) - len(end) - 1] + "." + end

    return give


def test_20000_characters_are_accepted_in_every_long_field_down_to_both_prints(
    login: Login, world: World
) -> None:
    open_meeting(world)
    browsers = {who: login(who) for who in ("coordinator", "chair")}
    typed: set[str] = set()
    for who, path in LONG_FORMS:
        form = main_form(browsers[who].get(at(path, world)))
        answer, data = send(browsers[who], at(path, world), fill(form, of_length(LONG)))
        assert answer.status_code == 303, (path, errors(answer))
        typed |= {name for name in long_fields(form) if len(data[name]) == LONG}
    validate(world)
    addendum = f"/presentations/{world.presentation}/addenda"
    form = main_form(browsers["chair"].get(addendum))
    answer, _data = send(browsers["chair"], addendum, fill(form, of_length(LONG)))
    assert answer.status_code == 303
    assert typed >= ON_PAPER
    read = ""
    for kind in ("fiche", "patient"):
        answer = browsers["chair"].get(f"/presentations/{world.presentation}/{kind}.pdf")
        assert answer.status_code == 200
        read += squeezed(text(answer.data))
    for name in ON_PAPER:
        assert f"début-{name}" in read, name
        # The foot of a sheet may stand between the last word and its full stop.
        assert re.search(rf"fin-{re.escape(name)}(\.|Page\d+sur\d+)", read), name


@pytest.mark.parametrize(("who", "path"), LONG_FORMS, ids=[path for _who, path in LONG_FORMS])
def test_30000_characters_are_refused_beside_the_field_and_the_text_stays(
    login: Login, world: World, who: str, path: str
) -> None:
    open_meeting(world)
    browser, where = login(who), at(path, world)
    form = main_form(browser.get(where))
    data = fill(form, of_length(LONG + 10_000))
    answer = browser.post(where, data=data)
    assert answer.status_code == 200
    soup, limits = BeautifulSoup(answer.text, "html.parser"), set()
    for name in long_fields(form):
        area = soup.find("textarea", attrs={"name": name})
        assert flat(area.string) == flat(data[name]), name
        said = flat(area.find_parent(class_="field").select_one(".error").get_text())
        assert "30 000" in said, said
        limits.update(re.findall(r"il en faut (.*) au plus", said))
        assert area["aria-invalid"] == "true"
        assert f"{area['id']}-error" in area["aria-describedby"]
    assert "20 000" in limits
    assert "mot mot" not in browser.get(where).text


def test_names_signs_and_greek_letters_are_in_both_prints(login: Login, world: World) -> None:
    ready(world, text="Âge ≥ 75 ans, TGF-α : la RCP propose × 2 → suivi.")
    coordinator = login("coordinator")
    named = {"birth_name": "Nguyễn", "given_names": "Łukasz"}
    assert coordinator.submit(f"/cases/{world.case}/identity", **named).status_code == 303
    path = f"/cases/{world.case}/preferences"
    form = main_form(coordinator.get(path))
    words = {"what_matters": "≥ 75 pas par jour, α", "refusal_words": "Rien."}
    answer, _data = send(coordinator, path, fill(form, lambda name, _c: words.get(name, "")))
    assert answer.status_code == 303, errors(answer)
    read = {
        kind: text(coordinator.get(f"/presentations/{world.presentation}/{kind}.pdf").data)
        for kind in ("fiche", "patient")
    }
    for kind, printed in read.items():
        assert "Nguyễn" in printed, kind
        assert "≥ 75 pas par jour, α" in printed, kind
        assert "■" not in printed, kind
    assert "Łukasz" in read["fiche"]
    assert "Âge ≥ 75 ans, TGF-α : la RCP propose × 2 → suivi." in read["fiche"]
