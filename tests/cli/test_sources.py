"""`relais sources`: a source loaded from its files, a bad one refused in a sentence, an earlier one put back."""

from __future__ import annotations

import pytest

from tests.exchange import small_sources as small


@pytest.fixture
def files(tmp_path):
    for name, content in small.bdpm().items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in small.bdpm()]


def test_a_source_is_loaded_listed_and_put_back(relais, demo, files):
    checked = relais(
        "sources", "import", "bdpm", *files, "--date", "2025-03-01", "--check", home=demo
    )
    assert "2 médicaments" in checked.out
    assert "BDPM" not in relais("sources", "list", home=demo).out
    made = relais("sources", "import", "bdpm", *files, "--date", "2025-03-01", home=demo)
    assert "BDPM du 01/03/2025, en service" in made.out
    relais("sources", "import", "bdpm", *files, "--date", "2025-04-01", home=demo)
    first = made.out.split()[0]
    assert "en service" in relais("sources", "back", first, home=demo).out
    assert "BDPM du 01/04/2025, conservée" in relais("sources", "list", home=demo).out


def test_a_missing_file_is_said_in_a_sentence(relais, demo, files):
    ran = relais("sources", "import", "bdpm", files[0], "--date", "2025-03-01", home=demo)
    assert ran.code == 1
    assert "Il manque" in ran.err
    assert "Traceback" not in ran.err
