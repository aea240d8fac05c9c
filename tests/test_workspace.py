"""The workspace: each file is read once, and again when it changed; of thousands of texts only the last are kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.diagnostics import Source, Span
from generator.printing.order import Order
from generator.printing.sheets import SheetJob, print_sheets
from generator.workspace import MOST_TEXTS, Workspace
from tests.support.desk import CONTENT, Desk
from tests.support.pictures import picture
from tests.support.press import Press
from tests.support.roundtrip import elements, tree_text
from tests.support.stock import shipped

pytestmark = pytest.mark.slow

COUNT = MOST_TEXTS + 6


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def cards_of(desk: Desk) -> list[str]:
    """More contents than are kept, each with a card's title of its own."""
    return [
        desk.write(f"content/card-{number}.yaml", CONTENT.replace("Sore calves?", f"Calves of runner {number}"))
        for number in range(COUNT)
    ]


def test_more_cards_than_there_is_room_for_are_all_printed(desk: Desk) -> None:
    press = Press()
    cards = tuple(press.printable(path, "card-a6") for path in cards_of(desk))
    (built,) = print_sheets(SheetJob("cards", cards, shipped("a4-card-a6"), Order(copies=1)), press.painter)
    assert built.data
    titles = {element.text for element in elements(built.data) if element.role == "H1"}
    assert titles == {f"Calves of runner {number}" for number in range(COUNT)}


def test_what_was_found_in_a_text_still_names_its_line(desk: Desk) -> None:
    press = Press()
    first, *others = cards_of(desk)
    built = press.build(first, "card-a6")
    for path in others:
        press.build(path, "card-a6")
    (problem,) = [problem for problem in built.diagnostics if problem.rule == "not-reviewed"]
    assert problem.span
    assert problem.span.source.lines == Path(first).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("verb", ["check", "build"])
