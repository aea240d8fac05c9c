"""Every shipped content in every shipped layout, read back by other people's programs.

The wording is held against tests/support/wording.py, which reads the YAML without the package. The structure trees are
kept in tests/golden/; after a change that is meant, `python -m tests.support.golden` writes them anew.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
import segno

from generator import __version__
from generator.building import Built
from generator.source.files import shipped_names
from tests.support.desk import said, without_review
from tests.support.golden import FOLDER, shipped, tree
from tests.support.roundtrip import artifact_text, elements, tree_text
from tests.support.wording import CONTENTS, FORMS, PAIRS, Form, Wording, folded, load, words

pytestmark = pytest.mark.slow

HELP = "https://www.nhs.uk/conditions/back-pain/"
HANDOUTS = [(content, layout) for content, layout in PAIRS if not FORMS[layout].card]


class Output:
    """One shipped pair: the file, a reader of it, and what it should say."""

    def __init__(self, content: str, layout: str) -> None:
        self.built: Built = shipped(content, layout)
        assert self.built.data is not None
        self.data = self.built.data
        self.form: Form = FORMS[layout]
        self.content = load(f"content/{content}.yaml")
        self.wording = Wording(self.content)
        self.lines = self.wording.lines(self.form)
        self.reader = pypdf.PdfReader(io.BytesIO(self.data), strict=True)
        self.pages = [words(page.extract_text()) for page in self.reader.pages]

    def feet(self) -> list[str]:
        """What the foot of each page says."""
        count = self.form.pages
        return [] if self.form.card else [self.wording.foot(page, count) for page in range(1, count + 1)]


@pytest.fixture(params=PAIRS, ids="-".join)
def output(request: pytest.FixtureRequest) -> Output:
    return output_of(*request.param)


output_of = cache(Output)  # each is read once; tests only look at it


def positions(text: list[str], part: list[str]) -> list[int]:
    """Where the words of `part` stand in `text`, in a row."""
    return [start for start in range(len(text) - len(part) + 1) if text[start : start + len(part)] == part]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def resolved(value: Any) -> Any:
    return value.get_object()


def test_the_pairs_are_all_there_is() -> None:
    assert set(CONTENTS) == set(shipped_names("content"))
    assert set(FORMS) == set(shipped_names("layouts")) - {"base"}


# The file


def test_it_builds_without_a_word_but_that_nobody_has_checked_it(output: Output) -> None:
    assert said(without_review(output.built)) == []
    assert output.built.pages == output.form.pages


def test_it_is_small(output: Output) -> None:
    assert 5_000 < len(output.data) <= 60_000


def test_qpdf_finds_nothing(output: Output, tmp_path: Path) -> None:
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "file.pdf"
    path.write_bytes(output.data)
    result = subprocess.run([program, "--check", str(path)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert "No syntax or stream encoding errors found" in result.stdout


def test_pages_have_the_size_of_the_paper(output: Output) -> None:
    assert len(output.reader.pages) == output.form.pages
    for page in output.reader.pages:
        assert (page.mediabox.left, page.mediabox.bottom) == (0, 0)
        assert (page.mediabox.width, page.mediabox.height) == pytest.approx(output.form.size, abs=0.01)
        assert page.cropbox == page.mediabox
        assert page.rotation == 0


def test_title_language_author_and_how_a_viewer_shows_it(output: Output) -> None:
    root: Any = output.reader.trailer["/Root"]
    title = output.content["checklist"]["title"] if output.form.card else output.content["title"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    preferences = resolved(root["/ViewerPreferences"])
    assert bool(preferences["/DisplayDocTitle"])
    assert preferences.get("/Duplex") == output.form.duplex
    about = output.reader.metadata
    assert about is not None
    assert about.title == title
    assert about.author == output.content["author"]
    assert about.producer == f"handout {__version__}"
    xmp = output.reader.xmp_metadata
    assert xmp is not None
    assert list((xmp.dc_title or {}).values()) == [title]
    assert xmp.dc_creator == [about.author]
    assert xmp.dc_language == ["en-GB"]


def test_the_date_is_the_day_of_writing(output: Output) -> None:
    about = output.reader.metadata
    assert about is not None
    assert about.creation_date is not None
    assert about.creation_date.date().isoformat() == output.content["written-on"]
    assert about.modification_date == about.creation_date


def test_all_fonts_are_embedded_subsets(output: Output) -> None:
    seen = set()
    for page in output.reader.pages:
        fonts: dict[str, Any] = resolved(resolved(page["/Resources"])["/Font"])
        for reference in fonts.values():
            font = resolved(reference)
            assert font["/Subtype"] == "/Type0"
            assert "/ToUnicode" in font
            below = resolved(font["/DescendantFonts"][0])
            descriptor = resolved(below["/FontDescriptor"])
            assert len(resolved(descriptor["/FontFile2"]).get_data()) > 1000
            assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z0-9-]+", font["/BaseFont"])
            assert font["/BaseFont"] == below["/BaseFont"] == descriptor["/FontName"]
            seen.add(font["/BaseFont"].partition("+")[2])
    assert 2 <= len(seen) <= 4
    assert b"Helvetica" not in output.data


# The text, read from the pages


def test_every_word_is_on_a_page_and_no_other(output: Output) -> None:
    found = Counter(word for page in output.pages for word in page)
    assert found == Counter(word for line in output.lines + output.feet() for word in words(line))


def test_every_line_reads_in_a_row_and_in_order(output: Output) -> None:
    """Each line is whole on one page. The card's pages go their own way: its warnings are on the back."""
    notes = {" ".join(words(note)) for note in output.wording.notes}
    places = []
    for line in output.lines:
        found = [(page, place) for page, text in enumerate(output.pages) for place in positions(text, words(line))]
        assert found, line
        if line not in notes and len(found) == 1:
            places.append(found[0])
    assert len(places) > 0.8 * len(output.lines) - len(notes)
    if output.form.card:
        assert places[0][0] == 0
    else:
        assert places == sorted(places)


