"""Pages of the sources: loading with a preview, putting back, and what readers see beside an option."""

from __future__ import annotations

import io
from datetime import date

import pytest
import sqlalchemy as sa

from app.domain.sources import SourceKind
from app.extensions import db
from app.models import Account, SourceVersion
from app.queries import sources as stored
from app.services import installation
from app.services import sources as services
from app.services._transaction import immediate
from tests.exchange import small_sources as small
from tests.services.board import count
from tests.web.test_query_counts import asked

DAY = date(2025, 3, 1)


def sent(files):
    return [(io.BytesIO(content), name) for name, content in files.items()]


def text(page):
    return page.text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def editor(login, world):
    with immediate():
        db.session.execute(
            sa.update(Account).where(Account.login == "member").values(clinical_editor=True)
        )
    return login("member")


@pytest.mark.parametrize("who", ["admin", "editor"])
def test_a_source_is_previewed_then_put_in_use(login, editor, who):
    browser = editor if who == "editor" else login(who)
    before = count(SourceVersion)
    given = {"kind": "bdpm", "data_on": "01/03/2025", "files": sent(small.bdpm())}
    page = browser.post(
        "/sources/load",
        data=browser.form("/sources/load") | given,
        content_type="multipart/form-data",
    )
    assert "2 médicaments, 1 substance" in text(page)
    assert count(SourceVersion) == before
    soup_form = browser.form("/sources/load") | {"kind": "bdpm", "data_on": "01/03/2025"}
    token = page.text.split('name="kept" value="')[1].split('"')[0]
    done = browser.post("/sources/load", data=soup_form | {"kept": token, "confirm": "1"})
    assert done.status_code == 303
    shown = text(browser.get("/sources"))
    assert "01/03/2025" in shown
    assert count(SourceVersion) == before + 1


def test_a_bad_file_is_refused_beside_the_field_and_what_was_typed_stays(login):
    browser = login("admin")
    files = small.bdpm(CIS_CPD_bdpm="68000001\tliste I\r\n12\tx\r\n")
    given = {"kind": "bdpm", "data_on": "01/03/2025", "files": sent(files)}
    page = browser.post(
        "/sources/load",
        data=browser.form("/sources/load") | given,
        content_type="multipart/form-data",
    )
    assert "CIS_CPD_bdpm.txt" in page.text
    assert "ligne 2, « 12 » n’est pas un code CIS" in text(page)
    assert "01/03/2025" in page.text


def test_a_date_older_than_the_content_is_said_beside_the_date(login):
    browser = login("admin")
    given = {"kind": "civic", "data_on": "01/03/2020", "files": sent(small.civic())}
    page = browser.post(
        "/sources/load",
        data=browser.form("/sources/load") | given,
        content_type="multipart/form-data",
    )
    assert "date plus récente (03/02/2024)" in text(page)


def test_an_earlier_version_is_put_back_from_the_page(login, world):
    operator = installation.operator()
    first = services.load(operator, SourceKind.BDPM, small.bdpm(), DAY)
    services.load(operator, SourceKind.BDPM, small.bdpm(), date(2025, 4, 1))
    assert login("admin").submit(f"/sources/{first}/back").status_code == 303
    assert stored.version(operator, first).in_use


def test_an_entry_says_the_date_of_each_source_and_what_is_not_found(login):
    browser = login("physician")
    page = text(browser.get("/alternatives/targeted-braf-melanoma"))
    assert "BDPM : aucune version chargée" in page
    operator = installation.operator()
    services.load(operator, SourceKind.BDPM, small.bdpm(), DAY)
    services.load(operator, SourceKind.EMA, small.ema(), DAY)
    page = text(browser.get("/alternatives/targeted-braf-melanoma"))
    assert "BDPM du 01/03/2025" in page
    assert "prescription hospitalière" in page
    assert "SMR important" in page
    assert "non trouvé dans BDPM" in page
    assert "AMM conditionnelle" in page
    assert "et 1 générique ou biosimilaire" in page


@pytest.mark.parametrize("who", ["coordinator", "physician", "reader", "invited"])
def test_whoever_reads_the_presentation_reads_the_evidence(login, world, who):
    page = text(login(who).get(f"/presentations/{world.presentation}/evidence"))
    assert "CIViC du 26/05/2026" in page
    assert "en faveur d’une résistance" in page
    assert "Supports · Resistance" in page
    assert "à regarder" in page
    assert "indiqué" not in page


def test_the_evidence_asks_as_often_whatever_the_options(login, world):
    from tests.counting import resize

    browser, path = login("coordinator"), f"/presentations/{world.presentation}/evidence"
    counted = []
    for options in (6, 24):
        resize(world, options_wanted=options, lines_wanted=2)
        counted.append(len(asked(browser, path)))
    assert len(set(counted)) == 1, counted


def test_the_comparison_leads_to_the_evidence_of_each_option(login, world):
    page = login("chair").get(f"/presentations/{world.presentation}").text
    assert f"/presentations/{world.presentation}/evidence?option=" in page


@pytest.mark.parametrize("typed", ["V600E", "p.V600E", "p.Val600Glu"])
def test_a_marker_says_how_its_alteration_was_understood(login, world, typed):
    browser = login("coordinator")
    path = f"/cases/{world.case}/biomarkers/new"
    page = browser.submit(path, marker="BRAF", alteration=typed, state="")
    assert "Compris : V600E" in text(page)
