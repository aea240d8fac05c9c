"""What goes on in the next column or on the next page stays one element, and is read without a seam."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdf
import pytest

from tests.support.desk import CONTENT, Desk
from tests.support.roundtrip import check_tree, elements, tree_text

FREE = "extends: handout-a4\npage: {pages: null}\n"
COLUMNS = f"{FREE}looks: {{section.act: {{columns: {{number: 2, gutter: 6 mm}}}}}}\n"
PARAGRAPH = "      - paragraph: Lean on a wall and push one heel down.\n"


class Stretch(NamedTuple):
    """A structure element: the pages on which it has text, and those on which it has areas to click."""

    role: str
    pages: tuple[int, ...]
    areas: tuple[int, ...]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def made(desk: Desk, text: str, layout: str) -> bytes:
    """The bytes of a document, whatever is said of its endless sentences."""
    data = desk.build(text, layout).data
    assert data is not None
    return data


def numbered(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


def content(block: str) -> str:
    return CONTENT.replace(PARAGRAPH, f"      - {block}\n")


def stretches(data: bytes) -> list[Stretch]:
    """All elements in the order of the tree, each with the pages of its own marks and of all below it."""
    found: list[Stretch] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: page.index for page in pdf.pages}

        def visit(element: Any) -> tuple[set[int], set[int]]:
            place = len(found)
            found.append(Stretch(str(element.S), (), ()))
            pages: set[int] = set()
            areas: set[int] = set()
            for kid in element.get("/K", pikepdf.Array([])):
                if isinstance(kid, int):
                    pages.add(numbers[element.Pg.objgen])
                elif kid.get("/Type") == "/MCR":
                    pages.add(numbers[kid.Pg.objgen])
                elif kid.get("/Type") == "/OBJR":
                    areas.add(numbers[kid.Pg.objgen])
                else:
                    below, clicked = visit(kid)
                    pages |= below
                    areas |= clicked
            found[place] = Stretch(str(element.S), tuple(sorted(pages)), tuple(sorted(areas)))
            return pages, areas

        visit(pdf.Root.StructTreeRoot.K)
    return found


def lefts(data: bytes, page: int, word: str) -> float:
    """Where the run that holds a word starts, in points from the left."""
    places: list[float] = []

    def visit(text: str, _state: Any, matrix: Any, _font: Any, _size: Any) -> None:
        if word in text.split():
            places.append(matrix[4])

    pypdf.PdfReader(io.BytesIO(data)).pages[page].extract_text(visitor_text=visit)
    return places[0]


def test_a_paragraph_goes_on_on_the_next_page(desk: Desk) -> None:
    data = made(desk, content(f"paragraph: {numbered(900)}"), FREE)
    assert [one.pages for one in stretches(data) if one.role == "/P" and len(one.pages) > 1] == [(0, 1)]
    assert tree_text(data).split("\n").count(numbered(900)) == 1
    assert check_tree(data) == []


@pytest.mark.parametrize(("address", "role"), [("https://example.org", "/Link"), ("lang:fr", "/Span")])
def test_a_link_and_words_in_another_language_go_on_on_the_next_page(desk: Desk, address: str, role: str) -> None:
    text = numbered(900).split()
    marked = [*text[:300], f"[{' '.join(text[300:700])}]({address})", *text[700:]]
    data = made(desk, content(f'paragraph: "{" ".join(marked)}"'), FREE)
    (inside,) = [one for one in stretches(data) if one.role == role]
    assert inside.pages == (0, 1)
    assert inside.areas == ((0, 1) if role == "/Link" else ())
    (element,) = [one for one in elements(data) if f"/{one.role}" == role]
    assert element.text.split() == text[300:700]
    assert element.language == (None if role == "/Link" else "fr")
    assert tree_text(data).split("\n").count(numbered(900)) == 1
    assert check_tree(data) == []
    if role == "/Link":
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        areas = [area.get_object() for page in pages for area in page.get("/Annots", [])]
        assert {area["/Contents"] for area in areas} == {" ".join(text[300:700])}  # each area says the whole link


@pytest.mark.parametrize("kind", ["list", "steps"])
def test_a_list_goes_on_on_the_next_page(desk: Desk, kind: str) -> None:
    data = made(desk, content(f"{kind}: [{', '.join(f'i{number}' for number in range(120))}]"), FREE)
    found = elements(data)
    (place,) = [index for index, one in enumerate(found) if one.role == "L" and "i0" in one.text.split()]
    assert len(stretches(data)[place].pages) > 1
    items = [one.text.split()[-1] for one in found if one.role == "LI" and one.depth == found[place].depth + 1]
    assert items[-120:] == [f"i{number}" for number in range(120)]
    assert check_tree(data) == []


def test_a_paragraph_and_its_link_go_on_in_the_next_column(desk: Desk) -> None:
    text = numbered(200).split()
    marked = [*text[:50], f"[{' '.join(text[50:150])}](https://example.org)", *text[150:]]
    data = made(desk, content(f'paragraph: "{" ".join(marked)}"'), COLUMNS)
    assert lefts(data, 0, "w199") > lefts(data, 0, "w0") + 100  # it does stand in both columns
    assert [one.text.split() for one in elements(data) if one.role == "Link"] == [text[50:150]]
    assert tree_text(data).split("\n").count(numbered(200)) == 1
    assert check_tree(data) == []


def test_a_list_goes_on_in_the_next_column(desk: Desk) -> None:
    data = made(desk, content(f"list: [{', '.join(f'i{number}' for number in range(30))}]"), COLUMNS)
    assert lefts(data, 0, "i29") > lefts(data, 0, "i0") + 100
    found = elements(data)
    (items,) = [one for one in found if one.role == "L" and "i0" in one.text.split()]
    assert items.text.split() == [f"i{number}" for number in range(30)]
    assert check_tree(data) == []


def test_the_tab_key_follows_the_structure_on_every_page(desk: Desk) -> None:
    blocks = "checklist: {groups: [{title: a, items: ['[x](https://example.org)', b]}]}"
    data = made(desk, content(f"paragraph: {numbered(900)}\n      - {blocks}"), FREE)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 1
        assert [str(page.obj.get("/Tabs")) for page in pdf.pages] == ["/S"] * len(pdf.pages)
