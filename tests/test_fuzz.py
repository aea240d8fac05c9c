"""Random input for each stage and for all of them: bytes, nodes, marked-up text, and shipped files with damage.

`make test` tries the same few on every run; `make fuzz` tries many more, new ones each time (FUZZ says how many times
as many; see tests/support/fuzzing.py).
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pikepdf
import pytest
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Diagnostics, HandoutError, Severity, Source, Span
from generator.model.club import Club
from generator.model.content import Content
from generator.model.drawing import parse_drawing
from generator.model.inline import Inline, Text, parse
from generator.model.layout import LayoutFile
from generator.model.locale import Locale
from generator.model.sheet import SheetFile
from generator.source.decode import decode
from generator.source.node import Mapping, Node, Pair, Scalar, Sequence
from generator.source.reader import read_text
from tests.support.desk import CLUB, CONTENT, Desk
from tests.support.fuzzing import examples
from tests.support.roundtrip import check_tree
from tests.support.wording import ROOT

pytestmark = pytest.mark.slow

SOURCE = Source("x.yaml", "a line of text\n" * 3)
SPAN = Span(SOURCE, 2, 3, 2, 7)
RECORDS: tuple[Any, ...] = (Content, LayoutFile, Locale, Club, SheetFile)
WORDS = st.sampled_from((
    *("", "x", "no", "null", "~", "0", "-1", "1e9", "1e400", "9" * 30, "true", "2026-11-05", "2026-02-30", "#00563F"),
    *("https://example.org", "javascript:x", "en-GB", "handout-a4", "10 mm", "-3 pt", "50 %", "1 line", "{x"),
    *("**a**", "[a](b", "\\", "\u200b", "\U0001f600", "\u0301", "a" * 300, "../x", "/x", "now", "act", "all", "body"),
))  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def sound(diagnostics: tuple[Diagnostic, ...], *, failed: bool) -> None:
    """There is an error if and only if something failed, and each problem is a sentence at a place."""
    assert failed == any(problem.severity is Severity.ERROR for problem in diagnostics)
    for problem in diagnostics:
        assert problem.message
        assert problem.span is not None
        assert problem.span.line >= 1
        assert problem.span.column >= 1


YAML = (
    *("a", "é", ":", ": ", "-", "- ", "?", "[", "]", "{", "}", "#", "&a", "*a", "!", "|", ">", "'", '"', "%", "@", ","),
    *("\\", "\n", "  ", " ", "\t", "\r", "---", "...", "<<", "\ufeff", "\u2028", "\x85", "\0", "\\ud800", "~"),
)


@examples(150)
@hypothesis.given(st.binary(max_size=200) | st.lists(st.sampled_from(YAML), max_size=60).map("".join).map(str.encode))
def test_any_bytes_are_a_tree_or_told(data: bytes) -> None:
    diagnostics = Diagnostics()
    node = read_text(data, "x.yaml", diagnostics)
    sound(diagnostics.sorted(), failed=node is None)


@cache
def keys(record: Any) -> tuple[str, ...]:
    """All keys of the records below one."""
    found: dict[str, None] = {}
    seen: set[Any] = set()

    def visit(kind: Any) -> None:
        if kind in seen:
            return
        seen.add(kind)
        for name in getattr(kind, "_fields", ()):
            found[name.rstrip("_").replace("_", "-")] = None
        hints = getattr(kind, "__annotations__", {}).values() if hasattr(kind, "_fields") else ()
        for part in (*hints, *getattr(kind, "__args__", ())):
            if not isinstance(part, str):
                visit(part)

    visit(record)
    return (*found, "x", "<<")


def nodes(record: Any) -> st.SearchStrategy[Node]:
    """Trees whose keys are those of a record and its parts, and whose values are anything."""
    scalars = st.builds(Scalar, WORDS | st.text(max_size=9), st.just(SPAN), st.booleans())

    def above(kids: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        lists = st.lists(kids, max_size=4).map(lambda items: Sequence(tuple(items), SPAN))
        pairs = st.dictionaries(st.sampled_from(keys(record)), kids, max_size=6)
        return lists | pairs.map(
            lambda found: Mapping({key: Pair(Scalar(key, SPAN, False), kid) for key, kid in found.items()}, SPAN)
        )

    return st.recursive(scalars, above, max_leaves=30)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_any_tree_is_a_value_or_told(record: Any) -> None:
    @examples(150)
    @hypothesis.given(nodes(record))
    def check(node: Node) -> None:
        diagnostics = Diagnostics()
        value = decode(node, record, diagnostics)
        if value is None:
            sound(diagnostics.sorted(), failed=True)

    check()


def paths(node: Node, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to all nodes below one."""
    kids: Any = []
    if isinstance(node, Mapping):
        kids = [(key, pair.value) for key, pair in node.pairs.items()]
    elif isinstance(node, Sequence):
        kids = list(enumerate(node.items))
    return [path, *(way for step, kid in kids for way in paths(kid, (*path, step)))]


