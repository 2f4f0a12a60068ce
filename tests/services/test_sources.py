"""Loading a source: whole or not at all, the version before kept, one of each kind in use, joined to the options."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app import clock
from app.domain.evidence import Leaning
from app.domain.sources import SourceKind
from app.errors import NotAllowed, NotFound, StaleVersion, UnreadableFile
from app.models import AuditEntry, SourceItem, SourceVersion
from app.queries import evidence
from app.queries import sources as stored
from app.services import installation
from app.services import sources as services
from tests.exchange import small_sources as small
from tests.services.board import ONCE, count, record_of, refused

pytestmark = pytest.mark.usefixtures("app")
BDPM, CIVIC = SourceKind.BDPM, SourceKind.CIVIC
DAY = date(2025, 3, 1)


@pytest.fixture
def editor(world):
    return replace(world.actors["member"], clinical_editor=True)


def of_kind(actor, kind):
    return [one for one in stored.versions(actor) if one.kind is kind]


def test_a_source_is_dated_signed_and_in_use_once_loaded(editor):
    made = services.load(editor, BDPM, small.bdpm(), DAY, ONCE)
    (found,) = of_kind(editor, BDPM)
    assert (found.id, found.data_on, found.in_use) == (str(made), DAY, True)
    assert (found.imported_by, found.imported_on) == (editor.name, clock.today())
    assert len(dict(found.files)["CIS_bdpm.txt"]) == 64
    assert (
        count(AuditEntry, AuditEntry.action == "source.loaded", AuditEntry.target_id == str(made))
        == 1
    )


def test_the_version_before_stays_and_can_come_back(editor):
    first = services.load(editor, BDPM, small.bdpm(), DAY, ONCE)
    other = small.bdpm(CIS_CPD_bdpm="68000001\tréservé à l'usage HOSPITALIER\r\n")
    services.load(editor, BDPM, other, DAY + timedelta(days=30), ONCE)
    assert [one.in_use for one in of_kind(editor, BDPM)] == [True, False]

    def conditions():
        sheet = stored.known(["dabrafénib"]).french["dabrafenib"]
        return [one.text for one in sheet.conditions]

    assert conditions() == ["réservé à l'usage HOSPITALIER"]
    seen = stored.version(editor, first)
    services.reactivate(editor, first, seen.version, ONCE)
    assert conditions() == ["liste I", "prescription hospitalière"]
    assert [one.in_use for one in of_kind(editor, BDPM)].count(True) == 1
    with pytest.raises(StaleVersion):
        services.reactivate(editor, first, seen.version, ONCE)
    with refused("source_in_use"):
        services.reactivate(editor, first, stored.version(editor, first).version, ONCE)
    with pytest.raises(NotFound):
        services.reactivate(editor, UUID(int=7), 1, ONCE)


@pytest.mark.parametrize(
    "files", [{"CIS_bdpm.txt": b"x\n"}, small.bdpm(CIS_CPD_bdpm="68000001\tliste I\r\nnul\tx\r\n")]
)
def test_a_bad_file_changes_nothing(editor, files):
    services.load(editor, BDPM, small.bdpm(), DAY, ONCE)
    before = count(SourceVersion), count(SourceItem), count(AuditEntry)
    with pytest.raises(UnreadableFile):
        services.load(editor, BDPM, files, DAY, ONCE)
    assert (count(SourceVersion), count(SourceItem), count(AuditEntry)) == before
    assert of_kind(editor, BDPM)[0].in_use


def test_a_date_that_cannot_be_is_refused_and_a_wrong_one_can_be_put_right(editor):
    with refused("date_in_future"):
        services.load(editor, BDPM, small.bdpm(), clock.today() + timedelta(days=1), ONCE)
    with refused("source_later"):
        services.load(editor, BDPM, small.bdpm(), date(2010, 1, 1), ONCE)
    services.load(editor, BDPM, small.bdpm(), DAY, ONCE)
    with refused("source_known"):
        services.load(editor, BDPM, small.bdpm(), DAY, ONCE)
    services.load(editor, BDPM, small.bdpm(), DAY + timedelta(days=1), ONCE)
    assert len(of_kind(editor, BDPM)) == 2


@pytest.mark.parametrize("who", ["coordinator", "physician", "nurse", "reader"])
def test_only_administration_and_clinical_editors_load(world, who):
    actor = world.actors[who]
    with pytest.raises(NotAllowed):
        services.load(actor, BDPM, small.bdpm(), DAY, ONCE)
    with pytest.raises(NotFound):
        stored.versions(actor)


def test_the_extract_that_comes_with_relais_is_loaded_once(editor):
    (shipped,) = of_kind(editor, CIVIC)
    assert shipped.in_use
    assert services.load_shipped(installation.operator()) == 0
    services.load(editor, CIVIC, small.civic(), date(2026, 6, 1), ONCE)
    assert services.load_shipped(installation.operator()) == 0
    assert [one.in_use for one in of_kind(editor, CIVIC)] == [True, False]


def test_the_evidence_meets_the_drugs_of_an_option_and_resistance_stays_what_it_is(world, editor):
    services.load(editor, BDPM, small.bdpm(), DAY, ONCE)
    page = evidence.of_record(record_of(world.actors["physician"], world.presentation))
    by_code = {one.option.entry.code: one for one in page.options}
    found = by_code["targeted-braf-colorectal"]
    assert {drug.name for drug in found.drugs} == {"cétuximab", "encorafénib"}
    assert all("BRAF" in one.item.profile for one in found.items)
    against = [one for one in found.items if one.item.significance == "Resistance"]
    assert against
    assert all(one.leaning is not Leaning.FAVOURABLE for one in against)
    assert all(drug.french is None for drug in found.drugs)
    assert by_code["pause-follow-up"].drugs == ()