def test_the_first_words_of_the_signs_read_as_a_sentence() -> None:
    output = Output("sore-back", "handout-a4")
    sentence = "Call 999 or go to A&E now if you have back pain and: you are numb around your private parts or bottom"
    assert positions(output.pages[0], words(sentence))
    assert output.lines[-1].endswith("Running with a slipped disc (L5-S1). That needs personal advice.")


@pytest.mark.parametrize(("content", "layout"), HANDOUTS)
def test_the_foot_is_on_every_page(content: str, layout: str) -> None:
    output = Output(content, layout)
    for text, foot in zip(output.pages, output.feet(), strict=True):
        assert len(positions(text, words(foot))) == 1


def test_another_reader_finds_the_same_words(output: Output) -> None:
    """PDFium reads characters by their places: it shows that spaces are where the words end."""
    found: Counter[str] = Counter()
    with pypdfium2.PdfDocument(output.data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            found.update(words(text.get_text_range().replace("\ufffe", "")))
            text.close()
            page.close()
    missing = Counter(word for line in output.lines + output.feet() for word in words(line)) - found
    assert not missing


# The text, read from the structure tree


def test_the_tree_says_every_line_once_and_in_order(output: Output) -> None:
    assert folded(tree_text(output.data).split("\n")) == output.lines


def test_artifacts_are_furniture_and_nothing_else(output: Output) -> None:
    assert [" ".join(words(text.replace("?Page", "? Page"))) for text in artifact_text(output.data)] == output.feet()


def test_one_title_and_no_level_is_skipped(output: Output) -> None:
    levels = [int(element.role[1]) for element in elements(output.data) if re.fullmatch("H[1-6]", element.role)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_figure_has_words(output: Output) -> None:
    figures = [element for element in elements(output.data) if element.role == "Figure"]
    assert [figure.alt for figure in figures] == ["QR code: nhs.uk/conditions/back-pain"] * output.form.code


def test_golden_trees_are_complete() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {f"{content}-{layout}" for content, layout in PAIRS}
    assert all(30 < len(path.read_text().splitlines()) < 300 for path in FOLDER.iterdir())


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_the_tree_is_as_it_was(content: str, layout: str) -> None:
    """If the change is meant: `python -m tests.support.golden`, and read what git says has changed."""
    data = shipped(content, layout).data
    assert data is not None
    assert tree(data) == (FOLDER / f"{content}-{layout}.txt").read_text(encoding="utf-8")


# Links, bookmarks, code


def links(reader: pypdf.PdfReader) -> list[tuple[int, Any]]:
    """The link annotations with the number of their page."""
    found = []
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots", []):
            annotation = resolved(reference)
            if annotation["/Subtype"] == "/Link":
                found.append((number, annotation))
    return found


def test_links_lead_where_the_text_says(output: Output) -> None:
    found = [(annotation["/A"]["/URI"], annotation["/Contents"]) for _, annotation in links(output.reader)]
    wanted = [(address, " ".join(words(label))) for address, label in output.wording.links]
    assert list(dict.fromkeys(found)) == wanted
    assert (HELP, "nhs.uk/conditions/back-pain") in found


def test_links_lie_over_their_words(output: Output) -> None:
    covered: dict[str, list[str]] = {}
    with pypdfium2.PdfDocument(output.data) as pdf:
        for number, annotation in links(output.reader):
            left, bottom, right, top = (float(side) for side in annotation["/Rect"])
            width, height = output.form.size
            assert 0 < left < right < width + 0.01
            assert 0 < bottom < top < height + 0.01
            assert int(annotation["/F"]) & 4  # it prints
            page = pdf[number]
            text = page.get_textpage()
            middle = (bottom + top) / 2  # a strip: the lines above and below reach into the rectangle
            under = text.get_text_bounded(left, middle - 1, right, middle + 1)
            text.close()
            page.close()
            covered.setdefault(annotation["/A"]["/URI"] + " " + annotation["/Contents"], []).extend(words(under))
    for address, label in output.wording.links:
        assert letters("".join(covered[f"{address} {label}"])) == letters(label)


def test_bookmarks_are_the_headings(output: Output) -> None:
    titles: list[tuple[int, str]] = []
    targets = []

    def collect(entries: Any, level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                collect(entry, level + 1)
            else:
                titles.append((level, entry.title))
                targets.append((entry.title, output.reader.get_destination_page_number(entry)))

    collect(output.reader.outline, 1)
    assert titles == output.wording.headings
    for title, page in targets:
        assert page is not None
        assert positions(output.pages[page], words(title)), title


def code_box(data: bytes) -> tuple[int, float, float, float, float]:
    """The page of the QR code and the box of its dark modules, in points from the top left of the page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            corners: list[tuple[float, float, float, float]] = []
            inside = False
            for step in pikepdf.parse_content_stream(page):
                if str(step.operator) == "BDC":
                    inside = str(step.operands[0]) == "/Figure"
                elif inside and str(step.operator) == "re":
                    x, y, width, height = (float(value) for value in step.operands)
                    corners.append((x, y, x + width, y + height))
            if corners:
                left, bottom, right, top = zip(*corners, strict=True)
                paper = float(page.mediabox[3])
                return number, min(left), paper - max(top), max(right) - min(left), max(top) - min(bottom)
    raise AssertionError("there is no QR code")


def test_the_picture_of_the_qr_code_is_that_of_its_address(output: Output) -> None:
    """Module by module, read from a picture of the page, with the quiet zone of four modules (ISO/IEC 18004)."""
    if not output.form.code:
        return  # the test below sees that there is none
    look = load(f"layouts/{'card-a6' if output.form.card else 'handout-a4'}.yaml")["looks"]["qr"]
    matrix = segno.make_qr(HELP, error=look.get("level", "M"), boost_error=False).matrix
    side, quiet, scale = len(matrix), 4, 4
    number, left, top, width, height = code_box(output.data)
    module = width / side
    assert height == pytest.approx(width, abs=0.1)
    assert module >= 0.5 * 72 / 25.4  # half a millimetre: a cheap camera reads it from a hand's breadth
    with pypdfium2.PdfDocument(output.data) as pdf:
        page = pdf[number]
        picture = page.render(scale=scale).to_pil().convert("L")
        page.close()
    for y in range(-quiet, side + quiet):
        for x in range(-quiet, side + quiet):
            place = (int((left + (x + 0.5) * module) * scale), int((top + (y + 0.5) * module) * scale))
            dark = 0 <= x < side and 0 <= y < side and bool(matrix[y][x])
            assert (picture.getpixel(place) < 128) == dark, (x, y)


def test_a_camera_reads_the_qr_code(output: Output) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    found = []
    with pypdfium2.PdfDocument(output.data) as pdf:
        for page in pdf:
            found += [code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
            page.close()
    assert found == [HELP] * output.form.code
