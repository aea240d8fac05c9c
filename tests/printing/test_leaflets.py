"""Booklets, two pages on a sheet, and files for print shops: the same pages on other paper."""

from __future__ import annotations

import io
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

import page as validation
import pikepdf
import pypdf
import pytest

from generator.diagnostics import InputError
from generator.impose.bleed import BLEED
from generator.printing.leaflets import LeafletJob, print_leaflet
from generator.printing.printable import Printable, Printed
from tests.support.desk import CONTENT, Desk
from tests.support.golden import shipped as reading_copy
from tests.support.press import Press
from tests.support.roundtrip import check_tree, elements, fields, tree_text
from tests.support.wording import FORMS

pytestmark = pytest.mark.slow

MM = 72 / 25.4
LONG = """\
extends: handout-a4
about: The handout at any length.
page: {pages: null}
place: [banner, message, sections: rest, colophon]
give-way: null
"""
SHIPPED = [("sore-back", layout) for layout in FORMS]
PRESS = Press()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def leaflet(content: str, layout: str) -> Printable:
    return PRESS.printable(content, layout)


def made(document: Printable, kind: Literal["booklet", "2up", "print-shop"]) -> Printed:
    return print_leaflet(LeafletJob(document, kind), PRESS.painter)


def long_leaflet(desk: Desk, sections: int, loops: int = 8) -> Printable:
    """A leaflet of some pages, with a link in each paragraph."""
    text = "".join(
        f"  - id: course-{number}\n    role: know\n    title: Course number {number}\n    blocks:\n"
        + "".join(
            f"      - paragraph: Loop {loop} of course {number} goes past [the mill](https://example.org/{number}/{loop}),"
            " then up the hill and back along the river to the club house where the tap is.\n"
            for loop in range(loops)
        )
        for number in range(sections)
    )
    content = CONTENT.replace("checklist:\n", f"{text}checklist:\n", 1)
    return leaflet(desk.write("content/text.yaml", content), desk.write("layouts/long.yaml", LONG))


