"""The list of cases and its search, at 1,000 cases and at 100,000: the same pages, asked in turn."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

import config
from app import create_app
from app.extensions import db
from app.queries import case_lists
from tests.bench import many
from tests.bench.measuring import Stopwatch, asked, cookie, interleaved, peopled, say
from tests.judge import JudgingClient

FEW_CASES, MANY_CASES = 1_000, 100_000
AIM = 1.5
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
# a case that both homes have
SOMEBODY = 321


@dataclass(frozen=True)
class Home:
    """One home of that many cases, and how its pages are asked."""

    ask: Callable[[str, str], Callable[[], bytes]]


def pages() -> dict[str, tuple[str, str]]:
    """What is measured: a label, who asks, and the address."""
    somebody = many.name(SOMEBODY)
    searches = {
        "liste": "",
        "page suivante": f"after={many.reference(700)}",
        "nom": f"q={quote_plus(somebody)}",
        "début de nom": f"q={quote_plus(somebody[:-2])}",
        "nom en deux mots": f"q={quote_plus('test ' + somebody[5:])}",
        "référence": f"q={many.reference(SOMEBODY)}",
        "INS": f"q={many.ins(SOMEBODY)}",
        "IPP": f"q=P{SOMEBODY:06d}",
        "tumeur": "q=colon",
        "marqueur": "q=braf+v600e",
        "médecin": "q=chair",
        "tumeur et médecin": "q=melanome+physician",
        "rien": "q=introuvable",
    }
    found = {label: ("coordinator", query) for label, query in searches.items()}
    return found | {
        "liste d’un médecin": ("stranger", ""),
        "recherche d’un médecin": ("stranger", "q=colon"),
    }


def measure() -> bool:
    """Measure and print; whether every page keeps to the aim."""
    with home(FEW_CASES) as few, home(MANY_CASES) as many_cases:
        say(
            f"Liste et recherche : {MANY_CASES} dossiers contre {FEW_CASES}, rapport en temps de calcul"
            f" ({case_lists.PAGE} lignes par page, à chaud, base en fichier, page entière)"
        )
        kept = True
        for label, (who, query) in pages().items():
            path = f"/cases?{query}"
            small, large = Stopwatch(), Stopwatch()
            interleaved((small, few.ask(who, path)), (large, many_cases.ask(who, path)))
            ratio = large.ratio(small)
            kept = kept and ratio <= AIM
            sign = "" if ratio <= AIM else "  AU-DESSUS DU BUT"
            say(
                f"  {label:28} {small.median:7.2f} ms  {large.median:7.2f} ms  rapport {ratio:.2f}{sign}"
            )
        _activity(few, many_cases)
        say(f"  but : {AIM} au plus : {'tenu' if kept else 'NON TENU'}")
    return kept


def _activity(few: Home, many_cases: Home) -> None:
    """The activity page counts what a period holds, here nothing validated: told, without an aim."""
    small, large = Stopwatch(), Stopwatch()
    ask = (few.ask("coordinator", "/activity"), many_cases.ask("coordinator", "/activity"))
    interleaved((small, ask[0]), (large, ask[1]), rounds=10, batch=1)
    ratio = large.ratio(small)
    say(f"  {'activité':28} {small.median:7.2f} ms  {large.median:7.2f} ms  rapport {ratio:.2f}")


@contextmanager
def home(cases: int) -> Iterator[Home]:
    """A home of its own with that many cases of the first hospital, three doctors sharing all but forty."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config.load({}, home=Path(folder)), ARGON2=CHEAP)
        app.test_client_class = JudgingClient
        with app.app_context():
            world = peopled(app)
            started = time.perf_counter()
            doctors = [
                (world.people[who], who.capitalize()) for who in ("chair", "physician", "member")
            ]
            many.fill(world.hospital, doctors, cases)
            many.give(world.people["stranger"], 40)
            say(f"{cases} dossiers semés en {time.perf_counter() - started:.0f} s")
            cookies = {who: cookie(app, world, who) for who in ("coordinator", "stranger")}
            db.session.remove()

            def ask(who: str, path: str) -> Callable[[], bytes]:
                return asked(app, path, cookies[who])

            yield Home(ask)
            db.session.remove()
            db.engine.dispose()


def main() -> int:
    """The lists alone."""
    return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
