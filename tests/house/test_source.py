"""Calls that belong to one place, steps that are numbered, files that hold nothing of this machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import yaml
from alembic.script import ScriptDirectory

import app.models as tables
from app.exchange import located, marked_yaml
from app.models._base import Base, Versioned
from tests.house.reading import ROOT, calls, committed, dotted, name_of, sources, templates

MODELS = {mapper.class_.__name__ for mapper in Base.registry.mappers}
VERSIONED = {
    mapper.class_.__name__
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Versioned)
}


def where(is_banned: Callable[[ast.AST], bool], *, but: set[str]) -> list[str]:
    """File and line of everything banned, outside the files where it belongs."""
    return [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, tree in sources().items()
        if name not in but
        for node in ast.walk(tree)
        if is_banned(node)
    ]


def imports(node: ast.AST, module: str, *names: str) -> bool:
    """Whether a node imports one of these names from a module or from one inside it."""
    if isinstance(node, ast.ImportFrom):
        inside = f"{node.module}.".startswith(f"{module}.")
        return inside and (not names or bool({alias.name for alias in node.names} & set(names)))
    return (
        isinstance(node, ast.Import)
        and not names
        and any(f"{a.name}.".startswith(f"{module}.") for a in node.names)
    )


def is_call(node: ast.AST, *endings: str) -> bool:
    """Whether a node calls something whose dotted name ends so."""
    name = dotted(node.func) if isinstance(node, ast.Call) else ""
    return any(name == ending or name.endswith(f".{ending}") for ending in endings)


def test_the_clock_is_read_in_one_place() -> None:
    def reads(node: ast.AST) -> bool:
        return is_call(
            node,
            "datetime.now",
            "datetime.utcnow",
            "datetime.today",
            "date.today",
            "time.time",
            "utcnow",
        )

    assert not where(reads, but={"app/clock.py"})
    assert where(reads, but=set()), "the rule no longer sees the clock itself"


def test_paragraphs_of_the_pdf_library_are_made_behind_one_door() -> None:
    makers = ("Paragraph", "Preformatted", "XPreformatted", "ParagraphAndImage")
    takers = {
        name
        for name, tree in sources().items()
        if any(imports(n, "reportlab", *makers) for n in ast.walk(tree))
    }
    made = {place.split(":")[0] for place in where(lambda n: is_call(n, *makers), but=set())}
    assert takers & made == {"app/documents/_text.py"}


def test_only_documents_use_the_pdf_library() -> None:
    # The demonstration plays a laboratory that sends its own document: it is none of our prints.
    elsewhere = {"app/cli/demo/documents.py"}
    assert {
        place.split(":")[0] for place in where(lambda n: imports(n, "reportlab"), but=elsewhere)
    } <= {name for name in sources() if name.startswith("app/documents/")}


def test_trusted_markup_is_made_by_the_filters_only() -> None:
    def makes(node: ast.AST) -> bool:
        return (
            imports(node, "markupsafe")
            or imports(node, "flask", "Markup")
            or is_call(node, "Markup")
        )

    assert not where(makes, but={"app/web/_filters.py"})


def test_the_unit_of_work_alone_begins_and_commits() -> None:
    def commits(node: ast.AST) -> bool:
        return is_call(node, "session.commit", "session.begin", "session.begin_nested")

    def begins(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and str(node.value).startswith("BEGIN IMMEDIATE")

    assert not where(commits, but={"app/services/_transaction.py"})
    assert where(commits, but=set())
    assert not where(begins, but={"app/services/_transaction.py"})


def test_rows_are_selected_not_asked_of_their_class() -> None:
    def queries(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Attribute)
            and node.attr == "query"
            and dotted(node.value).split(".")[-1] in MODELS | {"session"}
        )

    assert not where(queries, but=set())
    assert not hasattr(tables.Account, "query")


def test_a_versioned_row_is_never_updated_in_bulk() -> None:
    def skips_the_version(node: ast.AST) -> bool:
        return (
            is_call(node, "update", "delete") and dotted(node.args[0]) in VERSIONED
            if getattr(node, "args", None)
            else False
        )

    assert "Presentation" in VERSIONED
    assert not where(skips_the_version, but=set())


def test_secrets_never_come_from_random() -> None:
    assert not where(lambda n: imports(n, "random"), but=set())


def test_a_form_never_writes_itself_into_a_row() -> None:
    assert not where(lambda n: is_call(n, "populate_obj"), but=set())


def test_nothing_is_unpickled_evaluated_or_read_as_unsafe_yaml() -> None:
    def runs(node: ast.AST) -> bool:
        return is_call(node, "yaml.unsafe_load", "yaml.full_load") or (
            isinstance(node, ast.Call) and dotted(node.func) in {"eval", "exec"}
        )

    def loads(node: ast.AST) -> bool:
        return is_call(node, "yaml.load", "yaml.load_all")

    assert not where(runs, but=set())
    assert not where(loads, but={"app/exchange/marked_yaml.py", "app/exchange/located.py"}), (
        "their loaders are safe ones, tested below"
    )
    for loader in (marked_yaml._StrictLoader, located.Loader):
        assert issubclass(loader, yaml.constructor.SafeConstructor)
        assert not issubclass(loader, yaml.constructor.FullConstructor)
    assert not where(
        lambda n: any(imports(n, m) for m in ("pickle", "marshal", "shelve")), but=set()
    )


def test_the_environment_is_read_by_the_settings_and_the_command_line_only() -> None:
    def reads(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv"}

    found = {place.split(":")[0] for place in where(reads, but={"config.py"})}
    # A file that was sent is judged by a child that is given none of our settings.
    found.discard("app/exchange/attached/judging.py")
    assert all(name.startswith("app/cli/") for name in found), found


def test_no_sentence_is_glued_together_inside_the_translation() -> None:
    def glued(node: ast.AST) -> bool:
        called = isinstance(node, ast.Call) and dotted(node.func) in {"_", "ngettext"} and node.args
        return bool(called) and isinstance(node.args[0], ast.BinOp | ast.JoinedStr)  # type: ignore[attr-defined]

    assert not where(glued, but=set())
    assert not [
        n for n, text in templates().items() if re.search(r"""_\(\s*('[^']*'|"[^"]*")\s*~""", text)
    ]


