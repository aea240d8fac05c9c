"""Check boxes in the file: what their dictionaries say, what they share, and what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable

import page as validation
import pikepdf
import pypdfium2
import pytest

from generator.pdf import PdfPainter
from generator.structure import Artifact, StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import CheckBox, Document, Item, Panel
from tests.support.roundtrip import Field, check_tree, elements, fields, tree_text
from tests.support.specimen import BLACK, BLUE, one_page, run

LIBRARY = FontLibrary()
HEIGHT = 100
LABELS = ("Walk (slowly) \\ gently.", "Größe – 15 minutes", "Rest")


def tasks(*, size: float = 12, names: tuple[str, ...] = ("task-1", "task-2", "task-3")) -> Document:
    """Tasks with their boxes, the last of them in blue."""
    items: list[Item] = []
    lists = []
    for index, (name, label) in enumerate(zip(names, LABELS, strict=True)):
        form = StructureNode("Form")
        body = StructureNode("LBody", (form,))
        lists.append(StructureNode("L", (StructureNode("LI", (body,)),)))
        top, ink = 10 + 20 * index, BLUE if index == 2 else BLACK
        items += [
            Panel(10, top, size, size, (2, 2, 2, 2), None, ink, 1, Artifact.LAYOUT, None),
            CheckBox(10, top, size, size, name, label, ink, form, None),
            run(LIBRARY, label, 30, top + 10, body),
        ]
    return one_page(StructureNode("Document", lists), *items, size=(200, HEIGHT))


@pytest.fixture(scope="module")
def data() -> bytes:
    return PdfPainter().paint(tasks())


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_conforms(data: bytes) -> None:
    assert check_tree(data) == []
    for profile in ("ua1", "2a"):
        report = validation.validate_pdf_bytes(data, profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_a_field_for_each_box_with_its_own_name_and_its_label(data: bytes) -> None:
    assert fields(data) == [
        Field(0, f"task-{index + 1}", label, (10, HEIGHT - 22 - 20 * index, 22, HEIGHT - 10 - 20 * index), False)
        for index, label in enumerate(LABELS)
    ]


def test_the_box_is_read_before_what_it_ticks_off(data: bytes) -> None:
    assert [element.role for element in elements(data)] == ["Document", *["L", "LI", "LBody", "Form"] * 3]
    assert tree_text(data).splitlines() == list(LABELS)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for form in pdf.Root.StructTreeRoot.K.K:
            box, text = form.K[0].K[0].K
            assert (box.S, box.K[0].Type, box.K[0].Obj.Subtype) == ("/Form", "/OBJR", "/Widget")
            assert isinstance(text, int)


def test_a_widget_prints_and_leaves_nothing_to_the_viewer(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert set(pdf.Root.AcroForm.keys()) == {"/Fields"}
        assert pdf.pages[0].Tabs == "/S"
        for widget in pdf.pages[0].Annots:
            assert (widget.FT, widget.F, widget.V, widget.AS) == ("/Btn", 4, "/Off", "/Off")
            assert not {"/Ff", "/MK", "/DA", "/A", "/AA"} & set(widget.keys())
            assert set(widget.AP.keys()) == {"/N"}
            assert set(widget.AP.N.keys()) == {"/Off", "/Yes"}
            for state in widget.AP.N.values():
                assert (state.Type, state.Subtype, dict(state.Resources)) == ("/XObject", "/Form", {})
                assert [float(side) for side in state.BBox] == [0, 0, 12, 12]


def test_the_tick_alone_is_drawn_as_a_path_in_the_ink_of_its_box(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        states = [widget.AP.N for widget in pdf.pages[0].Annots]
        drawn = [[str(each.operator) for each in pikepdf.parse_content_stream(state.Yes)] for state in states]
        assert drawn == [["q", "J", "j", "w", ink, "m", "l", "l", "S", "Q"] for ink in ("G", "G", "RG")]
        assert [bytes(state.Off.read_bytes()) for state in states] == [b"q Q"] * 3


def test_boxes_of_one_size_and_ink_share_their_appearances(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first, second, blue = (widget.AP.N for widget in pdf.pages[0].Annots)
        assert (first.Yes.objgen, first.Off.objgen) == (second.Yes.objgen, second.Off.objgen)
        assert first.Yes.objgen != blue.Yes.objgen


@pytest.mark.parametrize("size", [4.0, 12.76, 60.0])
def test_the_tick_stays_inside_its_box(size: float) -> None:
    """Of a box of any size: a white margin of a twelfth of it on every side, and ink in the middle."""

    def tick(pdf: pikepdf.Pdf) -> None:
        widget = pdf.pages[0].Annots[0]
        widget.AS = widget.V = pikepdf.Name("/Yes")
        pdf.pages[0].Contents.write(b"")

    with pypdfium2.PdfDocument(changed(PdfPainter().paint(tasks(size=size)), tick)) as pdf:
        pdf.init_forms()
        scale = 600 / size
        page = pdf[0]
        crop = (10.0, HEIGHT - 10 - size, 200 - 10 - size, 10.0)
        picture = page.render(scale=scale, crop=crop).to_pil().convert("L").point(lambda value: 255 - value)
    left, top, right, bottom = picture.getbbox()
    width, height = picture.size
    assert left > width / 12
    assert top > height / 12
    assert right < width * 11 / 12
    assert bottom < height * 11 / 12
    assert (right - left) * (bottom - top) > width * height / 3


def test_without_boxes_there_is_no_form() -> None:
    paragraph = StructureNode("P")
    root = StructureNode("Document", (paragraph,))
    data = PdfPainter().paint(one_page(root, run(LIBRARY, "a", 10, 20, paragraph)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="two fields are called 'task-1'"):
        PdfPainter().paint(tasks(names=("task-1", "task-2", "task-1")))
    paragraph = StructureNode("P")
    root = StructureNode("Document", (paragraph,))
    for owner in (paragraph, None):
        box = CheckBox(0, 0, 9, 9, "task-1", "Walk", BLACK, owner, None)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="no Form owns"):
            PdfPainter().paint(one_page(root, box))


# The checker of tests/support/roundtrip.py has to find broken forms


def no_form(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm


def lost_widget(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[1]


def same_name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[1].T = pdf.pages[0].Annots[0].T


def no_name(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[1].T


def wrong_role(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].K[0].K[0].K[0].S = pikepdf.Name("/Link")


@pytest.mark.filterwarnings("ignore:.* not reachable from /AcroForm")  # pikepdf, of the first of them
@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (no_form, "is no field of the form"),
        (lost_widget, "is on no page"),
        (same_name, "2 fields are called 'task-1'"),
        (no_name, "1 fields are called ''"),
        (wrong_role, "/Widget belongs to a /Link"),
    ],
)
def test_the_checker_finds_the_fault(data: bytes, change: Callable[[pikepdf.Pdf], None], finding: str) -> None:
    assert any(finding in found for found in check_tree(changed(data, change)))
