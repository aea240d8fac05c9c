"""Boxes to tick: each task of a document has one on paper and on the screen, in one place, and nothing else has."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import page as validation
import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.support.desk import CHECKLIST, HEAD, SAFETY, Desk, said, without_review
from tests.support.golden import shipped
from tests.support.press import Press
from tests.support.roundtrip import Field, check_tree, elements, fields, tree_text
from tests.support.wording import FORMS, PAIRS, Wording, folded, load

pytestmark = pytest.mark.slow

SCALE = 4  # pixels of a point
PLAN = """\
  - id: plan
    role: plan
    title: My plan
    blocks:
      - fill-in: [My doctor, {label: When I run again, wide: true}]
  - id: steps
    role: info
    title: What to do
    blocks:
      - checklist:
          groups:
            - {title: First, items: ["**Walk** to [{emergency.hospital}](https://example.org/)", Sit (5 min)]}
            - {title: Then, items: [Größe & <b>, Walk again]}
      - list: [No task]
"""
TASKS = ["Walk to A&E", "Sit (5 min)", "Größe & <b>", "Walk again"]


def tasks(content: str, layout: str) -> list[str]:
    wording = Wording(load(f"content/{content}.yaml"))
    wording.lines(FORMS[layout])
    return wording.tasks


TICKED = [pair for pair in PAIRS if tasks(*pair)]

every = pytest.mark.parametrize(("content", "layout"), PAIRS)
every_ticked = pytest.mark.parametrize(("content", "layout"), TICKED)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


def made(content: str, layout: str) -> bytes:
    data = shipped(content, layout).data
    assert data is not None
    return data


@cache
def without_forms(content: str, layout: str, folder: Path) -> bytes:
    """The same document in a layout that leaves the fields out."""
    path = folder / f"{layout}-off.yaml"
    path.write_text(f"extends: {layout}\nforms: off\n", encoding="utf-8")
    built = Press().build(content, str(path))
    assert said(without_review(built)) == []
    assert built.data is not None
    return built.data


def assert_conforms(data: bytes) -> None:
    assert check_tree(data) == []
    for profile in ("ua1", "2a"):
        report = validation.validate_pdf_bytes(data, profile=profile)
        failures = [(failure.rule_id, failure.message) for failure in report.failures]
        assert failures == []


# The fields


def test_there_is_something_to_tick() -> None:
    assert {("sore-back", "card-a6"), ("race-day", "card-a6"), ("race-day", "handout-a4")} <= set(TICKED)
    assert ("sore-back", "handout-a4") not in TICKED


@every
def test_every_task_has_a_field_and_nothing_else_has(content: str, layout: str) -> None:
    found = fields(made(content, layout))
    assert folded([field.label for field in found]) == tasks(content, layout)
    assert [field.name for field in found] == [f"task-{number + 1}" for number in range(len(found))]
    assert not any(field.ticked for field in found)


@every_ticked
def test_a_field_is_part_of_the_task_it_is_named_after(content: str, layout: str) -> None:
    found = elements(made(content, layout))
    bodies = [before for before, element in pairwise(found) if element.role == "Form"]
    assert {body.role for body in bodies} == {"LBody"}
    assert folded([body.text for body in bodies]) == tasks(content, layout)


@every
def test_conforms(content: str, layout: str, folder: Path) -> None:
    assert_conforms(made(content, layout))
    assert_conforms(without_forms(content, layout, folder))


@every_ticked
def test_a_field_lies_over_its_box(content: str, layout: str) -> None:
    """Within 0.1 points, and no two over the same box."""
    data = made(content, layout)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = [stroked(page) for page in pdf.pages]
    under = []
    for field in fields(data):
        near = [
            box for box in drawn[field.page] if all(abs(a - b) < 0.1 for a, b in zip(box, field.rectangle, strict=True))
        ]
        assert len(near) == 1, field
        under.append((field.page, near[0]))
    assert len(set(under)) == len(under) == len(tasks(content, layout))


def stroked(page: pikepdf.Page) -> list[tuple[float, ...]]:
    """What the stroked outlines of a page cover, the stroke included: left, bottom, right, top."""
    found: list[tuple[float, ...]] = []
    points: list[tuple[float, float]] = []
    weight = 1.0
    for each in pikepdf.parse_content_stream(page):
        numbers = [float(operand) for operand in each.operands if isinstance(operand, (int, Decimal))]
        match str(each.operator):
            case "w":
                weight = numbers[0]
            case "m" | "l" | "c":
                points += zip(numbers[::2], numbers[1::2], strict=True)
            case "re":
                x, y, width, height = numbers
                points += [(x, y), (x + width, y + height)]
            case "S" | "B" | "f" | "n":
                if str(each.operator) in "SB":
                    xs, ys = zip(*points, strict=True)
                    half = weight / 2
                    found.append((min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half))
                points = []
    return found


def test_signs_lines_to_write_on_and_lists_are_no_fields(desk: Desk) -> None:
    data = desk.data(f"{HEAD}sections:\n{SAFETY}{PLAN}{CHECKLIST}")
    assert [field.label for field in fields(data)] == TASKS
    assert_conforms(data)


def test_tasks_are_named_in_reading_order_whatever_the_layout(desk: Desk) -> None:
    content = f"{HEAD}sections:\n{SAFETY}{PLAN}"
    names = [[(field.name, field.label) for field in fields(desk.data(content, layout))]
             for layout in ("handout-a4", "ledger-a4", "handout-letter")]  # fmt: skip
    assert names == [[(f"task-{number + 1}", task) for number, task in enumerate(TASKS)]] * 3


@pytest.mark.parametrize(
    "mark",
    ["{shape: square}", "{shape: disc}", "{shape: none}", "{size: 0 mm}", "{size: 0.1 mm}", "{weight: 0 pt}", "null"],
)
def test_a_layout_whose_tasks_have_no_boxes_is_told_or_has_no_fields(mark: str, desk: Desk) -> None:
    """A field without a box on the page would be for the screen alone, and one left out in silence a loss."""
    content = f"{HEAD}sections:\n{SAFETY}{PLAN}"
    layout = f"extends: handout-a4\nlooks:\n  task: {{mark: {mark}}}\n"
    problem = desk.problem(content, layout)
    assert (problem.rule, problem.span and problem.span.line) == ("no-box", 3)
    assert problem.hint is not None
    assert "forms: off" in problem.hint
    data = desk.data(content, f"{layout}forms: off\n")
    assert fields(data) == []
    assert_conforms(data)
    assert desk.data(f"{HEAD}sections:\n{SAFETY}", layout)  # nothing to tick


# On the screen


def pictures(data: bytes) -> list[Image.Image]:
    """The pages as a viewer shows them that knows fields."""
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        return [page.render(scale=SCALE, may_draw_forms=True).to_pil().convert("L") for page in pdf]


def by_pypdf(data: bytes) -> bytes:
    """A copy with all its boxes ticked as somebody's program would."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        values = {field.name: "/Yes" for field in fields(data) if field.page == page.page_number}
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_hand(data: bytes) -> bytes:
    """A copy with all its boxes ticked by value and state, as a viewer does it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.V = field.AS = pikepdf.Name("/Yes")
        pdf.save(out)
    return out.getvalue()


def square(field: Field, picture: Image.Image) -> tuple[int, int, int, int]:
    left, bottom, right, top = (side * SCALE for side in field.rectangle)
    return round(left), round(picture.height - top), round(right), round(picture.height - bottom)


@pytest.mark.parametrize("tick", [by_pypdf, by_hand])
@every_ticked
def test_a_ticked_copy_shows_its_ticks_and_nothing_else_changes(
    content: str, layout: str, tick: Callable[[bytes], bytes]
) -> None:
    data = made(content, layout)
    ticked = tick(data)
    assert all(field.ticked for field in fields(ticked))
    with pikepdf.open(io.BytesIO(ticked)) as pdf:
        assert not pdf.Root.AcroForm.get("/NeedAppearances", False)
    before, after = pictures(data), pictures(ticked)
    for field in fields(data):
        box = square(field, before[field.page])
        empty, full = (sum(page[field.page].crop(box).histogram()[:100]) for page in (before, after))
        area = (box[2] - box[0]) * (box[3] - box[1])
        assert full - empty > area / 20, field
        assert full < area / 2, field
    for first, second, number in zip(before, after, range(len(before)), strict=True):
        for field in fields(data):
            if field.page == number:
                for picture in (first, second):
                    picture.paste(0, square(field, picture))
        assert ImageChops.difference(first, second).getbbox() is None


@every_ticked
def test_a_copy_ticked_by_a_program_still_conforms(content: str, layout: str) -> None:
    assert check_tree(by_hand(made(content, layout))) == []


# Without fields


@every
def test_forms_off_leaves_the_fields_out_and_nothing_else(content: str, layout: str, folder: Path) -> None:
    data, plain = made(content, layout), without_forms(content, layout, folder)
    assert fields(plain) == []
    assert tree_text(plain) == tree_text(data)
    assert [element for element in elements(data) if element.role != "Form"] == elements(plain)
    with pikepdf.open(io.BytesIO(data)) as one, pikepdf.open(io.BytesIO(plain)) as other:
        assert "/AcroForm" not in other.Root
        for page, same in zip(one.pages, other.pages, strict=True):
            assert page.Contents.read_bytes() == same.Contents.read_bytes()
            assert {str(each.Subtype) for each in same.obj.get("/Annots", [])} <= {"/Link"}


@every_ticked
def test_an_empty_box_looks_as_it_does_on_paper(content: str, layout: str, folder: Path) -> None:
    shown, paper = pictures(made(content, layout)), pictures(without_forms(content, layout, folder))
    assert [picture.tobytes() for picture in shown] == [picture.tobytes() for picture in paper]


def test_forms_is_on_or_off(desk: Desk) -> None:
    problem = desk.problem(layout="extends: handout-a4\nforms: maybe\n")
    assert (problem.rule, problem.span and problem.span.line) == ("unknown-value", 2)


@every_ticked
def test_fields_are_the_same_on_every_run(content: str, layout: str, folder: Path) -> None:
    without_forms(content, layout, folder)
    assert Press().build(content, layout).data == made(content, layout)