def test_every_module_and_public_function_says_what_it_does() -> None:
    silent = []
    for name, tree in sources().items():
        if tree.body and not ast.get_docstring(tree):
            silent.append(name)
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith(
                "_"
            )
            if public and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{name}:{node.lineno} {node.name}")  # type: ignore[union-attr]
    assert not silent


def test_no_drawer_is_named_for_nothing() -> None:
    vague = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert not [
        name_of(p)
        for p in committed()
        if p.name in vague or p.parent.name in {"utils", "helpers", "common"}
    ]


def test_migrations_are_numbered_and_have_one_head() -> None:
    versions = ROOT / "migrations" / "versions"
    files = sorted(path.name for path in versions.glob("*.py"))
    assert [name[:4] for name in files] == [f"{n:04d}" for n in range(1, len(files) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", name) for name in files)
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert script.get_heads() == [files[-1][:4]]
    assert {r.revision: r.down_revision for r in script.walk_revisions()} == {
        f"{n:04d}": f"{n - 1:04d}" if n > 1 else None for n in range(1, len(files) + 1)
    }


MACHINE = re.compile(
    r"/(?:work|root|Users)/|/home/\w|/opt/(?:wheels|pypi)|[A-Z]:\\Users"
    r"|--(?:extra-)?index-url|--find-links|/simple/?$",
    re.M,
)
HOST = re.compile(r"https?://([\w.-]+)")
NAMED_HOSTS = {
    "civicdb.org",
    "keepachangelog.com",
    "semver.org",
    "www.w3.org",
    "json-schema.org",
    "loinc.org",
    # Namespaces that the metadata of PDF/UA-1 are written in: names, never addresses.
    "ns.adobe.com",
    "purl.org",
    "www.aiim.org",
    # Notices that the licences of the vocabularies in seed/terminology ask for.
    "oncotree.info",
    "creativecommons.org",
    "www.genenames.org",
    "127.0.0.1",
    "localhost",
}


def text_of(path: Path) -> str:
    """The text of a file, "" of a binary one."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_holds_a_path_or_a_registry_of_this_machine() -> None:
    here = Path(__file__)
    held = {
        name_of(p): found
        for p in committed()
        if p != here and (found := MACHINE.findall(text_of(p)))
    }
    assert not held


def test_no_file_names_a_host_nobody_decided_about() -> None:
    reserved = (".example", "example.org", "example.com", ".exemple.fr")
    held = {
        (name_of(path), host)
        for path in committed()
        for host in HOST.findall(text_of(path))
        if host not in NAMED_HOSTS and not host.endswith(reserved)
    }
    assert not held


def test_every_patient_written_in_the_application_says_test_in_the_name() -> None:
    wrong = []
    for name, tree in sources().items():
        for call in calls(tree):
            if not is_call(call, "Patient"):
                continue
            named = [*call.args[:1], *(k.value for k in call.keywords if k.arg == "birth_name")]
            for value in named:
                if (
                    isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                    and not value.value.startswith("TEST-")
                ):
                    wrong.append(f"{name}:{call.lineno} {value.value}")
    assert not wrong
