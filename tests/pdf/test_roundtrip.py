"""The checker of tests/support/roundtrip.py has to find what it is there for: good files, broken on purpose."""

from __future__ import annotations

import io
from collections.abc import Callable

import page as validation
import pikepdf
import pytest

from generator.pdf import PdfPainter
from generator.typeset.fonts import FontLibrary
from tests.support.roundtrip import check_tree, tree_text
from tests.support.specimen import specimen


@pytest.fixture(scope="module")
def data() -> bytes:
    return PdfPainter().paint(specimen(FontLibrary()))


def broken(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def walk(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    below = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [element, *(found for kid in below for found in walk(kid))]


def find(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    return next(element for element in walk(pdf.Root.StructTreeRoot.K) if role == element.S)


def content(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        text = pdf.pages[0].Contents.read_bytes()
        assert old in text
        pdf.pages[0].Contents.write(text.replace(old, new, 1))

    return change


def no_kids(pdf: pikepdf.Pdf) -> None:
    for element in walk(pdf.Root.StructTreeRoot.K):
        if "/K" in element:
            del element.K


def drop_paragraph_marks(pdf: pikepdf.Pdf) -> None:
    del find(pdf, "/H1").K


def reach_twice(pdf: pikepdf.Pdf) -> None:
    find(pdf, "/H1").K.append(find(pdf, "/H1").K[0])


def element_twice(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K.append(find(pdf, "/H1"))


def wrong_parent(pdf: pikepdf.Pdf) -> None:
    find(pdf, "/H1").P = find(pdf, "/Table")


def swap_owners(pdf: pikepdf.Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def unused_key(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].StructParents


def lose_annotation(pdf: pikepdf.Pdf) -> None:
    link = find(pdf, "/Link")
    link.K = pikepdf.Array([kid for kid in link.K if not isinstance(kid, pikepdf.Dictionary)])


def misplace_annotation(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].StructParent = 0


def stray_annotation(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots


def no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def low_next_key(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 1


BREAKS: list[tuple[Callable[[pikepdf.Pdf], None], str]] = [
    (no_tree, "no structure tree"),
    (no_kids, "is reached 0 times"),
    (drop_paragraph_marks, "/H1 is empty"),
    (reach_twice, "is reached 2 times"),
    (element_twice, "/H1 is reached twice"),
    (wrong_parent, "does not name the parent"),
    (swap_owners, "does not know the owner of MCID 0"),
    (unused_key, "nothing uses key 1"),
    (lose_annotation, "annotation"),
    (misplace_annotation, "does not know annotation"),
    (stray_annotation, "is on no page"),
    (low_next_key, "ParentTreeNextKey"),
    (content(b"/P<</MCID 1>>BDC", b"/Artifact<</Type/Layout>>BDC"), "is an artifact"),
    (content(b"/P<</MCID 1>>BDC", b"/P<</MCID 0>>BDC"), "MCID 0 stands 2 times"),
    (content(b"/P<</MCID 1>>BDC", b"/P<</MCID 77>>BDC"), "no MCID 1 in the content"),
    (content(b"/P<</MCID 1>>BDC", b"/P BMC"), "without MCID"),
    (content(b"BT\n", b"/Span BMC BT\n"), "a mark inside a mark"),
    (content(b"/P<</MCID 1>>BDC", b""), "outside of marks"),
    (content(b"/P<</MCID 1>>BDC", b"/P<</MCID 1>>BDC EMC /P<</MCID 1>>BDC"), "an empty mark"),
    (content(b"\nEMC\nET", b"\nET\nEMC"), "crosses a text object"),
    (content(b"[<", b"[<FFFE"), "glyph 65534 has no text"),
]


@pytest.mark.parametrize(("change", "finding"), BREAKS, ids=[finding for _, finding in BREAKS])
def test_finds_the_fault(data: bytes, change: Callable[[pikepdf.Pdf], None], finding: str) -> None:
    assert any(finding in found for found in check_tree(broken(data, change)))


def test_a_good_file_stays_good_when_resaved(data: bytes) -> None:
    again = broken(data, lambda pdf: None)
    assert check_tree(again) == []
    assert tree_text(again) == tree_text(data)


def test_text_of_a_lost_element_is_missed(data: bytes) -> None:
    assert "Sore back" in tree_text(data)
    assert "Sore back" not in tree_text(broken(data, drop_paragraph_marks))


def test_validators_alone_would_not_do(data: bytes) -> None:
    """The reason for this checker; should it fail one day, the validator has learnt something."""
    assert validation.validate_pdf_bytes(broken(data, no_kids), profile="ua1").is_compliant
