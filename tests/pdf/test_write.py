"""Whole files: conformance, what independent readers find in them, and that equal input gives equal bytes."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import page as validation
import pikepdf
import pypdf
import pytest

from generator.pdf import PdfPainter
from generator.structure import Artifact, OutlineEntry, StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Document, Page
from tests.support.roundtrip import artifact_text, check_tree, elements, tree_text
from tests.support.specimen import PAPER, metadata, pages_of_text, run, specimen

ROOT = Path(__file__).resolve().parents[2]
SHAPES = str(ROOT / "tests" / "support" / "shapes.otf")  # CFF outlines; letters are a triangle and a box


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary()


@pytest.fixture(scope="module")
def data(library: FontLibrary) -> bytes:
    return PdfPainter().paint(specimen(library))


def cff(library: FontLibrary) -> Document:
    paragraph = StructureNode("P")
    root = StructureNode("Document", (paragraph,))
    line = run(library, "AB BA", 10, 60, paragraph, face=SHAPES, size=30)
    return Document((Page(200, 100, (line,)),), 1, lambda: root, (), metadata())


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", ["specimen", "pages", "cff", "sheet"])
def test_conforms(library: FontLibrary, name: str, profile: str) -> None:
    document = {"specimen": specimen, "pages": lambda lib: pages_of_text(lib, 12), "cff": cff, "sheet": specimen}[name](
        library
    )
    written = PdfPainter().paint(document, actual_size=name == "sheet")
    report = validation.validate_pdf_bytes(written, profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
    assert check_tree(written) == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("count", [0, 230])
def test_qpdf_finds_no_fault(library: FontLibrary, data: bytes, tmp_path: Path, count: int) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(PdfPainter().paint(pages_of_text(library, count, 3)) if count else data)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "No syntax or stream encoding errors" in checked.stdout


def test_the_tree_says_what_the_pages_say(data: bytes) -> None:
    assert tree_text(data).splitlines() == [
        "Sore back after a run?",
        "Most sore backs (even officially) get better; see example.org or ask us.",
        "Gehen Sie über die Straße – «café» €5",
        *["Steps", "1.", "step 1", "2.", "step 2", "When", "now"],
        "This paragraph starts here and ends on the next page.",
    ]
    assert artifact_text(data) == ["Page 1", "Page 2"]


def test_elements_keep_roles_languages_and_alternatives(data: bytes) -> None:
    found = elements(data)
    assert " ".join(element.role for element in found) == (
        "Document Sect H1 P Link P Figure Figure Sect H2 L LI Lbl LBody LI Lbl LBody Table TR TH TH TR TD TD P"
    )
    assert [element.text for element in found if element.language == "de"] == ["Gehen Sie über die Straße – «café» €5"]
    assert [element.alt for element in found if element.alt] == ["A red and a green square", "QR code: example.org"]


def test_pypdf_reads_it_strictly(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    assert "Sore back after a run?" in reader.pages[0].extract_text()
    assert "officially" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("A specimen", "A club & friends")
    assert (reader.metadata.subject, reader.metadata.producer) == ("Testing <all>", "handout 0")
    assert reader.metadata["/CreationDate"] == "D:20261101000000Z"
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": "A specimen"}
    assert reader.xmp_metadata.dc_creator == ["A club & friends"]
    assert reader.xmp_metadata.dc_description == {"x-default": "Testing <all>"}
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/ViewerPreferences"] == {"/DisplayDocTitle": True}


def test_outline_is_nested_and_shown(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    first, below = reader.outline
    assert first["/Title"] == "Sore back – after a run?"
    assert [entry["/Title"] for entry in below] == ["Steps"]
    assert reader.page_mode == "/UseOutlines"
    assert [reader.get_destination_page_number(entry) for entry in (first, *below)] == [0, 1]
    # The section is entered at its first item on the page, which is painted before its heading.
    assert first["/Top"] == pytest.approx(PAPER[1] - 52 + 0.95 * 20, abs=3)
    assert PAPER[1] - 80 < below[0]["/Top"] < PAPER[1] - 65


def test_outline_survives_jumps_repeats_and_absent_nodes(library: FontLibrary) -> None:
    title, absent = StructureNode("H1"), StructureNode("P")
    root = StructureNode("Document", (title, absent))
    page = Page(200, 100, (run(library, "A title", 10, 20, title),))
    outline = (
        OutlineEntry(1, "Ein\u2603 (Titel)", title),
        OutlineEntry(2, "nowhere", absent),
        OutlineEntry(4, "deep", title),
        OutlineEntry(1, "again", title),
    )
    read = pypdf.PdfReader(
        io.BytesIO(PdfPainter().paint(Document((page,), 1, lambda: root, outline, metadata()))), strict=True
    ).outline
    assert [entry["/Title"] if isinstance(entry, dict) else [e["/Title"] for e in entry] for entry in read] == [
        *["Ein\u2603 (Titel)", ["deep"], "again"]
    ]


def test_without_bookmarks_no_panel_is_shown(library: FontLibrary) -> None:
    with pikepdf.open(io.BytesIO(PdfPainter().paint(cff(library)))) as pdf:
        assert pdf.Root.PageMode == "/UseNone"
        assert "/Outlines" not in pdf.Root


def test_link_annotation(data: bytes) -> None:
    (annotation,) = pypdf.PdfReader(io.BytesIO(data), strict=True).pages[0].annotations or []
    link = annotation.get_object()
    assert link["/A"]["/URI"] == "https://example.org/gr%C3%B6%C3%9Fe?a=(b)"
    assert link["/Contents"] == "The address of the example"
    assert link["/F"] == 4
    assert [float(corner) for corner in link["/Rect"]] == [250, 501.28, 305, 515.28]


def test_print_preferences(library: FontLibrary) -> None:
    document = specimen(library)
    duplex = document._replace(metadata=document.metadata._replace(duplex="DuplexFlipShortEdge"))
    preferences = pypdf.PdfReader(io.BytesIO(PdfPainter().paint(duplex, actual_size=True))).root_object[
        "/ViewerPreferences"
    ]
    assert preferences == {
        "/DisplayDocTitle": True,
        "/Duplex": "/DuplexFlipShortEdge",
        "/PickTrayByPDFSize": True,
        "/PrintScaling": "/None",
    }


def test_only_embedded_fonts(data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert {font["/Subtype"] for font in fonts.values()} == {"/Type0"}
    assert b"Helvetica" not in b"".join(_unpacked(data))


def test_structure_travels_in_compressed_objects(data: bytes) -> None:
    assert b"/ObjStm" in data
    assert b"/S/H1" not in data
    assert data.startswith(b"%PDF-1.7\n")


def _unpacked(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            candidate.unparse() + (candidate.read_bytes() if isinstance(candidate, pikepdf.Stream) else b"")
            for candidate in pdf.objects
            if candidate is not None and not (isinstance(candidate, pikepdf.Stream) and "/SMask" in candidate)
        ]


# Same input, same bytes


def test_bytes_do_not_depend_on_history(library: FontLibrary, data: bytes) -> None:
    painter = PdfPainter()
    painter.paint(cff(library))
    painter.paint(pages_of_text(library, 2))
    filled = len(painter.subsets)
    assert painter.paint(specimen(library)) == data
    assert len(painter.subsets) > filled
    assert painter.paint(specimen(library)) == data
    assert PdfPainter().paint(specimen(FontLibrary())) == data


@pytest.mark.parametrize("seed", ["0", "42"])
def test_bytes_do_not_depend_on_the_process(data: bytes, seed: str, tmp_path: Path) -> None:
    code = (
        "import hashlib; from generator.pdf import PdfPainter; from generator.typeset.fonts import FontLibrary;"
        "from tests.support.specimen import specimen;"
        "print(hashlib.sha256(PdfPainter().paint(specimen(FontLibrary()))).hexdigest())"
    )
    # ReportLab's settings on this machine must not count: some from the environment, some from the home folder.
    (tmp_path / ".reportlab_settings").write_text("canvas_baseColor = (1, 0, 0)\npdfComments = 1\n")
    environment = {
        **os.environ, "HOME": str(tmp_path), "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo",
        "RL_pdfMultiLine": "1", "RL_invariant": "0", "RL_useA85": "1", "RL_documentLang": "xx",
        "SOURCE_DATE_EPOCH": "86400",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_identifier_follows_content(library: FontLibrary, data: bytes) -> None:
    def identifier(written: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(written)) as pdf:
            first, second = pdf.trailer.ID
            assert bytes(first) == bytes(second)
            return bytes(first)

    document = specimen(library)
    other = document._replace(pages=document.pages[:1])
    assert identifier(data) != identifier(PdfPainter().paint(other))


def test_an_empty_page_is_a_page(library: FontLibrary) -> None:
    root = StructureNode("Document")
    note = run(library, "Draft", 10, 20, Artifact.PAGINATION)
    written = PdfPainter().paint(Document((Page(*PAPER, ()), Page(*PAPER, (note,))), 2, lambda: root, (), metadata()))
    assert check_tree(written) == []
    assert artifact_text(written) == ["Draft"]
