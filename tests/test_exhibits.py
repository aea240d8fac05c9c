"""Tables and figures from files to pages: what the tree says, what is read, what is seen, what is told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import page as validation
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from generator.cli import main
from generator.diagnostics import ExitCode
from tests.support.desk import CHECKLIST, CLUB, HEAD, SAFETY, Desk, said
from tests.support.golden import tree
from tests.support.pictures import encoded, picture, quarters
from tests.support.press import Press
from tests.support.roundtrip import artifact_text, check_tree, elements, tree_text
from tests.support.wording import FORMS, ROOT

pytestmark = pytest.mark.slow

LAYOUTS = [layout for layout in FORMS if not FORMS[layout].card]
SECTION = "sections:\n  - id: back\n    role: act\n    title: Your back\n    blocks:\n"
EXHIBITS = """\
      - figure:
          drawing: figures/knees-to-chest.svg
          alt: Somebody lies on the back and pulls one knee up with both hands.
          caption: Knees to chest
      - figure:
          drawing: figures/knees-side-to-side.svg
          alt: Seen from above, the knees roll from one side to the other.
          width: 50 %
      - table:
          caption: How far to run
          row-headers: true
          columns:
            - ""
            - title: Kilometres
              number: true
            - How it **feels**
          rows:
            - [Week 1, "3", Easy.]
            - cells: [Week 2, "4.5", ""]
            - [Week 3, "", "See [the plan](https://example.org)."]
      - figure: {picture: photo.jpg, alt: A hill., width: 30 %}
      - figure: {picture: line.png, decorative: true}
"""
TREE = """\
    Div
      Figure [Somebody lies on the back and pulls one knee up with both hands.]
      Caption: Knees to chest
    Figure [Seen from above, the knees roll from one side to the other.]
    Table
      Caption: How far to run
      THead
        TR
          TD
          TH: Kilometres
          TH: How it feels
      TBody
        TR
          TH: Week 1
          TD: 3
          TD: Easy.
        TR
          TH: Week 2
          TD: 4.5
          TD
        TR
          TH: Week 3
          TD
          TD: See the plan.
            Link: the plan
    Figure [A hill.]
"""
LONG = "      - table:\n          columns: [Day, Run]\n          rows:\n" + "".join(
    f"            - [Day {number}, {number} minutes]\n" for number in range(1, 61)
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for drawing in (ROOT / "content" / "figures").iterdir():
        desk.write(f"content/figures/{drawing.name}", drawing.read_bytes())
    desk.write("content/photo.jpg", encoded(quarters(), "JPEG"))
    desk.write("content/line.png", picture(200, 10))
    return desk


def text(blocks: str) -> str:
    return HEAD + SECTION + blocks


def free(layout: str) -> str:
    return f"extends: {layout}\npage: {{pages: null}}\n"


def figure(keys: str) -> str:
    return text(f"      - figure: {{{keys}}}\n")


def conforms(data: bytes) -> bool:
    reports = [validation.validate_pdf_bytes(data, profile=profile) for profile in ("ua1", "2a")]
    return all(report.is_compliant for report in reports)


def images(data: bytes) -> list[bytes]:
    """The images of a file as they are stored."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [image.read_raw_bytes() for page in pdf.pages for image in page.get_images().values()]


def pages(data: bytes, scale: float = 1.0) -> Iterator[Image.Image]:
    for page in pypdfium2.PdfDocument(data):
        yield page.render(scale=scale).to_pil().convert("RGB")


# Structure


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_tree_says_what_is_a_header_and_what_a_figure_shows(desk: Desk, layout: str) -> None:
    data = desk.data(text(EXHIBITS), free(layout))
    assert check_tree(data) == []
    assert conforms(data)
    assert TREE in tree(data)


@pytest.mark.parametrize("club", [None, f"{CLUB}accent: '#5C0030'\n"])
def test_all_is_said_once_and_in_order(desk: Desk, club: str | None) -> None:
    lines = tree_text(desk.data(text(EXHIBITS), club=club)).split("\n")
    start = lines.index("Knees to chest")
    assert lines[start : start + 11] == [
        *("Knees to chest", "How far to run", "Kilometres", "How it feels", "Week 1", "3", "Easy.", "Week 2", "4.5"),
        *("Week 3", "See the plan."),
    ]


def test_headers_say_what_they_are_headers_of(desk: Desk) -> None:
    with pikepdf.open(io.BytesIO(desk.data(text(EXHIBITS)))) as pdf:
        scopes = [
            str(attribute.Scope)
            for number in range(1, len(pdf.objects) + 1)
            if isinstance(entry := pdf.get_object(number, 0), pikepdf.Dictionary) and entry.get("/S") == "/TH"
            for attribute in entry.A
        ]
    assert sorted(scopes) == ["/Column"] * 2 + ["/Row"] * 3