def replaced(node: Node, path: tuple[Any, ...], new: Node) -> Node:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        pair = node.pairs[step]
        return node._replace(pairs={**node.pairs, step: pair._replace(value=replaced(pair.value, rest, new))})
    assert isinstance(node, Sequence)
    kids = [replaced(kid, rest, new) if number == step else kid for number, kid in enumerate(node.items)]
    return node._replace(items=tuple(kids))


def test_a_good_tree_with_a_wrong_part_is_a_value_or_told() -> None:
    """Deeper than random trees come: one node of the shipped guide is another."""
    good = read_text((ROOT / "content/sore-back.yaml").read_bytes(), "x.yaml", Diagnostics())
    assert good is not None
    ways = paths(good)

    @examples(100)
    @hypothesis.given(st.sampled_from(ways), nodes(Content), st.sampled_from(ways))
    def check(way: tuple[Any, ...], new: Node, other: tuple[Any, ...]) -> None:
        diagnostics = Diagnostics()
        value = decode(replaced(good, way, new), Content, diagnostics)
        if value is None:
            sound(diagnostics.sorted(), failed=True)

    check()


MARKS = (
    *(
        "**",
        "*",
        "_",
        "[",
        "]",
        "(",
        ")",
        "](",
        "](https://a.b)",
        "](javascript:x)",
        "](lang:fr)",
        "](lang:",
        "] (tel:",
        "{",
        "}",
        "{title}",
        "{club.name}",
    ),
    *("\\", "\\*", "a", "B c", " ", ".", "é", "\u0301", "\u200b", "\u00a0", "<", "&amp;", "'"),
)


@examples(200)
@hypothesis.given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join) | st.text(max_size=40))
def test_any_text_is_parsed_and_says_what_it_said(text: str) -> None:
    diagnostics = Diagnostics()
    runs = parse(text, SPAN, diagnostics)
    rest = iter(text)
    assert all(character in rest for run in runs if not run.variable for character in run.text)
    for run in runs:
        assert run.text or text == ""
        assert run.address is None or run.address.partition(":")[0] in ("https",) or run.address.startswith("{")
        assert run.language in (None, "fr")
    assert parse("".join(f"\\{c}" if c in MARK_CHARACTERS else c for c in text), SPAN, Diagnostics()) == (Text(text),)
    inline = Inline.decode_node(Scalar(text, SPAN, True), diagnostics)
    assert inline is None or inline.plain == inline.plain.strip(" ")


MARK_CHARACTERS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


@examples(150)
@hypothesis.given(st.data())
def test_any_drawing_is_read_or_told(data: Any) -> None:
    svg = (ROOT / "content/figures/knees-side-to-side.svg").read_text(encoding="utf-8")
    text = damaged(data, svg, ("<", ">", '"', "/", "e9", "-", "NaN", "<svg>", "</g>", "M", "&x;", "<!DOCTYPE a>", "%"))
    diagnostics = Diagnostics()
    drawing = parse_drawing(Source("x.svg", text), text, SPAN, diagnostics)
    sound(diagnostics.sorted(), failed=drawing is None)


def damaged(data: Any, text: str, pieces: tuple[str, ...]) -> str:
    """The text with stretches of it lost, moved or replaced."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = min(len(text), start + data.draw(st.sampled_from((0, 1, 3, 30, 300))))
        back = data.draw(st.integers(0, len(text)))
        new = data.draw(st.sampled_from((*pieces, text[back : back + 40], "")))
        text = text[:start] + new + text[stop:]
    return text


@pytest.mark.parametrize("kind", ["content", "layout", "club", "locale"])
def test_a_damaged_file_is_built_or_told(kind: str, desk: Desk) -> None:
    """Through the whole pipeline. What is built is a PDF whose tree is whole."""
    shipped = {
        "content": (ROOT / "content/race-day.yaml").read_text(encoding="utf-8"),
        "layout": (ROOT / "layouts/handout-a4.yaml").read_text(encoding="utf-8"),
        "club": CLUB + "contact: Jo\nweb: https://run.example.org\naccent: '#003B5C'\nmeets: Tuesdays\n",
        "locale": (ROOT / "content/locales/en-GB.yaml").read_text(encoding="utf-8"),
    }[kind]
    pieces = (*YAML, "null", "[]", "{}", "-1", "1e9 mm", "0 pt", "{title}", "**", "\u200b", "😀", "x" * 200, ": x")
    desk.write("content/locales/en-GB.yaml", (ROOT / "content/locales/en-GB.yaml").read_bytes())

    @examples(100)
    @hypothesis.given(st.data())
    def check(data: Any) -> None:
        text = damaged(data, shipped, pieces)
        if kind == "locale":
            desk.write("content/locales/en-GB.yaml", text.encode("utf-8", "surrogatepass"))
        try:
            built = desk.build(
                text if kind == "content" else CONTENT,
                text + "\n" if kind == "layout" else "handout-a4",
                text + "\n" if kind == "club" else None,
            )
        except HandoutError:
            return
        assert (built.data is None) == any(problem.severity is Severity.ERROR for problem in built.diagnostics)
        if built.data:
            assert check_tree(built.data) == []
            with pikepdf.open(io.BytesIO(built.data)) as pdf:
                assert len(pdf.pages) == built.pages

    check()
