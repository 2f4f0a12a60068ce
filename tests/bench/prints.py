"""The prints of a meeting of twenty: as one file, against twenty prints one by one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from app import clock
from app.documents import batch, fiche
from app.domain.record import Record
from tests.bench.measuring import Stopwatch, say

CASES, ROUNDS, AIM = 20, 5, 1


def measure(record: Record) -> None:
    """Say how long each takes, in turns, from the same records."""
    records = [replace(record, reference=f"R-2026-{n:06d}") for n in range(CASES)]
    build = partial(fiche.build, printed_on=clock.today())
    together, apart = Stopwatch(), Stopwatch()
    for _round in range(ROUNDS):
        together.run(lambda: _bound(records))
        apart.run(lambda: [build(one) for one in records])
    say(f"Fiches d’une séance de {CASES} dossiers, en un fichier")
    say(f"  le fichier : {together}")
    say(
        f"  {CASES} fiches une à une : {apart}\n    {together.against(apart)} (but : {AIM} au plus)"
    )


def _bound(records: list[Record]) -> bytes:
    parts = [
        batch.Part(one.reference, *fiche.laid_out(one, printed_on=clock.today())) for one in records
    ]
    return batch.bind(parts, parts[0].document)
