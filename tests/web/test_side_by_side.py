"""The page of options side by side, and the burden of one of them, as a person reads them."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from app.extensions import db
from tests.counting import resize, statements
from tests.services.board import option, record_of

CODES = ("supportive-care", "immunotherapy-anti-pd1", "clinical-trial")
CELL = re.compile(
    r'data-question="(?P<question>\w+)"|<td role="cell" data-option="(?P<option>[\w-]+)">(?P<cell>.*?)</td>',
    re.DOTALL,
)


@pytest.fixture
def ids(world):
    return [str(option(world.presentation, code).id) for code in CODES]


def address(world, ids):
    return f"/presentations/{world.presentation}/side-by-side?" + "&".join(
        f"option={one}" for one in ids
    )


def cells(html: str) -> list[tuple[str, str, str]]:
    """Question, option and content of each cell of the page."""
    found, question = [], ""
    for match in CELL.finditer(html):
        question = match["question"] or question
        if match["option"]:
            found.append((question, match["option"], match["cell"]))
    return found


def test_two_to_four_options_stand_under_the_patients_questions(login, world, ids):
    page = login("reader").get(address(world, ids)).text
    told = " ".join(page.split())
    for question in (
        "À quoi cela sert-il",
        "Combien de fois viendrai-je",
        "Et si j’attends",
        "Et mes souhaits",
    ):
        assert question in told, question
    asked = {q for q, _option, _cell in cells(page)}
    assert {"possible", "aim", "way", "come", "known", "brings", "costs", "daily"} <= asked
    per_question = [(q, o) for q, o, _cell in cells(page)]
    assert {len([1 for q, _o in per_question if q == one]) % len(ids) for one in asked} == {0}


def test_the_order_of_ticking_changes_no_cell(login, world, ids):
    browser = login("chair")
    pages = {order: cells(browser.get(address(world, order)).text) for order in permutations(ids)}
    first = next(iter(pages.values()))
    assert len(first) > len(ids)
    assert all(page == first for page in pages.values())


def test_company_changes_no_cell(login, world, ids):
    browser = login("chair")
    pair = cells(browser.get(address(world, ids[:2])).text)
    whole = cells(browser.get(address(world, ids)).text)
    assert [one for one in whole if one[1] in ids[:2]] == pair


@pytest.mark.parametrize(("number", "said"), [(0, "au moins deux"), (1, "au moins deux")])
def test_too_few_ask_to_choose_and_keep_what_was_ticked(login, world, ids, number, said):
    page = login("chair").get(address(world, ids[:number])).text
    assert said in page
    assert page.count(" checked") == number


def test_more_than_four_ask_to_leave_some_out(login, world):
    record = record_of(world.actors["chair"], world.presentation)
    page = login("chair").get(address(world, [o.id for o in record.options[:5]])).text
    assert "5 alternatives sont cochées" in page.replace("\u00a0", " ")


def test_every_displayed_figure_has_population_comparator_source_year_and_certainty(
    login, world, ids
):
    browser = login("chair")
    pages = (address(world, ids), f"/presentations/{world.presentation}")
    for page in pages:
        figures = re.findall(r'<li class="figure">(.*?)</li>', browser.get(page).text, re.DOTALL)
        assert figures
        for figure in figures:
            assert "Chez" in figure
            assert "Comparé à" in figure
            assert re.search(r"\b(19|20)\d\d\b", figure)
            assert "vérifié" in figure or "à vérifier" in figure


def test_the_burden_is_typed_shown_with_its_author_and_given_back_to_the_rule(login, world, ids):
    browser = login("chair")
    typing = f"/presentations/{world.presentation}/options/{ids[1]}/burden"
    answer = browser.submit(
        typing, visits_per_month="3", hours_per_visit="1,5", travel_minutes="30"
    )
    assert answer.status_code == 303
    page = " ".join(browser.get(address(world, ids)).text.replace("\u00a0", " ").split())
    assert "3 par mois" in page
    assert f"saisi, {world.actors['chair'].name}" in page
    assert "7 h 30 par mois" in page
    refused = browser.submit(typing, visits_per_month="50")
    assert refused.status_code == 200
    assert "va de 0 à 31" in refused.text


def test_the_page_asks_the_database_at_most_twelve_times_whatever_it_holds(login, world, ids):
    browser, counted = login("chair"), set()
    for options, lines in ((8, 2), (24, 20)):
        resize(world, options_wanted=options, lines_wanted=lines)
        assert browser.get(address(world, ids[:2])).status_code == 200
        with statements(db.engine) as sent:
            assert browser.get(address(world, ids[:2])).status_code == 200
        counted.add(len(sent))
    assert len(counted) == 1
    assert max(counted) <= 12


def test_what_was_ticked_is_still_ticked_after_a_verdict(login, world, ids):
    browser, where = login("chair"), f"/presentations/{world.presentation}"
    row = option(world.presentation, CODES[2])
    answer = browser.press(
        f"{where}/options/{row.id}/quick",
        verdict="retained",
        seen_version=row.version,
        side=[ids[0], ids[1], "<b>"],
    )
    assert answer.status_code == 303
    page = browser.get(answer.headers["Location"].partition("#")[0])
    ticked = re.findall(r'name="option" value="([\w-]+)" checked', page.text)
    assert sorted(ticked) == sorted(ids[:2])


def test_the_sources_of_one_option_are_a_page_of_their_own(login, world, ids):
    browser, where = login("reader"), f"/presentations/{world.presentation}/evidence"
    page = browser.get(f"{where}?option={ids[1]}")
    assert f'id="option-{ids[1]}"' in page.text
    assert f'id="option-{ids[2]}"' not in page.text
    for other in ("x", "00000000-0000-0000-0000-000000000001"):
        assert browser.get(f"{where}?option={other}").status_code == 404


def test_the_place_of_each_alternative_beside_the_present_care_is_said_under_its_row(login, world):
    page = login("reader").get(f"/presentations/{world.presentation}").text
    assert "S’ajoute au traitement en cours." in page
    assert "Remplace le traitement en cours." in page
