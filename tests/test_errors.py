"""Wrong files, each with the diagnostics it must get: all of them, in their places, and never a traceback.

In tests/errors/ stands beside each mistake what is said of it: `# expect: rule-id line:column, ...`. The first part of
a file's name says what it is: a content, a layout, a club or a sheet. What cannot stand beside (the file is broken
there) stands in the second line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import yaml
from hypothesis import strategies as st

from generator.cli import main
from generator.diagnostics import Diagnostic, Diagnostics, ExitCode, HandoutError, Severity
from generator.impose.sheet import sheet_of
from generator.model.sheet import SheetFile
from generator.reporting import WIDTH
from generator.source.decode import decode
from generator.source.files import read_file
from tests.support.desk import CLUB, CONTENT, Desk, without_review
from tests.support.fuzzing import times
from tests.support.press import Press
from tests.support.wording import ROOT, cells

pytestmark = pytest.mark.slow

FOLDER = ROOT / "tests" / "errors"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
DOCUMENTS = [name for name in FILES if not name.startswith("sheet-")]
_EXPECT = re.compile("# expect: (.+)")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def arguments(name: str, desk: Desk) -> tuple[str, str, str | None]:
    """Content, layout and club: the wrong file and good ones."""
    path = str(FOLDER / name)
    content = path if name.startswith("content-") else desk.write("content/text.yaml", CONTENT)
    layout = path if name.startswith("layout-") else Press().layouts_of(content)[0]
    return content, layout, path if name.startswith("club-") else None


def found(name: str, desk: Desk) -> tuple[Diagnostic, ...]:
    """What is said of a wrong file, but for the warnings that the good one gets as well: nobody has reviewed it."""
    if name not in DOCUMENTS:
        return of_sheet(name)
    content, layout, club = arguments(name, desk)
    built = Press(club=club).build(content, layout)
    errors = [problem for problem in built.diagnostics if problem.severity is Severity.ERROR]
    assert (built.data is None) == bool(errors)
    return without_review(built).diagnostics


def of_sheet(name: str) -> tuple[Diagnostic, ...]:
    """What is said of a sheet, which is judged without a card."""
    diagnostics = Diagnostics()
    node = read_file(str(FOLDER / name), diagnostics)
    file = decode(node, SheetFile, diagnostics) if node else None
    sheet = sheet_of(file, diagnostics) if file else None
    assert (sheet is None) == diagnostics.has_errors
    return diagnostics.sorted()


def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 40
    assert {name.partition("-")[0] for name in FILES} == {"content", "layout", "club", "sheet"}
    assert all(_EXPECT.search((FOLDER / name).read_text(encoding="utf-8")) for name in FILES)


@pytest.mark.parametrize("name", FILES)
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
def test_what_is_marked_is_a_key_or_a_value_or_a_part_of_one(name: str, desk: Desk) -> None:
    """By PyYAML's own tree, where it makes one of the file: a caret that stands beside the mistake is no help."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    try:
        tree = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    for problem in found(name, desk):
        span = problem.span
        assert span is not None
        if problem.rule in ("empty-file", "yaml-tag", "merge-key", "wrong-key", "too-deep"):
            continue  # what YAML means by this is what is wrong
        places = list(nodes(tree))
        start = offset(text, span.line, span.column)
        end = offset(text, span.end_line, span.end_column)
        assert any(
            start == node.start_mark.index or (node.start_mark.index < start and end <= node.end_mark.index)
            for node in places
        )
        assert problem.message.startswith("expected") or text[start:end].strip() or problem.rule == "empty-text"
        assert text[start:end].count("# expect") <= text[start:end].count("\n")


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in part if isinstance(part, tuple) else (part,):
            yield from nodes(one)


def offset(text: str, line: int, column: int) -> int:
    return sum(len(one) for one in text.splitlines(keepends=True)[: line - 1]) + column - 1