def test_each_content_is_read_once(verb: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are: what is printed of them, and how hard they are to read, is known by then."""
    read: list[str] = []
    load = Workspace._read_text

    def counting(workspace: Workspace, path: str, *rest: Any) -> Any:
        read.append(path)
        return load(workspace, path, *rest)

    monkeypatch.setattr(Workspace, "_read_text", counting)
    monkeypatch.chdir(desk.folder)
    paths = [
        desk.write(f"content/{number}.yaml", CONTENT.replace("slug: stretching", f"slug: text-{number}"))
        for number in range(COUNT)
    ]
    assert main([verb, *paths, "-l", "handout-a4", "-l", "card-a6"]) == 0
    assert read == paths


def test_a_pale_colour_is_told_at_each_club_that_has_it(desk: Desk) -> None:
    workspace = Workspace()
    path = desk.write("content/text.yaml", CONTENT)
    for name in ("hill", "river"):
        club = desk.write(f"clubs/{name}.yaml", f'name: {name}\naccent: "#ffee00"\n')
        for layout in ("card-a6", "handout-a4"):
            built = Press(club=club, workspace=workspace).build(path, layout)
            places = {
                problem.span.source.name
                for problem in built.diagnostics
                if problem.rule == "low-contrast" and problem.span
            }
            assert places == {club}


def test_a_mistake_in_a_locale_is_told_of_each_text_that_uses_it(desk: Desk) -> None:
    shipped_locale = Path("content/locales/en-GB.yaml").read_text(encoding="utf-8")
    desk.write("content/locales/en-XX.yaml", shipped_locale + "nonsense: 1\n")
    press = Press()
    for name in ("one", "two"):
        text = CONTENT.replace("locale: en-GB", "locale: en-XX").replace("slug: stretching", f"slug: {name}")
        built = press.build(desk.write(f"content/{name}.yaml", text), "handout-a4")
        assert "unknown-key" in [problem.rule for problem in built.diagnostics]


# What changed on disk


def changed(desk: Desk, name: str, text: str | bytes) -> None:
    """Write a file anew; a clock that is coarse must not hide it."""
    path = desk.write(name, text)
    state = os.stat(path)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000))


def test_what_did_not_change_is_not_read_again(desk: Desk) -> None:
    workspace = Workspace()
    path = desk.write("content/text.yaml", CONTENT)
    text = workspace.text(path)
    assert workspace.text(path) is text
    assert workspace.layout("card-a6", text) is workspace.layout("card-a6", text)
    assert workspace.club(None) == workspace.club(None)


def test_a_file_that_changed_is_read_again(desk: Desk) -> None:
    text = desk.write("content/text.yaml", CONTENT)
    desk.write("layouts/own.yaml", "extends: middle\n")
    desk.write("layouts/middle.yaml", "extends: handout-a4\n")
    club = desk.write("club.yaml", "name: Before\nlogo: logo.png\n")
    desk.write("logo.png", picture(64, 64))
    press = Press(club=club)

    def built() -> bytes:
        data = press.build(text, "own").data
        assert data
        return data

    made = [built()]
    for name, new in {
        "content/text.yaml": CONTENT.replace("title: Stretching", "title: Anew"),
        "layouts/middle.yaml": "extends: handout-a4\ncolours: {accent: '#990000'}\n",
        "club.yaml": "name: Afterwards\nlogo: logo.png\n",
        "logo.png": picture(32, 64),
        "content/locales/en-GB.yaml": Path("content/locales/en-GB.yaml").read_text(encoding="utf-8") + "# ours\n",
    }.items():
        changed(desk, name, new)
        made.append(built())
        assert made[-1] == Press(club=club).build(text, "own").data
    assert len(set(made)) == len(made)
    assert "Anew" in tree_text(made[-1])
    assert "Afterwards" in tree_text(made[-1])


def test_a_mistake_that_was_mended_is_told_no_more(desk: Desk) -> None:
    text = desk.write("content/text.yaml", CONTENT)
    desk.write("layouts/own.yaml", "extends: middle\n")
    press = Press()
    for name, wrong, right in (
        ("content/text.yaml", "title: [", CONTENT),
        ("layouts/middle.yaml", "plase: [", "extends: handout-a4\n"),
    ):
        changed(desk, "layouts/middle.yaml", "extends: handout-a4\n")
        changed(desk, name, wrong)
        assert press.build(text, "own").data is None
        changed(desk, name, right + "# mended\n")
        assert press.build(text, "own").data


def test_lists_what_was_read(desk: Desk) -> None:
    workspace = Workspace()
    text = workspace.text(desk.write("content/text.yaml", CONTENT))
    workspace.layout(desk.write("layouts/own.yaml", "extends: handout-a4\n"), text)
    workspace.club(desk.write("club.yaml", "name: Us\n"))
    kinds = {(file.kind, os.path.basename(file.path)) for file in workspace.files}
    assert kinds >= {("content", "text.yaml"), ("locale", "en-GB.yaml"), ("layout", "own.yaml"),
                     ("layout", "handout-a4.yaml"), ("layout", "base.yaml"), ("club", "club.yaml")}  # fmt: skip
    assert all(os.path.isabs(file.path) and len(file.digest) == 64 for file in workspace.files)


def test_a_row_of_values_leaves_nothing_behind(desk: Desk) -> None:
    """A list may have a hundred thousand rows, each with a club of its own."""
    workspace = Workspace()
    workspace.text(desk.write("content/text.yaml", CONTENT))
    before = workspace.files
    for number in range(3):
        read = workspace.club(None, (("club.name", f"Club {number}"),))
        assert read.club
        assert read.club.name.value == f"Club {number}"
    assert workspace.files == before
    assert len(workspace._cache._kept) == 3  # the text, its locale, its list of words


# Lines that are put away


@pytest.mark.parametrize("text", ["", "one", "one\n", "\n\ntwo – “quoted”\n", "a\r\nb", "lone \ud800 surrogate\n"])
def test_lines_are_the_same_after_they_were_put_away(text: str) -> None:
    source = Source("text.yaml", text)
    before = source.lines
    source.put_away()
    source.put_away()
    assert source.lines == before == text.splitlines()
    assert Span(source, 1, 1, 1, 1).at("nowhere") == Span(source, 1, 1, 1, 1)
