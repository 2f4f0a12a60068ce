"""A home where everybody is signed in, made once; each test works on a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.extensions import db
from tests.making import make_app, shared_home
from tests.security.scene import Cast, Scene, enrich, sign_everybody_in
from tests.world import World


@pytest.fixture(scope="session")
def signed_home(
    template_home: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Cast]:
    """The template home with its missing objects and a session for each person."""

    def sign_in(home: Path) -> Cast:
        shutil.copytree(template_home[0], home, dirs_exist_ok=True)
        app = make_app(home)
        with app.app_context():
            cast = enrich(template_home[1])
            sign_everybody_in(app, template_home[1], cast)
            db.session.remove()
            db.engine.dispose()
        return cast

    return shared_home(tmp_path_factory, "signed", sign_in)


@pytest.fixture
def scene(signed_home: tuple[Path, Cast], world: World, tmp_path: Path) -> Iterator[Scene]:
    """Everybody signed in, on this test's own database."""
    home = tmp_path / "scene"
    shutil.copytree(signed_home[0], home)
    app = make_app(home)
    with app.app_context():
        yield Scene(app, home, signed_home[1], world)
        db.session.remove()
        db.engine.dispose()