TWO_FILES = {
    "a section that the layout places and the content has not": (
        None, "extends: handout-a4\nplace: [banner, message, {sections: {id: calfs}}, {sections: rest}, colophon]\n",
        None, "unknown-name", "content/text.yaml"),
    "a section that the content has and the layout does not place": (
        None, "extends: handout-a4\nplace: [banner, message, {sections: {role: safety}}, colophon]\n",
        None, "unplaced", "layouts/own.yaml"),
    "a checklist that the layout wants and the content has not": (
        CONTENT.partition("checklist:")[0], "card-a6", None, "no-checklist", "layouts/card-a6.yaml"),
    "a value that the text wants and the club has not": (
        CONTENT.replace("push one heel down", "ask {club.contact}"), "handout-a4", CLUB,
        "empty-variable", "content/club.yaml"),
    "a value that the text wants and the locale has not": (
        CONTENT.replace("push one heel down", "call {advice.number}").replace("locale: en-GB", "locale: en-US"),
        "handout-a4", None, "empty-variable", "content/locales/en-US.yaml"),
    "a character that the text has and the font has not": (
        CONTENT.replace("push one heel down", "靠"), "handout-a4", None, "missing-glyph", "layouts/base.yaml"),
    "a name that is misspelt where it is used or where it is given": (
        None, "extends: handout-a4\nlooks: {heading: {ink: acent}}\n", None, "unknown-name", "layouts/base.yaml"),
    "a size below the floor of the base": (
        None, "extends: handout-a4\ntext: {heading: {size: 9/12}}\n", None, "below-floor", "layouts/base.yaml"),
    "a key that neither the layout nor what it extends has": (
        None, "extends: base\nlooks: {list: {gap: 1 pt}}\n", None, "missing-key", "layouts/base.yaml"),
    "a part of the page that two layouts place": (
        None, "extends: handout-a4\npage: {head: {first: message}}\n", None, "placed-twice", "layouts/handout-a4.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("case", TWO_FILES)
def test_where_two_files_disagree_both_are_shown(case: str, desk: Desk) -> None:
    content, layout, club, rule, other = TWO_FILES[case]
    built = desk.build(content or CONTENT, layout, club)
    (problem,) = [problem for problem in built.diagnostics if problem.rule == rule][:1]
    assert problem.span
    files = {span.source.name for span in (problem.span, *(place for place, _ in problem.related))}
    assert len(files) == 2
    assert [name for name in files if name.replace(os.sep, "/").endswith(other)]


@pytest.mark.parametrize("name", DOCUMENTS)
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
    # The names of files are never cut.
    shown = [line for line in err.splitlines() if "-->" not in line and not line.startswith(str(desk.folder))]
    assert all(cells(line) <= WIDTH for line in shown)
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

    @hypothesis.settings(max_examples=times(80), phases=[hypothesis.Phase.generate])
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


WHAT_TO_DO = {
    "content-checklist-as-list.yaml": "Write checklist: {groups: [{title: ..., items: [...]}]}.",
    "content-colon-in-task.yaml": 'Put quotes round the whole text: "Before: walk".',
    "content-locale-uk.yaml": None,  # the message itself asks
    "content-empty-callout.yaml": None,
    "content-no-checklist.yaml": "checklist: {title: ..., warnings-title: ..., groups: [{title: ..., items: [...]}]}",
    "content-signs-as-list.yaml": "Warning signs are written as `tiers`, and only these go on a card.",
    "content-signs-in-act.yaml": "Give its section the role safety",
    "layout-comment.yaml": 'Put the colour in quotes: "#7A0019".',
    "layout-comment-last.yaml": 'Put the colour in quotes: "#7A0019".',
    "layout-comment-lines.yaml": 'Put the colour in quotes: "#7A0019".',
    "layout-open-at-end.yaml": "Is a '{' or '[' never closed?",
    "layout-unused-colour.yaml": "Did you mean 'alarm'?",
    "layout-unused-text-style.yaml": "Did you mean 'body'?",
}


@pytest.mark.parametrize("name", WHAT_TO_DO)
def test_the_hint_says_how_to_write_it(name: str, desk: Desk) -> None:
    (problem,) = found(name, desk)
    wanted = WHAT_TO_DO[name]
    if wanted is None:
        assert problem.hint is None or "colon" not in problem.hint
    else:
        assert wanted in (problem.hint or "")


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
