"""The schema up and down with data: rows, references and triggers stay through every step."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import app.models  # noqa: F401  (fills the metadata)
from app import database
from app.models._base import Base
from app.models.triggers_sqlite import APPEND_ONLY
from app.services import schema

TRIGGERS = {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")}


def url(home: Path) -> str:
    """The address of a home's database."""
    return f"sqlite:///{home / 'relais.sqlite'}"


@contextmanager
def opened(home: Path) -> Iterator[sqlite3.Connection]:
    """A bare connection, committed and closed."""
    with closing(sqlite3.connect(home / "relais.sqlite")) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        yield connection


def tables(home: Path) -> set[str]:
    """The tables there are."""
    with opened(home) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {row[0] for row in rows if not row[0].startswith("sqlite_")}


def triggers(home: Path) -> set[str]:
    """The triggers there are."""
    with opened(home) as connection:
        return {
            r[0]
            for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        }


def contents(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but Alembic's own."""
    with opened(home) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608
            for table in sorted(tables(home) - {"alembic_version"})
        }


def references(home: Path) -> dict[str, set[tuple[str, str, str]]]:
    """From, table and column of every foreign key."""
    with opened(home) as connection:
        return {
            table: {
                (row[3], row[2], row[4])
                for row in connection.execute(f"PRAGMA foreign_key_list({table})")
            }
            for table in tables(home)
        }


def broken(home: Path) -> list[object]:
    """References that lead nowhere."""
    with opened(home) as connection:
        return connection.execute("PRAGMA foreign_key_check").fetchall()


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    script = ScriptDirectory(str(schema.MIGRATIONS))
    return [r.revision for r in reversed(list(script.walk_revisions()))]


def step_written(folder: Path, body: str) -> Path:
    """A copy of the migrations with one more step at the end."""
    copy = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    (copy / "versions" / "zzzz_next.py").write_text(
        f'"""Next."""\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = "zzzz"\n'
        f'down_revision = "{schema.head()}"\n\n\ndef upgrade():\n{lines}\n\n\ndef downgrade():\n    pass\n'
    )
    return copy


def test_an_empty_base_becomes_exactly_what_the_code_needs(tmp_path: Path) -> None:
    schema.migrate(url(tmp_path))
    assert tables(tmp_path) == {*Base.metadata.tables, "alembic_version"}
    assert triggers(tmp_path) == TRIGGERS
    engine = sa.create_engine(url(tmp_path), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(home: Path) -> None:
    before = contents(home), triggers(home), references(home)
    schema.migrate(url(home))
    schema.migrate(url(home))
    assert (contents(home), triggers(home), references(home)) == before


def test_rows_references_and_triggers_stay_down_and_up_each_step(home: Path) -> None:
    before, keys = contents(home), references(home)
    assert before["presentation"]
    assert before["audit_entry"]
    for lower in reversed(revisions()[:-1]):
        schema.migrate(url(home), lower, down=True)
        schema.migrate(url(home))
        after = contents(home)
        assert {t: len(rows) for t, rows in after.items()} == {
            t: len(rows) for t, rows in before.items() if t in after
        }
    assert triggers(home) == TRIGGERS
    assert references(home) == keys
    assert broken(home) == []


def test_a_full_base_goes_down_to_nothing_and_up_again(home: Path) -> None:
    schema.migrate(url(home), "base", down=True)
    assert tables(home) == {"alembic_version"}
    assert triggers(home) == set()
    schema.migrate(url(home))
    assert tables(home) == {*Base.metadata.tables, "alembic_version"}
    assert triggers(home) == TRIGGERS


def test_a_rebuilt_parent_table_keeps_its_children_and_the_journal_its_triggers(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, keys = contents(home), references(home)
    step = "\n".join(
        f'with op.batch_alter_table("{table}", recreate="always") as batch:\n'
        f'    batch.add_column(sa.Column("later", sa.Text(), nullable=True))'
        for table in ("hospital", "patient", "presentation", "option", "audit_entry")
    )
    monkeypatch.setattr(schema, "MIGRATIONS", step_written(tmp_path, step))
    schema.migrate(url(home))
    after = contents(home)
    assert {t: len(rows) for t, rows in after.items()} == {t: len(r) for t, r in before.items()}
    assert after["presentation"][0][-1] is None
    assert triggers(home) == TRIGGERS
    assert references(home) == keys
    assert broken(home) == []
    with opened(home) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM audit_entry")


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ('op.add_column("patient", sa.Column("later", sa.Text()))\nraise OSError("power cut")', OSError),
        ('op.execute("DELETE FROM hospital")', RuntimeError),
        ('op.create_table("x", sa.Column("id", sa.Integer()))\nop.execute("SELECT nothing")', sa.exc.OperationalError),
    ],
    ids=["raises", "breaks references", "wrong SQL"],
)  # fmt: skip
def test_a_step_that_fails_leaves_the_base_as_it_was(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, why: type[Exception]
) -> None:
    before, known = contents(home), schema.head()
    monkeypatch.setattr(schema, "MIGRATIONS", step_written(tmp_path, step))
    with pytest.raises(why):
        schema.migrate(url(home))
    assert contents(home) == before
    assert triggers(home) == TRIGGERS
    with opened(home) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(known,)]


