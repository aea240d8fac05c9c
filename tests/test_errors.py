"""Wrong files, each with the diagnostics it must get: all of them, in their places, and never a traceback.

In tests/errors/ stands beside each mistake what is said of it: `# expect: rule-id line:column, ...`. The first part of
a file's name says what it is: a content, a layout or a club. What cannot stand beside (the file is broken there)
stands in the second line.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from generator.cli import main
from generator.diagnostics import Diagnostic, ExitCode, HandoutError, Severity
from generator.pipeline import Press
from tests.support.desk import CLUB, CONTENT, Desk
from tests.support.wording import ROOT

FOLDER = ROOT / "tests" / "errors"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
_EXPECT = re.compile("# expect: (.+)")
KNOWN = {
    "club-glyph.yaml": "told at its place, and again at the locale's sentence that it is filled into",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def marked(names: list[str]) -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=KNOWN[name])) if name in KNOWN else name
        for name in names
    ]


def arguments(name: str, desk: Desk) -> tuple[str, str, str | None]:
    """Content, layout and club: the wrong file and good ones."""
    path = str(FOLDER / name)
    content = path if name.startswith("content-") else desk.write("content/text.yaml", CONTENT)
    layout = path if name.startswith("layout-") else Press().layouts_of(content)[0]
    return content, layout, path if name.startswith("club-") else None


def found(name: str, desk: Desk) -> tuple[Diagnostic, ...]:
    """What is said of a wrong file, but for the warnings that the good one gets as well: nobody has reviewed it."""
    content, layout, club = arguments(name, desk)
    built = Press(club=club).build(content, layout)
    errors = [problem for problem in built.diagnostics if problem.severity is Severity.ERROR]
    assert (built.data is None) == bool(errors)
    return tuple(problem for problem in built.diagnostics if problem.rule not in usual())


@cache
def usual() -> frozenset[str]:
    """What is said of a good content, too."""
    with tempfile.TemporaryDirectory() as folder:
        return frozenset(problem.rule for problem in Desk(Path(folder)).build().diagnostics)


def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 40
    assert {name.partition("-")[0] for name in FILES} == {"content", "layout", "club"}
    assert set(KNOWN) <= set(FILES)
    assert usual() <= {"not-reviewed", "unsourced-sign"}
    assert all(_EXPECT.search((FOLDER / name).read_text(encoding="utf-8")) for name in FILES)


@pytest.mark.parametrize("name", marked(FILES))
def test_each_mistake_is_told_once_and_in_its_place(name: str, desk: Desk) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    expected = [mistake for line in _EXPECT.findall(text) for mistake in line.split(", ")]
    said = []
    for problem in found(name, desk):
        assert problem.span is not None
        place = f"{problem.span.line}:{problem.span.column}"
        where = "" if problem.span.source.name == str(FOLDER / name) else f" in {problem.span.source.name}"
        said.append(f"{problem.rule} {place}{where}")
    assert said == expected


@pytest.mark.parametrize("name", FILES)
def test_messages_are_sentences_for_people(name: str, desk: Desk) -> None:
    for problem in found(name, desk):
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", problem.rule)
        assert 10 < len(problem.message.partition("known:")[0]) < 200
        assert not re.search(r"NoneType|NamedTuple|<class|object at|Traceback|decode_node", problem.message)
        assert problem.message[-1] not in ".\n "
        assert problem.hint is None or problem.hint.strip() == problem.hint != ""
        assert problem.span is not None
        assert 1 <= problem.span.line <= len(problem.span.source.lines)
        assert 1 <= problem.span.column <= len(problem.span.source.lines[problem.span.line - 1]) + 1


@pytest.mark.parametrize("name", FILES)
def test_the_command_shows_each_with_a_caret(name: str, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    content, layout, club = arguments(name, desk)
    command = ["build", content, "-l", layout, "-o", str(desk.folder / "out"), *(["--club", club] if club else [])]
    code = main(command)
    out, err = capsys.readouterr()
    problems = found(name, desk)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert code == (ExitCode.INPUT if errors else ExitCode.OK)
    assert bool(out) == (not errors)
    assert "Traceback" not in err
    assert err.count("^") >= len(problems)
    assert all(f"{name}:{problem.span.line}:" in err for problem in problems[:1] if problem.span)
    if not errors:
        assert main([*command, "--strict"]) == ExitCode.WARNINGS


@pytest.mark.parametrize("kind", ["content", "layout", "club"])
def test_damage_of_any_kind_is_told_and_no_crash(kind: str, desk: Desk) -> None:
    """Lines lost, doubled, moved in or out, and cut; or a word put where another was."""
    guide = (ROOT / "content/sore-back.yaml").read_text(encoding="utf-8")
    handout = (ROOT / "layouts/handout-a4.yaml").read_text(encoding="utf-8")
    club = CLUB + "contact: Jo\nweb: https://run.example.org\naccent: '#003B5C'\nmeets: Tuesdays\n"
    lines = {"content": guide, "layout": handout, "club": club}[kind].splitlines()
    words = (
        "null",
        "[]",
        "{}",
        "-1",
        "1e9 mm",
        "0 pt",
        "'",
        '"',
        "*",
        "&a",
        "!",
        "|",
        "{title}",
        "\t",
        "\x00",
        "😀",
        ":",
    )
    seen = set()

    @hypothesis.settings(max_examples=80, phases=[hypothesis.Phase.generate])
    @hypothesis.given(st.integers(0, len(lines) - 1), st.sampled_from(("drop", "twice", "in", "out", "cut", *words)))
    def check(number: int, damage: str) -> None:
        line = lines[number]
        key, colon, _ = line.partition(":")
        changed = {
            "drop": [],
            "twice": [line, line],
            "in": [f"  {line}"],
            "out": [line[2:]],
            "cut": [line[: len(line) // 2]],
        }.get(damage, [f"{key}{colon} {damage}"])
        text = "\n".join([*lines[:number], *changed, *lines[number + 1 :]]) + "\n"
        try:
            built = desk.build(
                text if kind == "content" else CONTENT,
                text if kind == "layout" else "handout-a4",
                text if kind == "club" else None,
            )
        except HandoutError as problem:  # a file that is not there
            seen.add(str(problem))
        else:
            assert (built.data is None) == any(each.severity is Severity.ERROR for each in built.diagnostics)
            seen.add("built" if built.data else "told")

    check()
    assert {"built", "told"} <= seen


CRASHES = {
    "no pages": "page: {pages: 0}",
    "less than no pages": "page: {pages: -1}",
    "nothing side by side": "place: [banner, message, {beside: []}, {sections: rest}, colophon]",
    "no columns": "looks: {groups: {columns: {number: 0, gutter: 6 mm}}}",
    "less than no columns": "looks: {signs: {columns: {number: -1, gutter: 6 mm}}}",
    "a gap beyond all pages": "looks: {tier: {gap: 999999 line}}",
    "a mark smaller than nothing": "looks: {task: {mark: {shape: box, size: -1 mm, radius: 1 mm, indent: 7 mm}}}",
}
MORE_BLOCKS = """\
      - checklist: {groups: [{title: Now, items: [Walk.]}]}
      - points: [{title: a, text: b}]
checklist:
"""
TASKS = CONTENT.replace("checklist:\n", MORE_BLOCKS)


@pytest.mark.parametrize("name", CRASHES)
def test_impossible_numbers_of_a_layout_are_mistakes(name: str, desk: Desk) -> None:
    built = desk.build(TASKS, f"extends: handout-a4\n{CRASHES[name]}\n")
    assert built.diagnostics
