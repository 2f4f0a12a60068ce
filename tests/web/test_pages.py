"""Every page a person can open is shown to its role, and is a page that keeps the house's rules."""

from __future__ import annotations

import pytest

PAGES = (
    "/",
    "/cases",
    "/cases/new",
    "/cases/import",
    "/cases/{case}",
    "/cases/{case}/identity",
    "/cases/{case}/tumour",
    "/cases/{case}/told",
    "/cases/{case}/request",
    "/cases/{case}/biomarkers/new",
    "/cases/{case}/treatments/new",
    "/cases/{case}/measures/new",
    "/cases/{case}/cautions/new",
    "/cases/{case}/preferences",
    "/cases/{case}/carers",
    "/meetings",
    "/meetings/new",
    "/meetings/{meeting}",
    "/meetings/{meeting}/edit",
    "/meetings/{meeting}/members",
    "/meetings/{meeting}/attendance",
    "/meetings/{meeting}/agenda",
    "/presentations/{presentation}",
    "/presentations/{presentation}/opinion",
    "/presentations/{presentation}/options/new",
    "/alternatives",
    "/alternatives/supportive-care",
    "/alternatives/supportive-care/1",
    "/alternatives/supportive-care/1/changes-since/1",
    "/alternatives/supportive-care/here",
    "/alternatives/actions",
    "/presentations/{presentation}/actions",
    "/account",
)


@pytest.mark.parametrize("path", PAGES)
def test_the_coordinator_opens_every_page_of_the_path(login, world, path):
    where = path.format(case=world.case, meeting=world.meeting, presentation=world.presentation)
    assert login("coordinator").get(where).status_code == 200
