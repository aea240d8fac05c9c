"""More input is more work in proportion, whatever the input: counted in lines of Python run, so no clock is asked.

What goes on inside a C function does not count here; none of those used is worse than linear.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Diagnostics
from generator.reporting import report
from generator.source.reader import read_text
from tests.support.desk import CONTENT, Desk
from tests.test_hostile import block, headed, text, titled

pytestmark = pytest.mark.slow

SIZE = 60


def repeated(*parts: str) -> Callable[[int], str]:
    """A paragraph in which each of the parts stands so many times, one part after the other."""
    return lambda count: text("".join([part * count for part in parts]))


CONTENTS: dict[str, Callable[[int], str]] = {
    "stars": repeated("**a "),
    "strong words": repeated("**a** "),
    "strong in strong": repeated("**a ", "b** "),
    "brackets": repeated("[", "]"),
    "links": repeated("[a](http://b) "),
    "links in brackets": repeated("[", "a](http://b) "),
    "addresses that never end": repeated("[a](("),
    "addresses that end at once": repeated("[a](", ")"),
    "emphasis": repeated("*a _b "),
    "braces": repeated("{a "),
    "backslashes": repeated("\\"),
    "variables": repeated("{title} "),
    "words": repeated("word "),
    "one word": repeated("w"),
    "one word with hyphens": repeated("ab-"),
    "one word with places to break": repeated("ab\u200b"),
    "one address": repeated("abc/"),
    "combining marks": repeated("e\u0301"),
    "marks on one letter": lambda count: text("e" + "\u0301" * count),
    "a title": lambda count: titled("word " * count),
    "items": lambda count: block(f"list: [{', '.join(['a b'] * count)}]"),
    "steps": lambda count: block(f"steps: [{', '.join(['a b'] * count)}]"),
    "points": lambda count: block(f"points: [{', '.join(['{title: a, text: b}'] * count)}]"),
    "fields": lambda count: block(f"fill-in: [{', '.join(['a'] * count)}]"),
    "boxes": lambda count: block(f"checklist: {{groups: [{{title: a, items: [{', '.join(['b'] * count)}]}}]}}"),
    "rows": lambda count: block(f"table: {{columns: [a, b], rows: [{', '.join(['[c, d]'] * count)}]}}"),
    "callouts": lambda count: block("callout: a\n      - " * count + "callout: b"),
    "unknown keys": lambda count: CONTENT + "".join(f"titl{number}: 1\n" for number in range(count)),
    "unknown keys in a line": lambda count: f"{{{', '.join(f'titl{number}: 1' for number in range(count))}}}",
    "keys twice in a line": lambda count: f"{{{', '.join(['a: 1'] * count)}}}",
    "unknown sources": lambda count: headed(
        f"message-sources: [{', '.join(f's{number}' for number in range(count))}]"
    ),
    "sources": lambda count: headed(
        f"message-sources: [{', '.join(f's{number}' for number in range(count))}]"
    ).replace("sources: {}", "sources:\n" + "".join(
        f"  s{number}: {{title: a, publisher: b, address: 'https://c', read: 2026-11-05, short: d}}\n"
        for number in range(count))),
    "sections": lambda count: CONTENT.replace("checklist:\n", "".join(
        f"  - {{id: s{number}, role: info, title: a, blocks: [paragraph: b]}}\n" for number in range(count)
    ) + "checklist:\n", 1),
    "aliases": lambda count: headed(f"topics: {{{', '.join(f'a{n}: &a{n} b, c{n}: *a{n}' for n in range(count))}}}"),
    "comments": lambda count: CONTENT + "# a\n" * count,
}  # fmt: skip


def counted(work: Callable[[], object]) -> int:
    """How many lines of this package are run."""
    lines = 0

    def trace(frame: Any, event: str, _argument: Any) -> Any:
        nonlocal lines
        if event == "call" and f"{'generator'}/" not in frame.f_code.co_filename:
            return None
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def build(desk: Desk, content: str) -> None:
    built = desk.build(content, "extends: handout-a4\npage: {pages: null}\n")
    report(built.diagnostics)
    report(built.diagnostics, "json")


@pytest.mark.parametrize("name", CONTENTS)
def test_more_input_is_more_work_in_proportion(name: str, tmp_path: Path) -> None:
    make, desk = CONTENTS[name], Desk(tmp_path)
    build(desk, CONTENT)  # what is kept for good is made before counting
    base, once, eight = (
        counted(lambda content=content: build(desk, content))  # type: ignore[misc]
        for content in (CONTENT, make(SIZE), make(8 * SIZE))
    )
    # Pages fill in steps, so it is not eight times exactly; were it to grow with the square, it would be 64 times.
    assert eight - base < 16 * max(once - base, 100 * SIZE)


def test_text_that_gives_way_is_tried_a_bounded_number_of_times(tmp_path: Path) -> None:
    """A layout has so many steps, and far too much text must not be set page after page in each of them."""
    desk = Desk(tmp_path)
    desk.build()
    once, twice = (counted(lambda count=count: desk.build(text("word " * count))) for count in (500, 1_000))  # type: ignore[misc]
    assert twice < 2.6 * once


def test_what_was_told_is_not_sorted_for_each_letter_of_no_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, calls = Desk(tmp_path), []
    whole = Diagnostics.sorted

    def counting(self: Diagnostics) -> Any:
        calls.append(self)
        return whole(self)

    monkeypatch.setattr(Diagnostics, "sorted", counting)
    counts = []
    for letters in (10, 40):
        calls.clear()
        built = desk.build(block(f"list: [{', '.join([f'a {chr(0x5D0)}'] * letters)}]"))
        assert [problem.rule for problem in built.diagnostics].count("missing-glyph") == letters
        counts.append(len(calls))
    assert counts[0] == counts[1]


def test_laughs_are_counted_not_told() -> None:
    """A file of aliases stands for at most as much text as a file may hold, and is refused after as much work."""
    ten = ", ".join(["*a{}"] * 10)
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{ten.replace('{}', str(n - 1))}]" for n in range(1, 30))]
    diagnostics = Diagnostics()
    assert read_text("\n".join(lines).encode(), "x.yaml", diagnostics) is None
    assert [problem.rule for problem in diagnostics.sorted()] == ["too-large"]


def test_a_word_with_places_to_break_has_the_widths_of_its_parts(tmp_path: Path) -> None:
    """Shaped stretch by stretch, it breaks where it would if it were shaped whole."""
    desk = Desk(tmp_path)
    data = {desk.data(text(json.loads('"' + "AV\\u200b" * 40 + '"'))), desk.data(text("AV\u200b" * 40))}
    assert len(data) == 1
