"""Booklets, two pages on a sheet, and files for print shops: the same pages on other paper."""

from __future__ import annotations

import io
from operator import itemgetter
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pypdf
import pytest

from generator.building import Setting
from generator.diagnostics import InputError
from generator.impose.bleed import BLEED
from generator.printing.leaflets import print_for_shop, print_spreads
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


def setting_of(content: str, layout: str) -> Setting:
    return PRESS.set(content, layout)


def long_setting(desk: Desk, sections: int, loops: int = 8) -> Setting:
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
    return setting_of(desk.write("content/text.yaml", content), desk.write("layouts/long.yaml", LONG))


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
        data = print_spreads(setting_of("sore-back", layout), "2up", "x", PRESS.painter).file.data
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

    def test_is_named_as_asked(self) -> None:
        built = print_spreads(setting_of("sore-back", "handout-a4"), "2up", "back-2up", PRESS.painter).file
        assert (built.name, built.pages, built.diagnostics) == ("back-2up.pdf", 1, ())


class TestBooklet:
    @pytest.mark.parametrize("sections", [6, 9, 14])
    def test_keeps_text_links_and_bookmarks(self, desk: Desk, sections: int) -> None:
        setting = long_setting(desk, sections)
        copy = PRESS.build(str(desk.folder / "content/text.yaml"), str(desk.folder / "layouts/long.yaml"))
        built = print_spreads(setting, "booklet", "x", PRESS.painter).file
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
        data = print_spreads(long_setting(desk, 6), "booklet", "x", PRESS.painter).file.data
        assert data
        assert preferences(data)["/Duplex"] == "/DuplexFlipShortEdge"
        assert preferences(data)["/PrintScaling"] == "/None"

    @pytest.mark.parametrize("layout", ["handout-a4", "handout-letter"])
    def test_has_three_pages_at_least(self, layout: str) -> None:
        pages = FORMS[layout].pages
        with pytest.raises(InputError) as caught:
            print_spreads(setting_of("sore-back", layout), "booklet", "x", PRESS.painter)
        (problem,) = caught.value.diagnostics
        assert (problem.rule, problem.message) == ("booklet-pages", f"a booklet has 3 to 64 pages, and this is {pages}")
        assert problem.span
        assert problem.span.source.name.endswith(f"{layout}.yaml")
        assert problem.hint
        assert "one sheet already" in problem.hint

    def test_of_three_pages_has_a_blank_one(self, desk: Desk) -> None:
        setting = long_setting(desk, 4)
        copy = PRESS.build(str(desk.folder / "content/text.yaml"), str(desk.folder / "layouts/long.yaml"))
        assert copy.pages == 3
        assert copy.data
        made = print_spreads(setting, "booklet", "x", PRESS.painter)
        assert made.paper == "A3"
        assert made.file.pages == 2
        assert made.file.data
        assert_conforms(made.file.data)
        assert tree_text(made.file.data) == tree_text(copy.data)

    def test_has_64_pages_at_most(self, desk: Desk) -> None:
        with pytest.raises(InputError, match="a booklet has 3 to 64 pages"):
            print_spreads(long_setting(desk, 50, 30), "booklet", "x", PRESS.painter)


class TestForPrintShops:
    @pytest.mark.parametrize(("content", "layout"), SHIPPED)
    def test_each_page_has_its_boxes(self, content: str, layout: str) -> None:
        made = print_for_shop(setting_of(content, layout), "x", PRESS.painter)
        copy = reading_copy(content, layout).data
        data = made.file.data
        assert data
        assert copy
        assert_conforms(data)
        assert tree_text(data) == tree_text(copy)
        width, height = FORMS[layout].size
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == made.file.pages == FORMS[layout].pages
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
        found = print_for_shop(setting_of("sore-back", "card-a6"), "x", PRESS.painter).preflight
        assert found.trim == pytest.approx((105 * MM, 148.5 * MM))
        assert found.bleed == pytest.approx(3 * MM)
        assert (found.faces, found.smallest, found.pictures) == (2, 12, 0)
        assert found.ink is not None
        assert found.ink == pytest.approx(7 * MM, abs=0.5 * MM)
        assert len(found.fonts) == 2

    def test_headings_are_the_same(self) -> None:
        data = print_for_shop(setting_of("sore-back", "card-wallet"), "x", PRESS.painter).file.data
        copy = reading_copy("sore-back", "card-wallet").data
        assert data
        assert copy
        roles = [element.role for element in elements(copy) if element.role != "Form"]
        assert [element.role for element in elements(data)] == roles


@pytest.mark.parametrize("kind", ["booklet", "2up", "shop"])
def test_the_same_bytes_on_every_run(kind: Any, desk: Desk) -> None:
    def made(press: Press) -> bytes | None:
        setting = press.set(*paths)
        if kind == "shop":
            return print_for_shop(setting, "x", press.painter).file.data
        return print_spreads(setting, kind, "x", press.painter).file.data

    long_setting(desk, 6)
    paths = str(desk.folder / "content/text.yaml"), str(desk.folder / "layouts/long.yaml")
    assert made(Press()) == made(PRESS) is not None
