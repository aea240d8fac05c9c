"""What presses share: texts are kept, but not thousands of them, and what was put away is read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import shelf
from generator.cli import main
from generator.diagnostics import EnvironmentProblem, Source, Span
from generator.impose.sheet import Sheet
from generator.pipeline import Job, Press
from generator.printing.sheets import Order, print_sheets
from generator.shelf import MOST_TEXTS, Shelf
from tests.support.desk import CONTENT, Desk
from tests.support.roundtrip import elements
from tests.support.stock import shipped

COUNT = MOST_TEXTS + 6


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def jobs_of(press: Press, desk: Desk) -> tuple[Job, ...]:
    """More cards than there is room for on the shelf, each with a title of its own."""
    paths = [
        desk.write(f"content/card-{number}.yaml", CONTENT.replace("Sore calves?", f"Calves of runner {number}"))
        for number in range(COUNT)
    ]
    return tuple(press.prepare(path, "card-a6") for path in paths)


def sheet() -> Sheet:
    return shipped("a4-card-a6")


def test_more_cards_than_there_is_room_for_are_all_printed(desk: Desk) -> None:
    press = Press()
    jobs = jobs_of(press, desk)
    assert all(job.is_sound and job.is_card for job in jobs)
    (built,) = print_sheets(press, jobs, Order(sheet(), copies=1), "cards")
    assert built.data
    titles = {element.text for element in elements(built.data) if element.role == "H1"}
    assert titles == {f"Calves of runner {number}" for number in range(COUNT)}


def test_a_file_that_changed_meanwhile_is_told(desk: Desk) -> None:
    press = Press()
    jobs = jobs_of(press, desk)
    desk.write("content/card-0.yaml", CONTENT.replace("Sore calves?", "Another text"))
    with pytest.raises(EnvironmentProblem, match=r"the files of stretching-card-a6\.pdf were changed"):
        print_sheets(press, jobs, Order(sheet(), copies=1), "cards")


def test_what_was_found_in_a_text_still_names_its_line(desk: Desk) -> None:
    press = Press()
    jobs = jobs_of(press, desk)
    (problem,) = [problem for problem in jobs[0].told() if problem.rule == "not-reviewed"]
    assert problem.span
    assert problem.span.source.lines == desk_lines(desk, "content/card-0.yaml")


@pytest.mark.parametrize("verb", ["check", "build"])
def test_each_content_is_read_once(verb: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are: what is printed of them, and how hard they are to read, is known by then."""
    read: list[str] = []
    load = shelf._load_text

    def counting(path: str, *rest: Any) -> Any:
        read.append(path)
        return load(path, *rest)

    monkeypatch.setattr(shelf, "_load_text", counting)
    monkeypatch.chdir(desk.folder)
    paths = [
        desk.write(f"content/{number}.yaml", CONTENT.replace("slug: stretching", f"slug: text-{number}"))
        for number in range(COUNT)
    ]
    assert main([verb, *paths, "-l", "handout-a4", "-l", "card-a6"]) == 0
    assert read == paths


def test_a_pale_colour_is_told_at_each_club_that_has_it(desk: Desk) -> None:
    kept = Shelf()
    path = desk.write("content/text.yaml", CONTENT)
    for name in ("hill", "river"):
        club = desk.write(f"clubs/{name}.yaml", f'name: {name}\naccent: "#ffee00"\n')
        for layout in ("card-a6", "handout-a4"):
            built = Press(club=club, shelf=kept).build(path, layout)
            places = {
                problem.span.source.name
                for problem in built.diagnostics
                if problem.rule == "low-contrast" and problem.span
            }
            assert places == {club}


def test_what_one_stage_finds_in_a_job_is_not_told_by_the_next(desk: Desk) -> None:
    press = Press()
    path = desk.write("content/text.yaml", CONTENT.replace("Sore calves?", "SORE CALVES AND SORE FEET"))
    before = len(press.prepare(path, "card-a6").diagnostics)
    first, second = press.build(path, "card-a6"), press.build(path, "card-a6")
    assert first == second
    assert len(press.prepare(path, "card-a6").diagnostics) == before < len(first.diagnostics)


def desk_lines(desk: Desk, name: str) -> list[str]:
    return (desk.folder / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", ["", "one", "one\n", "\n\ntwo – “quoted”\n", "a\r\nb", "lone \ud800 surrogate\n"])
def test_lines_are_the_same_after_they_were_put_away(text: str) -> None:
    source = Source("text.yaml", text)
    before = source.lines
    source.put_away()
    source.put_away()
    assert source.lines == before == text.splitlines()
    assert Span(source, 1, 1, 1, 1).at("nowhere") == Span(source, 1, 1, 1, 1)