def test_figures_have_a_place_on_the_page(desk: Desk) -> None:
    with pikepdf.open(io.BytesIO(desk.data(text(EXHIBITS)))) as pdf:
        boxes = [
            [float(side) for side in attribute.BBox]
            for number in range(1, len(pdf.objects) + 1)
            if isinstance(entry := pdf.get_object(number, 0), pikepdf.Dictionary) and entry.get("/S") == "/Figure"
            for attribute in entry.A
        ]
    assert len(boxes) == 3
    assert all(left < right and bottom < top for left, bottom, right, top in boxes)


def test_a_decorative_picture_is_seen_and_not_said(desk: Desk) -> None:
    data = desk.data(figure("picture: line.png, decorative: true"))
    assert [element for element in elements(data) if element.role == "Figure"] == []
    assert len(images(data)) == 1
    assert check_tree(data) == []
    assert conforms(data)


def test_a_card_that_skips_sections_needs_no_looks_for_them(desk: Desk) -> None:
    blocks = "".join(f"  {line}\n" if not line.startswith(" ") else f"{line}\n" for line in EXHIBITS.splitlines())
    content = f"{HEAD}sections:\n{SAFETY}  - id: back\n    role: act\n    title: Back\n    blocks:\n{blocks}{CHECKLIST}"
    data = desk.data(content, "card-a6")
    assert "Week 1" not in tree_text(data)
    assert conforms(data)


# Headers over pages


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_header_is_seen_on_every_page_and_said_once(desk: Desk, layout: str) -> None:
    built = desk.build(text(LONG), free(layout))
    assert said(built) == []
    assert built.data
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(built.data)]
    with_rows = [text for text in texts if "Day " in text]
    assert len(with_rows) > 1
    assert all(text.count("Run") == 1 for text in with_rows)
    assert artifact_text(built.data).count("DayRun") == len(with_rows) - 1
    lines = tree_text(built.data).split("\n")
    assert lines.count("Run") == 1
    assert [line for line in lines if line.startswith("Day ")] == [f"Day {number}" for number in range(1, 61)]
    assert check_tree(built.data) == []
    assert conforms(built.data)


# Pictures


def test_a_jpeg_is_in_the_file_as_it_is(desk: Desk) -> None:
    data = (desk.folder / "content/photo.jpg").read_bytes()
    made = desk.data(figure("picture: photo.jpg, alt: A hill."))
    assert data in made
    assert images(made) == [data]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_is_seen_upright_and_not_packed_anew(desk: Desk, orientation: int) -> None:
    data = encoded(quarters(), "JPEG", orientation)
    desk.write("content/turned.jpg", data)
    made = desk.data(figure("picture: turned.jpg, alt: Four colours., width: 20 %"))
    assert data in made
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    (page,) = pages(made, 4)
    left, top, right, bottom = place(made)
    assert (right - left) / (bottom - top) == pytest.approx(upright.width / upright.height, rel=0.001)
    seen = page.crop((int(left * 4), int(top * 4), int(right * 4), int(bottom * 4)))
    for across in (0.25, 0.75):
        for down in (0.25, 0.75):
            wanted = upright.getpixel((upright.width * across, upright.height * down))
            got = seen.getpixel((seen.width * across, seen.height * down))
            assert all(abs(one - other) < 12 for one, other in zip(wanted, got, strict=True))


