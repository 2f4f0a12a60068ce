"""The `relais` command run in this process on a home of the test's own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import cli

COMMAND = Path(sys.executable).with_name("relais")


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, words on the two channels."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line it printed."""
        return self.out.strip().splitlines()[-1]


Relais = Callable[..., Ran]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder where nothing is yet."""
    return tmp_path / "new-home"


@pytest.fixture
def relais(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Relais]:
    """Run `relais ARGS` on RELAIS_HOME (the empty folder unless `home` is given)."""
    monkeypatch.setattr(sys, "argv", ["relais"])
    for name in [n for n in os.environ if n.startswith(("RELAIS_", "FLASK_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")

    def run(*args: object, home: Path | None = None, **environment: str) -> Ran:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["relais", *map(str, args)])
            patch.setenv("RELAIS_HOME", str(home or empty))
            for name, value in environment.items():
                patch.setenv(name, value)
            capfd.readouterr()
            code = 0
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> Path:
    """This test's own demonstration."""
    copy = tmp_path / "demo"
    shutil.copytree(demo_template, copy)
    return copy
