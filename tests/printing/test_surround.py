"""Characters that the type beside the cards lacks are told where they are written, before a sheet is painted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, InputError
from generator.impose.sheet import Sheet
from generator.printing.sheets import SheetJob, print_sheets
from generator.source.files import find, shipped_folder
from tests.support.desk import CONTENT, Desk
from tests.support.press import Press
from tests.support.stock import shipped

WITH_ROOM, WITHOUT = shipped("a4-card-a7"), shipped("a4-card-a6")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def problem_of(press: Press, *contents: str, layout: str = "card-a7", sheet: Sheet = WITH_ROOM) -> Diagnostic:
    cards = tuple(press.printable(content, layout) for content in contents)
    assert all(press.build(content, layout).data for content in contents)
    with pytest.raises(InputError) as caught:
        print_sheets(SheetJob("cards", cards, sheet), press.painter)
    (problem,) = caught.value.diagnostics
    assert problem.rule == "missing-glyph"
    return problem


def test_of_the_edition(desk: Desk) -> None:
    problem = problem_of(Press(settings=(("edition", "中 2026"),)), desk.write("content/text.yaml", CONTENT))
    assert str(problem.span) == "--set:1:9"
    assert problem.message == "the font 'sans' has no glyph for '中' (U+4E2D), which stands beside the cards of a sheet"
    ((place, told),) = problem.related
    assert (place.source.name, told) == (find("layouts", "base"), "the font is chosen here")


def test_what_has_no_room_is_no_matter(desk: Desk) -> None:
    """Four A6 cards leave no room for a line that names the edition."""
    press = Press(settings=(("edition", "中 2026"),))
    card = press.printable(desk.write("content/text.yaml", CONTENT), "card-a6")
    (built,) = print_sheets(SheetJob("cards", (card,), WITHOUT), press.painter)
    assert built.data


@pytest.mark.parametrize(
    ("key", "value"), [("front", "中"), ("job", "{name} {edition} {sheet} {sheets} {side} {flip} 中"), ("ruler", "中")]
)
def test_of_the_words_of_a_locale(desk: Desk, key: str, value: str) -> None:
    locale = Path(find("content/locales", "en-GB")).read_text(encoding="utf-8")
    head, mark, tail = locale.partition("\nsheet:\n")
    changed, count = re.subn(rf"(?m)^  {key}: .*$", f'  {key}: "{value}"', tail, count=1)
    assert (mark, count) == ("\nsheet:\n", 1)
    path = desk.write("content/locales/en-GB.yaml", head + mark + changed)
    span = problem_of(Press(), desk.write("content/text.yaml", CONTENT)).span
    assert span
    assert span.source.name == path
    assert span.source.lines[span.line - 1].startswith(f"  {key}: ")


@pytest.mark.parametrize("second", [False, True])
def test_of_a_title_in_bold_type_that_has_more_characters(desk: Desk, second: bool) -> None:
    for name in ("AtkinsonHyperlegibleNext_400Regular.ttf", "Literata_700Bold.ttf"):
        desk.write(f"layouts/fonts/{name}", (Path(shipped_folder("layouts")) / "fonts" / name).read_bytes())
    layout = desk.write(
        "layouts/own.yaml",
        "extends: card-a7\nabout: Two families.\nfonts:\n  sans:\n"
        "    regular: fonts/AtkinsonHyperlegibleNext_400Regular.ttf\n    bold: fonts/Literata_700Bold.ttf\n",
    )
    odd = desk.write("content/odd.yaml", CONTENT.replace("Sore calves?", "Soŋe calves?"))
    plain = desk.write("content/plain.yaml", CONTENT)
    problem = problem_of(Press(), *((plain, odd) if second else (odd,)), layout=layout)
    assert problem.span
    assert (problem.span.source.name, problem.span.source.lines[problem.span.line - 1].strip()) == (
        odd, "title: Soŋe calves?"
    )  # fmt: skip