def assert_conforms(data: bytes) -> None:
    assert check_tree(data) == []
    for profile in ("ua1", "2a"):
        report = validation.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def preferences(data: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {str(key): value for key, value in pdf.Root.ViewerPreferences.items()}


def links(data: bytes) -> list[tuple[int, str, tuple[float, ...]]]:
    """Page, address and rectangle of each link, in the order of the pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (page.index, str(one.A.URI), tuple(map(float, one.Rect)))
            for page in pdf.pages
            for one in page.obj.get("/Annots", ())
            if one.Subtype == "/Link"
        ]


def bookmarks(data: bytes) -> list[tuple[str, int, float]]:
    """Titles, pages and tops of all bookmarks."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    found: list[tuple[str, int, float]] = []

    def collect(entries: list[Any]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                collect(entry)
            else:
                page = reader.get_destination_page_number(entry)
                assert page is not None
                found.append((str(entry["/Title"]), page, float(entry["/Top"])))

    collect(reader.outline)
    return found


class TestTwoOnASheet:
    @pytest.mark.parametrize("layout", ["handout-a4", "handout-letter", "ledger-a4"])
    def test_is_the_same_text_on_sheets_twice_as_wide(self, layout: str) -> None:
        data = made(leaflet("sore-back", layout), "2up").data
        copy = reading_copy("sore-back", layout).data
        assert data
        assert copy
        assert_conforms(data)
        assert tree_text(data) == tree_text(copy)
        (width, height), pages = FORMS[layout].size, FORMS[layout].pages
        with pikepdf.open(io.BytesIO(data)) as pdf:
            boxes = [[float(side) for side in page.mediabox] for page in pdf.pages]
        assert boxes == [pytest.approx([0, 0, 2 * width, height], abs=0.02)] * -(-pages // 2)
        assert fields(data) == []
        assert links(data) == [
            (
                page // 2,
                address,
                pytest.approx((left + page % 2 * width, bottom, right + page % 2 * width, top), abs=0.02),
            )
            for page, address, (left, bottom, right, top) in links(copy)
        ]
        assert links(data)
        assert bookmarks(data) == [
            (title, page // 2, pytest.approx(top, abs=0.02)) for title, page, top in bookmarks(copy)
        ]
        assert preferences(data) == {
            "/DisplayDocTitle": True, "/PrintScaling": "/None", "/PickTrayByPDFSize": True,
            "/Duplex": "/DuplexFlipShortEdge" if pages > 2 else "/Simplex",
        }  # fmt: skip

    def test_is_named_after_the_document(self) -> None:
        file = made(leaflet("sore-back", "handout-a4"), "2up")
        assert (file.name, file.pages, file.diagnostics) == ("sore-back-handout-a4-2up.pdf", 1, ())


class TestBooklet:
    @pytest.mark.parametrize("sections", [6, 9, 14])
    def test_keeps_text_links_and_bookmarks(self, desk: Desk, sections: int) -> None:
        document = long_leaflet(desk, sections)
        copy = PRESS.build(str(desk.folder / "content/text.yaml"), str(desk.folder / "layouts/long.yaml"))
        built = made(document, "booklet")
        assert copy.data
        assert built.data
        assert copy.pages >= 4
        assert built.pages == 2 * -(-copy.pages // 4)
        assert_conforms(built.data)
        assert tree_text(built.data) == tree_text(copy.data)
        # Where each page stands: the side and the half.
        total = 2 * built.pages
        places = {}
        for page in range(copy.pages):
            before = page < total // 2
            side = page if before else total - 1 - page
            right = (side % 2 == 0) == before
            places[page] = side, 595.276 if right else 0.0
        expected = [
            (side, address, pytest.approx((left + away, bottom, right + away, top), abs=0.02))
            for page, address, (left, bottom, right, top) in links(copy.data)
            for side, away in [places[page]]
        ]
        assert len(expected) >= 8 * sections
        assert sorted(links(built.data), key=itemgetter(1)) == sorted(expected, key=itemgetter(1))
        marks = [(title, places[page][0]) for title, page, _ in bookmarks(copy.data)]
        assert [(title, side) for title, side, _ in bookmarks(built.data)] == marks
        assert len(marks) > sections

    def test_is_turned_over_on_its_short_edge(self, desk: Desk) -> None:
        data = made(long_leaflet(desk, 6), "booklet").data
        assert data
        assert preferences(data)["/Duplex"] == "/DuplexFlipShortEdge"
        assert preferences(data)["/PrintScaling"] == "/None"

    @pytest.mark.parametrize("layout", ["handout-a4", "handout-letter"])
    def test_has_three_pages_at_least(self, layout: str) -> None:
        pages = FORMS[layout].pages
        with pytest.raises(InputError) as caught:
            made(leaflet("sore-back", layout), "booklet")
        (problem,) = caught.value.diagnostics
        assert (problem.rule, problem.message) == ("booklet-pages", f"a booklet has 3 to 64 pages, and this is {pages}")
        assert problem.span
        assert problem.span.source.name.endswith(f"{layout}.yaml")
        assert problem.hint
        assert "one sheet already" in problem.hint

    def test_of_three_pages_has_a_blank_one(self, desk: Desk) -> None:
        document = long_leaflet(desk, 4)
        copy = PRESS.build(str(desk.folder / "content/text.yaml"), str(desk.folder / "layouts/long.yaml"))
        assert copy.pages == 3
        assert copy.data
        three = made(document, "booklet")
        assert three.paper == "A3"
        assert three.pages == 2
        assert_conforms(three.data)
        assert tree_text(three.data) == tree_text(copy.data)

    def test_has_64_pages_at_most(self, desk: Desk) -> None:
        with pytest.raises(InputError, match="a booklet has 3 to 64 pages"):
            made(long_leaflet(desk, 50, 30), "booklet")


class TestForPrintShops:
    @pytest.mark.parametrize(("content", "layout"), SHIPPED)
    def test_each_page_has_its_boxes(self, content: str, layout: str) -> None:
        shop = made(leaflet(content, layout), "print-shop")
        copy = reading_copy(content, layout).data
        data = shop.data
        assert data
        assert copy
        assert_conforms(data)
        assert tree_text(data) == tree_text(copy)
        width, height = FORMS[layout].size
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == shop.pages == FORMS[layout].pages
            assert "/AcroForm" not in pdf.Root
            for page in pdf.pages:
                media, bleed, trim = (
                    [float(side) for side in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
                )
                assert media == pytest.approx([0, 0, width + 6 * MM, height + 6 * MM], abs=0.02)
                assert bleed == media
                assert trim == pytest.approx([3 * MM, 3 * MM, 3 * MM + width, 3 * MM + height], abs=0.02)
        assert links(data) == [
            (page, address, pytest.approx(tuple(side + BLEED for side in sides), abs=0.02))
            for page, address, sides in links(copy)
        ]
        assert [(title, page) for title, page, _ in bookmarks(data)] == [
            (title, page) for title, page, _ in bookmarks(copy)
        ]
        # A print shop prints by its own rules; only the size is not to be touched.
        assert preferences(data) == {"/DisplayDocTitle": True, "/PrintScaling": "/None", "/PickTrayByPDFSize": True}

    def test_facts_are_those_of_the_card(self) -> None:
        found = made(leaflet("sore-back", "card-a6"), "print-shop").values["preflight"]
        assert found["trim"] == [105, 148.5]
        assert found["bleed"] == 3
        assert (found["faces"], found["type"], found["pictures"]) == (2, 12, 0)
        assert found["ink"] == pytest.approx(7, abs=0.5)
        assert len(found["fonts"]) == 2

    def test_headings_are_the_same(self) -> None:
        data = made(leaflet("sore-back", "card-wallet"), "print-shop").data
        copy = reading_copy("sore-back", "card-wallet").data
        assert data
        assert copy
        roles = [element.role for element in elements(copy) if element.role != "Form"]
        assert [element.role for element in elements(data)] == roles


@pytest.mark.parametrize("kind", ["booklet", "2up", "print-shop"])
def test_the_same_bytes_on_every_run(kind: Any, desk: Desk) -> None:
    first = made(long_leaflet(desk, 6), kind)
    press = Press()
    again = press.printable(str(desk.folder / "content/text.yaml"), str(desk.folder / "layouts/long.yaml"))
    assert print_leaflet(LeafletJob(again, kind), press.painter) == first
