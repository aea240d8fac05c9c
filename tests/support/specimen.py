"""Builds page items for tests of the PDF stage, without any layout of ours."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from generator.structure import Artifact, OutlineEntry, Owner, StructureNode
from generator.typeset.fonts import Face, FontLibrary
from generator.typeset.items import (
    Cells,
    Colour,
    Document,
    GlyphRun,
    Image,
    Item,
    LinkArea,
    Metadata,
    Page,
    Panel,
    Picture,
    Rule,
    Segment,
)
from generator.typeset.items import Path as Outline

FONTS = Path(__file__).resolve().parents[2] / "layouts" / "fonts"
REGULAR = str(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf")
BOLD = str(FONTS / "AtkinsonHyperlegibleNext_700Bold.ttf")
BLACK, WHITE, BLUE, GREY = Colour(0, 0, 0), Colour(1, 1, 1), Colour(0.1, 0.3, 0.6), Colour(0.5, 0.5, 0.5)
PAPER = (419.53, 595.28)  # A5


def run(
    library: FontLibrary, text: str, x: float, y: float, owner: Owner, *, face: str = REGULAR, size: float = 10,
    ink: Colour = BLACK, trail: bool = False,
) -> GlyphRun:  # fmt: skip
    """One line of text."""
    font: Face = library.face(face)
    words = library.words(font, text, "en")
    return GlyphRun(x, y, words.width * size, font, size, words, trail, ink, owner, None)


def metadata(title: str = "A specimen") -> Metadata:
    return Metadata(title, "A club & friends", "Testing <all>", "en-GB", "2026-11-01", "handout 0")


def png(width: int, height: int, colour: int, pixels: bytes, extra: bytes = b"", depth: int = 8) -> Image:
    """A PNG file of unfiltered rows. `extra` are finished chunks that go before the pixels."""
    rows = len(pixels) // height
    raw = b"".join(b"\0" + pixels[start : start + rows] for start in range(0, len(pixels), rows))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    return Image(b"\x89PNG\r\n\x1a\n" + data, width, height)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def specimen(library: FontLibrary) -> Document:
    """Two pages with every kind of item, a heading, a link in a sentence, lists, a table, pictures and artifacts."""
    title = StructureNode("H1")
    link = StructureNode("Link", alt="The address of the example")
    paragraph = StructureNode("P", (link,))
    quote = StructureNode("P", language="de")
    picture = StructureNode("Figure", alt="A red and a green square")
    code = StructureNode("Figure", alt="QR code: example.org")
    nothing = StructureNode("P")  # is on no page
    section = StructureNode("Sect", (title, paragraph, quote, picture, code, nothing))
    heading = StructureNode("H2")
    entries = [(StructureNode("Lbl"), StructureNode("LBody")) for _ in range(2)]
    numbered = (("List", "ListNumbering", "Decimal"),)
    items = StructureNode("L", [StructureNode("LI", entry) for entry in entries], attributes=numbered)
    head = StructureNode("TH", attributes=(("Table", "Scope", "Column"), ("Table", "ColSpan", "1")))
    corner = StructureNode("TH", attributes=(("Table", "Scope", "Column"),))  # is empty
    cells = (StructureNode("TD"), StructureNode("TD"))
    table = StructureNode("Table", (StructureNode("TR", (head, corner)), StructureNode("TR", cells)))
    second = StructureNode("Sect", (heading, items, table))
    split = StructureNode("P")
    root = StructureNode("Document", (section, second, split))

    squares = png(2, 1, 6, bytes([255, 0, 0, 255, 0, 255, 0, 128]))
    first: list[Item] = [
        Panel(30, 25, 360, 40, (12, 0, 12, 0), Colour(0.9, 0.95, 1), BLUE, 2, Artifact.LAYOUT, None),
        run(library, "Sore back after a run?", 40, 52, title, face=BOLD, size=20),
        Rule(30, 75, 390, 75, 0.5, GREY, Artifact.LAYOUT, None),
        run(library, "Most sore backs (even officially) get better; see", 40, 90, paragraph, trail=True),
        run(library, "example.org", 250, 90, link, ink=BLUE, trail=True),
        run(library, "or", 310, 90, paragraph, trail=True),
        LinkArea(250, 80, 55, 14, "https://example.org/größe?a=(b)", link, None),
        run(library, "ask us.", 40, 104, paragraph),
        run(library, "Gehen Sie über die Straße – «café» €5", 40, 130, quote),
        Picture(40, 150, 80, 40, squares, picture, None),
        Cells(150, 150, 12, 8, ((0, 0, 4, 4), (4, 4, 4, 4), (8, 0, 4, 8)), BLACK, code, None),
        Outline(
            (Segment("m", ((200, 150),)), Segment("c", ((220, 150), (220, 170), (200, 170))), Segment("h", ())),
            Colour(1, 0.8, 0), BLACK, 1, True, Artifact.LAYOUT, None,
        ),
        Outline(
            (Segment("m", ((240, 160),)), Segment("l", ((245, 166),)), Segment("l", ((256, 152),))),
            None, BLUE, 2.5, False, Artifact.LAYOUT, None,
        ),
        Panel(280, 150, 40, 40, (0, 0, 0, 0), None, BLACK, 1, Artifact.LAYOUT, None),
        run(library, "This paragraph starts here", 40, 300, split, trail=True),
        run(library, "Page 1", 40, 580, Artifact.PAGINATION, size=8, ink=GREY),
    ]  # fmt: skip
    after: list[Item] = [run(library, "and ends on the next page.", 40, 30, split)]
    # Painted before the heading, which comes first all the same.
    for index, (label, body) in enumerate(entries):
        y = 80 + 14 * index
        after += [run(library, f"{index + 1}.", 40, y, label), run(library, f"step {index + 1}", 55, y, body)]
    after += [
        run(library, "Steps", 40, 60, heading, face=BOLD, size=14),
        run(library, "When", 40, 130, head, face=BOLD),
        run(library, "now", 40, 145, cells[0]),
        run(library, "Page 2", 40, 580, Artifact.PAGINATION, size=8, ink=GREY),
    ]
    return Document(
        (Page(*PAPER, tuple(first)), Page(*PAPER, tuple(after))),
        2,
        lambda: root,
        (OutlineEntry(1, "Sore back – after a run?", title), OutlineEntry(2, "Steps", second)),
        metadata(),
    )


def pages_of_text(library: FontLibrary, count: int, lines: int = 45) -> Document:
    """Pages of `lines` lines with eight words each, no two of them equal."""
    vocabulary = [a + b + c for a in ("ba", "fi", "spo", "tru") for b in ("ck", "m", "rti") for c in ("s", "ed", "ing")]
    pages = []
    heads = []
    sections = []
    for number in range(count):
        head = StructureNode("H1")
        paragraphs = [StructureNode("P") for _ in range(0, lines, 5)]
        sections.append(StructureNode("Sect", (head, *paragraphs)))
        heads.append(OutlineEntry(1, f"Page {number + 1}", head))
        items: list[Item] = [
            run(library, f"Page {number + 1}", 30, 30, head, face=BOLD, size=14),
            Panel(25, 40, 370, 540, (6, 6, 6, 6), WHITE, GREY, 1, Artifact.LAYOUT, None),
        ]
        for line in range(lines):
            words = [vocabulary[(number * 7 + line * 3 + word * (1 + number % 5)) % 36] for word in range(8)]
            items.append(run(library, " ".join(words), 30, 55 + line * 11.5, paragraphs[line // 5], trail=line % 5 < 4))
        pages.append(Page(*PAPER, tuple(items)))
    root = StructureNode("Document", sections)
    return Document(tuple(pages), len(pages), lambda: root, tuple(heads), metadata("Pages"))


def one_page(root: StructureNode, *items: Item, size: tuple[float, float] = PAPER) -> Document:
    """A document of one page without bookmarks."""
    return Document((Page(*size, items),), 1, lambda: root, (), metadata())