def place(data: bytes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the only image on the first page, from its top left corner in points."""
    page = pypdfium2.PdfDocument(data)[0]
    (image,) = [item for item in page.get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    left, bottom, right, top = image.get_bounds()
    return left, page.get_height() - top, right, page.get_height() - bottom


def test_a_small_picture_stays_small_where_the_layout_says_so(desk: Desk) -> None:
    desk.write("content/small.png", picture(150, 75))
    keys = "picture: small.png, alt: A square."
    assert width(desk.data(figure(keys))) == pytest.approx(72)  # 150 pixels an inch
    free = "extends: handout-a4\nlooks: {picture: {resolution: null}}\n"
    assert width(desk.data(figure(keys), free)) == pytest.approx(180 / 25.4 * 72, abs=0.1)


def width(data: bytes) -> float:
    left, _, right, _ = place(data)
    return right - left


def test_a_picture_named_twice_is_stored_once(desk: Desk) -> None:
    blocks = "      - figure: {picture: photo.jpg, alt: A hill.}\n" * 2
    data = desk.data(text(blocks), free("handout-a4"))
    assert data.count((desk.folder / "content/photo.jpg").read_bytes()) == 1
    assert len([element for element in elements(data) if element.role == "Figure"]) == 2


# Drawings


def test_a_drawing_is_lines_in_the_ink_of_the_layout(desk: Desk) -> None:
    content = figure("drawing: figures/knees-to-chest.svg, alt: A stretch.")
    black, red = (
        next(pages(desk.data(content, f"extends: handout-a4\nlooks: {{figure: {{ink: {ink}}}}}\n"), 2))
        for ink in ("ink", "alarm")
    )
    assert images(desk.data(content)) == []
    box = ImageChops.difference(black, red).getbbox()
    assert box
    # 40 x 19 mm without the room over the figure: its floor is as wide as its field.
    assert (box[2] - box[0]) / 2 == pytest.approx(40 / 25.4 * 72, abs=1.5)
    assert 12 < (box[3] - box[1]) / 2 / 72 * 25.4 < 19
    head = (int(15 / 25.4 * 144 + 4.6 / 25.4 * 144), int(box[3] - (18.3 - 14.1) / 25.4 * 144))
    assert black.getpixel(head) == (0, 0, 0)
    assert red.getpixel(head) == (0x8F, 0x12, 0x20)


def test_dots_are_dots(desk: Desk) -> None:
    """The ghost of the second stretch: separate dots, each a disc."""
    data = desk.data(figure("drawing: figures/knees-side-to-side.svg, alt: A stretch."))
    scale = 4.0
    (page,) = pages(data, scale)
    grey = page.convert("L").point(lambda value: 255 * (value < 128))
    left, top = 15 / 25.4 * 72 * scale, top_of(grey) - 1.6 / 25.4 * 72 * scale + 1.147 / 2 / 25.4 * 72 * scale
    mm = 72 / 25.4 * scale
    ghost = grey.crop((int(left + 21.5 * mm), int(top), int(left + 36 * mm), int(top + 8 * mm)))
    columns = [any(ghost.getpixel((x, y)) for y in range(ghost.height)) for x in range(ghost.width)]
    dots = sum(now and not before for before, now in zip([False, *columns], columns, strict=False))
    assert 8 <= dots <= 14


def top_of(grey: Image.Image) -> int:
    """Where the figure begins: the topmost ink of its arms, which are 9.6 mm from the text's edge."""
    x = int((15 + 9.6) / 25.4 * 72 * 4)
    column = [grey.getpixel((x, y)) for y in range(grey.height)]
    starts = (y for y in range(1, grey.height) if column[y] and not column[y - 1])
    return max(starts, key=lambda y: next((n for n in range(grey.height - y) if not column[y + n]), 0))


def test_a_wrong_drawing_is_told_in_the_drawing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write(
        "content/figures/bad.svg", '<svg viewBox="0 0 9 9">\n\t<circle r="2" cx="4" cy="4" opacity="0.5"/>\n</svg>\n'
    )
    content = figure("drawing: figures/bad.svg, alt: Nothing.")
    problem = desk.problem(content)
    assert problem.rule == "drawing"
    assert problem.span
    assert str(problem.span).endswith("content/figures/bad.svg:2:30")
    assert problem.related[0][0].source.name.endswith("text.yaml")
    path = desk.write("content/text.yaml", content)
    assert main(["build", path, "-l", "handout-a4", "-o", str(desk.folder / "out")]) == ExitCode.INPUT
    assert "bad.svg:2:30" in capsys.readouterr().err


def test_the_shipped_drawings_are_drawings(desk: Desk) -> None:
    names = sorted(path.name for path in (ROOT / "content" / "figures").iterdir())
    assert names == ["knees-side-to-side.svg", "knees-to-chest.svg"]
    for name in names:
        assert conforms(desk.data(figure(f"drawing: figures/{name}, alt: A stretch.")))


# What the whole shows


def test_each_wrong_figure_is_told_at_once(desk: Desk) -> None:
    blocks = "".join(
        f"      - figure: {{picture: {name}, alt: A hill.}}\n" for name in ("no.png", "../no.png", "photo.jpg")
    )
    built = desk.build(text(blocks))
    assert [problem.rule for problem in built.diagnostics] == ["picture", "picture"]
    assert built.data is None


def test_a_row_higher_than_a_page_is_told_in_its_place(desk: Desk) -> None:
    long = "word " * 1200
    rows = f"          rows:\n            - [a, b]\n            - [c, {long}]\n"
    problem = desk.problem(text(f"      - table:\n          columns: [One, Two]\n{rows}"), free("handout-a4"))
    assert problem.rule == "too-high"
    assert problem.span
    assert problem.span.source.lines[problem.span.line - 1].strip().startswith("- [c")


def test_same_input_same_bytes(desk: Desk) -> None:
    first = desk.data(text(EXHIBITS), free("ledger-a4"))
    second = desk.data(text(EXHIBITS), free("ledger-a4"))
    assert first == second
    assert Press().build(str(desk.folder / "content/text.yaml"), str(desk.folder / "layouts/own.yaml")).data == first
