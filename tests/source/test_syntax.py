"""Words for what a YAML parser complains of: the slips that newcomers make, and what they are told."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from generator.diagnostics import Diagnostic, Diagnostics, Source
from generator.source import reader
from generator.source.reader import read_text
from generator.source.syntax import Scene, explain

LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]

SLIPS = [
    # what was written, where it points, words in the message, words in the hint
    ("text: Sore back: what to do", "1:16", "second ': '", "quotes"),
    ("a: {b: c: d}", "1:9", "second ': '", "quotes"),
    ("a: b\n  c: d", "2:3", "goes on with the text above", "same indentation"),
    ('title: "Hello" world', "1:16", 'after the closing "', "one pair of quotes"),
    ("a: 'don't'", "1:9", "after the closing '", "written twice"),
    ("a:\n  b: 1\n c: 2", "3:2", "line up", "column 1"),
    ("a: >-\n    one\n  two", "3:3", "line up", "'>-'"),
    ("a:\n  - x\n  y: 1", "3:3", "key cannot stand among the items", "'- '"),
    ("a:\n  - x\n - y", "3:2", "list item cannot stand", "deeper"),
    ("a: 1\n- b", "2:1", "list item cannot stand", "deeper"),
    ("a: {b: 1\nc: 2", "1:4", "'{' is never closed", "'}'"),
    ("a: [1, 2", "1:4", "'[' is never closed", "']'"),
    ('a: "open\nb: 2', "1:4", "quote is never closed", "apostrophe"),
    ("a: '\n---\n'", "1:4", "quote is never closed", "apostrophe"),
    ("a: 1\njust words\nb: 2", "2:1", "no 'key:'", "key: value"),
    ("a: 1\nb:2\nc: 3", "2:1", "no space after the colon", "key: value"),
    ("a: @home", "1:4", "start with '@'", "quotes"),
    ("a: %x", "1:4", "start with '%'", "quotes"),
    ("a: ? b", "1:4", "start with '?'", "quotes"),
    ("a: - b", "1:4", "list cannot start", "line of its own"),
    ("a: **bold** text", "1:4", "**strong**", "quotes"),
    ("a: *em* text", "1:4", "'*'", "quotes"),
    ("a: &b& c", "1:4", "'&'", "quotes"),
    ("a: !<x y", "1:4", "tag", "quotes"),
    ("a: !foo!bar x", "1:4", "tag", "quotes"),
    ('a: "\\*x"', "1:5", "backslash", "single quotes"),
    ('a: "\\xzz"', "1:5", "backslash", "single quotes"),
    ("a: > 5 minutes", "1:4", "nothing may follow", "next line"),
    ("a: [link](address)", "1:10", "after the closing ']'", "quotes"),
    ("a: {club.name} now", "1:16", "after the closing '}'", "quotes"),
    ("a: {text: Call {club.name} now}", "1:16", "a '{' inside text", "variable"),
    ("a: {b: 'x' y}", "1:12", "after the closing '", "quotes"),
    ("a: [a, , b]", "1:8", "nothing before this ','", "comma"),
    ("a: [\n- b\n]", "2:1", "no '-'", "commas"),
    ("a: ]", "1:4", "closes nothing", "quotes"),
    (": b", "1:1", "no key before", "key: value"),
    ("{a: 1} x", "1:8", "after the end", "complete"),
    ("%YAML 2.0\n---\na: 1", "1:1", "'%'", "Take it out"),
]


def complaint(text: str) -> Diagnostic:
    diagnostics = Diagnostics()
    assert read_text(text.encode(), "x.yaml", diagnostics) is None
    (found,) = diagnostics.sorted()
    return found


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(("text", "where", "message", "hint"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_is_located_and_explained(
    loader: Any, text: str, where: str, message: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "Parser", loader)
    found = complaint(text)
    assert str(found.span) == f"x.yaml:{where}"
    assert message in found.message
    assert found.hint is not None
    assert hint in found.hint


@pytest.mark.parametrize("text", [slip[0] for slip in SLIPS])
def test_no_message_speaks_of_the_parser(text: str) -> None:
    found = complaint(text)
    for word in ("token", "scalar", "expected <", "mapping values", "not valid YAML", "while"):
        assert word not in found.message + (found.hint or "")


def test_keys_that_do_not_line_up_show_where_they_began() -> None:
    (began, note), (deeper, other) = complaint("ab:\n  b: 1\n c: 2").related
    assert (str(began), str(deeper)) == ("x.yaml:1:1", "x.yaml:2:3")
    assert "start here" in note
    assert "deeper" in other


@pytest.mark.parametrize(
    ("text", "where", "note"),
    [
        (" a: 1\nb: 2", "x.yaml:1:2", "deeper"),
        ("a:\n   b: 1\n   # why\n\n  c: 2", "x.yaml:2:4", "deeper"),
        ("a:\n  b: 1\nc: 2\n# why\n  d: 3", "x.yaml:3:1", "less"),
        ("a:\n   - b\n  - c", "x.yaml:2:4", "deeper"),
    ],
)
def test_the_line_that_was_moved_is_shown_where_the_parser_only_stumbles_later(
    text: str, where: str, note: str
) -> None:
    assert [(str(span), note in said) for span, said in complaint(text).related][-1] == (where, True)


def test_lines_that_cannot_have_been_moved_are_not_shown() -> None:
    assert complaint("a: b: c").related == ()


def test_what_no_row_knows_is_passed_on() -> None:
    told = explain(Scene(Source("x.yaml", "a: 1"), "the moon is full", "", 0, 0, (0, 0)))
    assert "the moon is full" in told.message
    assert str(told.span) == "x.yaml:1:1"
