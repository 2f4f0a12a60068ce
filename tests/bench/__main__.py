"""`make bench`: ratios and counts measured in one run, one process; only a broken rule of counts fails it."""

from __future__ import annotations

import io
import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import sqlalchemy as sa
from flask import Flask, render_template
from jinja2 import DictLoader
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

import config
from app import clock, create_app, database
from app.documents import _style, fiche
from app.domain.record import Record
from app.extensions import db
from app.queries import records
from app.services import traces
from tests import bench_trials
from tests.bench import imports, lists, prints
from tests.bench.measuring import Stopwatch, asked, cookie, interleaved, peopled, say
from tests.counting import resize, statements
from tests.judge import JudgingClient
from tests.world import World

CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
SIZES = ((6, 2), (12, 2), (24, 2), (24, 20))
USUAL = (8, 5)
MOST = 12
PAGE_AIM, FICHE_AIM = 15, 3


def main() -> int:
    """Measure and print; 1 when a page's statements depend on its size or exceed the most allowed, or a list slows with the installation."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config.load({}, home=Path(folder)), ARGON2=CHEAP)
        app.test_client_class = JudgingClient
        with app.app_context():
            world = peopled(app)
            signed = cookie(app, world)
            kept = _counts(app, world, signed)
            resize(world, options_wanted=USUAL[0], lines_wanted=USUAL[1])
            _page(app, world, signed)
            record = records.of_presentation(world.actors["coordinator"], world.presentation).record
            _fiche(record)
            prints.measure(record)
            db.session.remove()
            db.engine.dispose()
    bench_trials.run(say)
    kept = imports.measure() and kept
    return 0 if lists.measure() and kept else 1


def _counts(app: Flask, world: World, cookie: str) -> bool:
    ask, found = asked(app, f"/presentations/{world.presentation}", cookie), []
    say("Requêtes de la page de comparaison (trace d’accès comprise)")
    for options, lines in SIZES:
        resize(world, options_wanted=options, lines_wanted=lines)
        ask()
        with statements(db.engine) as sent:
            ask()
        found.append(len(sent))
        say(f"  {options:2d} options, {lines:2d} lignes : {len(sent)}")
    kept = len(set(found)) == 1 and max(found) <= MOST
    say(f"  règle (même nombre partout, {MOST} au plus) : {'tenue' if kept else 'NON TENUE'}")
    return kept


def _page(app: Flask, world: World, cookie: str) -> None:
    ours = asked(app, f"/presentations/{world.presentation}", cookie)
    path = app.config["RELAIS"].database_path
    bare, stack = asked(_bare(path, world), "/"), asked(_bare_with_orm(path, world), "/")
    page, plain, orm, trace = Stopwatch(), Stopwatch(), Stopwatch(), Stopwatch()
    written = traces.record
    traces.record = lambda *given: trace.run(partial(written, *given))
    try:
        interleaved((page, ours), (plain, bare), (orm, stack))
    finally:
        traces.record = written
    say(f"Page de comparaison, {USUAL[0]} options, {USUAL[1]} lignes (à chaud, base en fichier)")
    say(f"  la page : {page}")
    say(f"    dont la trace d’accès, écrite sur le disque avant la réponse : {trace}")
    _against("page Flask nue, sqlite3, une requête indexée", page, plain, PAGE_AIM)
    _against("page Flask nue, SQLAlchemy, une requête indexée", page, orm)


def _fiche(record: Record) -> None:
    build = partial(fiche.build, record, printed_on=clock.today())
    lines = [
        line
        for page in PdfReader(io.BytesIO(build())).pages
        for line in page.extract_text().splitlines()
    ]
    ours, bare = Stopwatch(), Stopwatch()
    interleaved((ours, build), (bare, partial(_bare_pdf, lines)))
    say(f"Fiche RCP ({len(lines)} lignes de texte)")
    say(f"  la fiche : {ours}")
    _against("le même texte par un script ReportLab nu", ours, bare, FICHE_AIM)


_TEMPLATE = DictLoader(
    {
        "patient.html": "<!doctype html><html lang=fr><title>{{ name }}</title>"
        "<h1>{{ name }}</h1><p>{{ given }}</p></html>"
    }
)


def _bare(path: Path, world: World) -> Flask:
    """The page of Flask's own tutorial: a connection for the request, a query by key, a template."""
    app = Flask("bare")
    app.jinja_loader = _TEMPLATE
    query = "SELECT birth_name, given_names FROM patient WHERE id = ?"
    key = _patient_id(path, world)

    @app.get("/")
    def page() -> str:
        with closing(sqlite3.connect(path)) as base:
            name, given = base.execute(query, (key,)).fetchone()
        return render_template("patient.html", name=name, given=given)

    return app


def _bare_with_orm(path: Path, world: World) -> Flask:
    """The same through SQLAlchemy, with the settings our connections have."""
    app = Flask("orm")
    app.jinja_loader = _TEMPLATE
    engine = sa.create_engine(f"sqlite:///{path}")
    database.configure(engine)
    table = sa.table("patient", sa.column("id"), sa.column("birth_name"), sa.column("given_names"))
    query = sa.select(table.c.birth_name, table.c.given_names).where(
        table.c.id == _patient_id(path, world)
    )

    @app.get("/")
    def page() -> str:
        with engine.connect() as base:
            name, given = base.execute(query).one()
        return render_template("patient.html", name=name, given=given)

    return app


def _patient_id(path: Path, world: World) -> str:
    with closing(sqlite3.connect(path)) as base:
        query = "SELECT patient_id FROM clinical_case WHERE id = ?"
        return str(base.execute(query, (world.case.hex,)).fetchone()[0])


def _bare_pdf(lines: Iterable[str]) -> bytes:
    """The text alone, line by line, in the same typeface."""
    style = ParagraphStyle("bare", fontName=_style.REGULAR, fontSize=8.6, leading=10.9)
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build([Paragraph(escape(line), style) for line in lines])
    return target.getvalue()


def _against(what: str, ours: Stopwatch, theirs: Stopwatch, aim: int | None = None) -> None:
    wanted = f" (but : {aim} au plus)" if aim else ""
    say(f"  {what} : {theirs}\n    {ours.against(theirs)}{wanted}")


if __name__ == "__main__":
    sys.exit(main())
