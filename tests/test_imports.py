"""Holds the table of who may import whom (CONTRIBUTING.md, "The rooms") against every module of the package."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "generator").rglob("*.py"))

# What stands in for the standard library's own, faster.
EVERYWHERE = ["record", "digest", "version"]
# A word with its place, and "did you mean": values that every stage up to the pages may hold and use.
WORDS = ["source.decode.Located", "source.decode.suggest"]
# A file of the room's own, as a mapping: the texts of the rules.
DATA = ["source.files.read_file", "source.decode.decode"]
READ = ["checks", "compose", "diagnostics", "model", "provenance", "source", "story", "typeset.fonts", "typeset.kept"]
SET = [*READ, "structure", "inputs", "values", "typeset"]
DOCUMENTS = [*SET, "building", "workspace", "documents", "pdf"]
# Print sheets are made of pages that are set already, and of words of their own in a few small boxes.
SET_PAGES = ["typeset.geometry", "typeset.items", "typeset.fonts", "typeset.lines"]
IMPOSED = ["impose.geometry", "impose.lettering"]  # a target is a page with marks of its own
# What each room may import of ours, besides itself. A name covers the module or folder and what is inside it.
MAY_IMPORT = {
    "record": [],
    "version": [],
    "digest": [],
    "postpone": [],
    "diagnostics": [],
    "structure": [],
    "provenance": ["diagnostics"],
    "reporting": ["diagnostics"],
    "source": ["diagnostics"],
    "model": ["source.decode", "source.schema", "source.node", "source.overlay", "diagnostics", "story"],
    "story": ["structure", "diagnostics"],
    "compose": ["model", "story", "structure", "diagnostics", *WORDS],
    "typeset": ["model", "story", "structure", "provenance", "diagnostics", *WORDS],
    "pdf": ["structure", "provenance", "typeset.items", "typeset.fonts", "typeset.geometry", "diagnostics"],
    "checks": ["diagnostics", "structure", "model", "source.node", *SET_PAGES, *WORDS, *DATA],
    "filecache": [],
    "compiled": ["diagnostics", "model", "source"],
    "inputs": READ,
    "values": [*READ, "inputs"],
    "workspace": [*READ, "compiled", "filecache", "inputs", "values"],
    "building": SET,
    "documents": [*SET, "building", "workspace"],
    "impose": ["diagnostics", "structure", "model", *SET_PAGES, "source.decode.Located"],
    "writing": ["diagnostics"],
    "calibration": ["diagnostics", "structure", "model", "source", *SET_PAGES, *IMPOSED, "writing"],
    "printing": [*DOCUMENTS, "impose", "calibration"],
    "api": [*DOCUMENTS],
    "cli": [
        *("postpone", "reporting", *DOCUMENTS, "calibration", "impose", "printing", "writing", "inspection", "starter"),
    ],
    "inspection": ["provenance", "source.files", "source.encoding", "source.node", "diagnostics"],
    "starter": ["diagnostics", "source", "model"],
    "__main__": ["cli", "diagnostics", "postpone"],
}
# The package itself: its names are looked up when first asked for.
PACKAGE = {"": ["version", "api", "building", "diagnostics", "printing", "reporting"]}

# The only places for each package that is not ours. Whatever is not named here may be imported nowhere.
THIRD_PARTY = {
    "click": ["cli"],
    "yaml": ["source.events"],
    "reportlab": ["pdf"],
    "uharfbuzz": ["typeset", "pdf"],
    "segno": ["typeset.code"],
    "PIL": ["source.picture", "pdf.images"],
    "pypdf": ["inspection"],
    "platformdirs": ["calibration.profiles"],
    "logging": ["inspection"],  # which pypdf loads and talks to; see NEVER
}
# A handout is made offline; start-up time forbids the rest in every room.
NEVER = {
    *("asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "telnetlib"),
    *("urllib.request", "xmlrpc", "webbrowser"),
    *("dataclasses", "importlib.metadata", "inspect", "logging", "multiprocessing", "tempfile", "threading"),
}
LINES = 300  # past this a room becomes a folder


def name_of(path: Path) -> str:
    """generator/pdf/fonts.py is pdf.fonts, generator/pdf/__init__.py is pdf, generator/__init__.py the empty name."""
    return ".".join(path.relative_to(ROOT / "generator").with_suffix("").parts).removesuffix("__init__").rstrip(".")


def within(name: str, places: list[str]) -> bool:
    return any(name == place or name.startswith(place + ".") for place in places)


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each imported module, with `from a import b` as a.b: whether b is a module does not matter to the table."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"relative import in line {node.lineno}"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "__import__":
            yield "__import__", node.lineno


def wrong_imports(name: str, source: str) -> list[str]:
    """What the module called `name` may not import, as readable complaints."""
    room = name.partition(".")[0]
    ours = [room, *MAY_IMPORT[room]] if room else PACKAGE[""]
    found = []
    for imported, line in imports(ast.parse(source)):
        top, _, rest = imported.partition(".")
        if top == "generator":
            allowed = within(rest, [*ours, *EVERYWHERE])
        elif top in THIRD_PARTY:
            allowed = within(name, THIRD_PARTY[top])
        else:
            allowed = (top in {*sys.stdlib_module_names, "_sha2"}) and not within(imported, sorted(NEVER))
        if not allowed:
            found.append(f"generator/{name.replace('.', '/')}, line {line}: {imported}")
    return found


def imports_in_functions(name: str, source: str) -> list[str]:
    """Imports that hide inside functions; cli/ has them by rule, and the package's __init__ has its one hook."""
    if within(name, ["cli"]) or not name:
        return []
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [f"{name}, line {line}: {imported}" for function in functions for imported, line in imports(function)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_keeps_to_the_table(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert wrong_imports(name_of(path), source) == []
    assert imports_in_functions(name_of(path), source) == []


def test_every_module_was_seen() -> None:
    """A room that the table does not know, or that vanished from it, must not go unnoticed."""
    assert len(MODULES) == len(set(map(name_of, MODULES))) >= 10
    assert {name_of(path).partition(".")[0] for path in MODULES} - {""} == set(MAY_IMPORT)
    assert sorted(ROOT.glob("generator/**/*.py")) == MODULES


def test_no_module_outgrows_its_room() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


@pytest.mark.slow
def test_no_circles() -> None:
    """Follow the imports between modules at run time; the type checker's own may point anywhere."""
    known = {name_of(path) for path in MODULES}
    arrows: dict[str, set[str]] = {}
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node))]
        if not name_of(path):
            continue  # its one hook runs late, by design
        targets = {imported.removeprefix("generator.") for imported, _ in imports(tree) if "generator." in imported}
        arrows[name_of(path)] = {t if t in known else t.rpartition(".")[0] for t in targets} - {""}

    clear: set[str] = set()  # of circles, with all that they lead to

    def circle(name: str, above: tuple[str, ...]) -> tuple[str, ...]:
        if name in above:
            return (*above[above.index(name) :], name)
        if name not in clear:
            for target in arrows.get(name, ()):
                if found := circle(target, (*above, name)):
                    return found
            clear.add(name)
        return ()

    assert [found for name in arrows if (found := circle(name, ()))] == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("compose", "import yaml"),
        ("typeset.lines", "from reportlab.pdfgen import canvas"),
        ("source.reader", "import generator.model.content"),
        ("model.content", "from generator.pdf import writer"),
        ("pdf.writer", "from generator import compose"),
        ("pdf.writer", "import numpy"),
        ("source.files", "import urllib.request"),
        ("source.files", "from urllib import request"),
        ("building", "from generator.cli import main"),
    ],
)
def test_the_test_can_fail(name: str, source: str) -> None:
    assert wrong_imports(name, source)


def test_the_test_finds_imports_in_functions() -> None:
    assert imports_in_functions("compose", "def f():\n    import os\n")
