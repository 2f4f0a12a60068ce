"""A typist who fills any form of the product, reads what is refused beside a field, and corrects it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

from bs4 import BeautifulSoup

from app import clock
from tests.documents.reading import flat
from tests.exchange import hostile_files
from tests.judge import fields_of

Text = Callable[[str, Any], str]
# Fields of words that are no free text: addresses in the page, secrets, names of sign-in.
NOT_TYPED = {"page", "submission", "seen_version", "csrf_token", "login"}
FIRST = {
    "login": "nouvelle.personne",
    "site": "colorectal",
    "opposed": "no",
    "what_matters_status": "stated",
    "info_status": "stated",
    "info_wish": "everything",
    "refusal_status": "stated",
    "verdict": "retained",
    "outcome": "recommendation",
    "state": "positive",
    "capacity.state": "able",
    "source-keep": "y",
    "trial": "yes",
    "prognosis_wish": "with_figures",
}
# What a form may be saved with half said, and a signature then asks for: the one typed calls for the other.
GOES_WITH = {
    "departs_because": "departs_from",
    "dissent_how": "dissent_on",
    "dissent_on": "dissent_who",
    "trial": "trial_ids",
}


def main_form(page: Any) -> Any:
    """The form a page is about; None when it has none."""
    main = BeautifulSoup(page.text, "html.parser").find("main")
    posts = main.find_all("form", method="post") if main else []
    own = (f for f in posts if "inline" not in f.get("class", []))
    return next((f for f in own if f.find(attrs={"name": "submission"})), None)


def text_controls(form: Any) -> dict[str, Any]:
    """The controls one types words in, by name."""
    controls = [*form.find_all("textarea"), *form.find_all("input", type=["text", "search", "tel"])]
    return {str(c["name"]): c for c in controls if c.get("name") not in NOT_TYPED}


def long_fields(form: Any) -> list[str]:
    """The names of a form's paragraphs."""
    return [str(area["name"]) for area in form.find_all("textarea")]


def errors(page: Any) -> dict[str, str]:
    """What a page refuses, by field; "" for what belongs to none."""
    found = BeautifulSoup(page.text, "html.parser").select(".error")
    return {str(e.get("id", "")).removesuffix("-error"): flat(e.get_text()) for e in found}


def fill(form: Any, text: Text) -> dict[str, Any]:
    """The form as a browser would send it, with `text(name, control)` in each control one types in."""
    data = fields_of(form)
    data |= {n: v for n, v in FIRST.items() if form.find(attrs={"name": n}) and not typed(data, n)}
    data |= {name: text(name, control) for name, control in text_controls(form).items()}
    return data | {other: "x" for one, other in GOES_WITH.items() if half_said(data, one, other)}


def half_said(data: dict[str, Any], one: str, other: str) -> bool:
    """Whether the first of two that go together is given and the second, of the same form, is empty."""
    return bool(data.get(one)) and data.get(other) == ""


def typed(data: dict[str, Any], name: str) -> bool:
    """Whether a sign-in name stands there already; lists are always chosen anew."""
    return name == "login" and bool(data.get(name))


def send(browser: Any, path: str, data: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Send, correcting what is refused as its sentence asks; the last answer and what was sent at last."""
    for _try in range(5):
        answer = browser.post(path, data={name: _sent(value) for name, value in data.items()})
        if answer.status_code != 200:
            break
        form = main_form(answer)
        if form is None:
            break
        fresh = {
            n: v
            for n, v in fields_of(form).items()
            if n in {"csrf_token", "submission", "seen_version"}
        }
        better = {n: corrected(form, n, said, data) for n, said in errors(answer).items() if n}
        data = data | fresh | better
    return answer, data


def _sent(value: Any) -> Any:
    """A value as the client takes it; bytes are a file, opened anew each time."""
    return (BytesIO(value), "document.png") if isinstance(value, bytes) else value


def corrected(form: Any, name: str, said: str, data: dict[str, Any]) -> Any:
    """Another value for a field that was refused."""
    if "Nombre" in said or "Entre 1 et" in said:
        return "2"
    if "Choisissez un fichier" in said:
        return hostile_files.picture()
    if "OncoTree" in said:
        return "LUAD"
    if "Adresse non comprise" in said:
        return "prenom.nom@hopital.invalid"
    if "Cette date est passée" in said or "Rien n’a changé" in said:
        return f"{clock.today() + timedelta(days=1):%d/%m/%Y}"
    if "Heure" in said:
        return "14:00"
    if "ate non comprise" in said or "Cette date" in said:
        return f"{clock.today():%d/%m/%Y}"
    if limit := re.search(
        r"il en faut ([\d ]+) au plus", said.replace("\u202f", " ").replace("\u00a0", " ")
    ):
        return str(data[name])[: int(limit[1].replace(" ", ""))]
    if name in text_controls(form):
        return f"{clock.today():%d/%m/%Y}" if name.endswith("_on") else "x"
    return chosen(form, name) or data.get(name, "")


def chosen(form: Any, name: str) -> str:
    """The first answer of a list that says something."""
    select = form.find("select", attrs={"name": name})
    if select is not None:
        return next((str(o["value"]) for o in select.find_all("option") if o.get("value")), "")
    radios = form.find_all("input", attrs={"name": name}, type="radio")
    return next((str(r["value"]) for r in radios if r.get("value")), "")