def test_foreign_keys_are_enforced_by_our_connections(home: Path) -> None:
    engine = sa.create_engine(url(home), poolclass=sa.pool.NullPool)
    database.configure(engine)
    with (
        engine.connect() as connection,
        pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY"),
    ):
        connection.execute(sa.text("DELETE FROM hospital"))
    engine.dispose()


def test_every_foreign_key_is_indexed(home: Path) -> None:
    with opened(home) as connection:
        for table in tables(home):
            keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            # A composite key is found through its first column; a speciality is never looked for by its people.
            wanted = {row[3] for row in keys if row[1] == 0 and row[2] != "speciality"}
            first = {
                row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5] == 1
            }
            for index in connection.execute(f"PRAGMA index_list({table})").fetchall():
                columns = connection.execute(f"PRAGMA index_info({index[1]})").fetchall()
                first.add(columns[0][2])
            assert wanted <= first, (table, wanted - first)


def test_a_quorum_rule_in_three_columns_becomes_one_rule_with_official_codes_and_back(
    home: Path,
) -> None:
    schema.migrate(url(home), "0001", down=True)
    with opened(home) as connection:
        minimum, required = connection.execute(
            "SELECT quorum_minimum, quorum_required FROM meeting LIMIT 1"
        ).fetchone()
    assert (minimum, json.loads(required)) == (2, ["Oncologie médicale"])
    schema.migrate(url(home))
    with opened(home) as connection:
        (rule,) = connection.execute("SELECT quorum FROM meeting LIMIT 1").fetchone()
        (needed,) = json.loads(rule)["required"]
        assert needed["codes"] == ["G15_10/SM36"]
        assert needed["mode"] == "present_or_opinion"
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("UPDATE meeting SET state = 'nonsense'")


def test_a_length_chosen_for_an_agenda_becomes_that_of_the_meeting_and_goes_back(
    home: Path,
) -> None:
    schema.migrate(url(home), "0010", down=True)
    with opened(home) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM meeting ORDER BY id LIMIT 2")]
        for meeting, length in zip(ids, (75, 60), strict=True):
            connection.execute("DELETE FROM agenda_pace WHERE meeting_id = ?", (meeting,))
            connection.execute(
                "INSERT INTO agenda_pace (meeting_id, case_minutes, length_minutes, freeze_hours,"
                " break_after, break_minutes, id, version, updated_at, updated_by)"
                " VALUES (?, 6, ?, 24, 60, 10, ?, 1, '2026-01-01', '')",
                (meeting, length, meeting),
            )
    schema.migrate(url(home))
    with opened(home) as connection:
        lasting = dict(connection.execute("SELECT id, duration_minutes FROM meeting"))
    assert [lasting[meeting] for meeting in ids] == [75, 120]  # sixty was nobody's choice
    schema.migrate(url(home), "0010", down=True)
    with opened(home) as connection:
        lengths = dict(connection.execute("SELECT meeting_id, length_minutes FROM agenda_pace"))
    assert [lengths[meeting] for meeting in ids] == [75, 120]


def test_a_page_text_and_a_large_print_go_down_and_up_with_the_stored_prints_kept(
    home: Path,
) -> None:
    text = "INSERT INTO page_text SELECT id, 'why', 1, 'Mot.', '', '', '', '', 1, 'Dr Test', '2026-01-01 00:00:00', ? FROM presentation LIMIT 1"
    kept = "SELECT count(*), sum(large) FROM document"
    with opened(home) as base:
        stored = [c[1] for c in base.execute("PRAGMA table_info(stored_file)")]
        assert stored
        presentation = base.execute("SELECT id FROM presentation LIMIT 1").fetchone()[0]
        base.execute(text, ("1" * 32,))
        base.execute(
            "INSERT INTO stored_file (sha256, size, media_type, stored_at) VALUES (?, 1, 'application/pdf', '2026-01-01 00:00:00')",
            ("a" * 64,),
        )
        base.execute(
            "INSERT INTO document (presentation_id, kind, sequence, sha256, made_by, made_at, id, large) VALUES (?, 'patient', 1, ?, 'Dr Test', '2026-01-01 00:00:00', ?, 1)",
            (presentation, "a" * 64, "2" * 32),
        )
    schema.migrate(url(home), "0004", down=True)
    assert "page_text" not in tables(home)
    schema.migrate(url(home))
    with opened(home) as base:
        assert base.execute(kept).fetchone() == (1, 0)
        assert base.execute("SELECT count(*) FROM page_text").fetchone() == (0,)
    assert broken(home) == []
