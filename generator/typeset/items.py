"""The marks on a page: plain values that painting, imposing and checking all work on.

Lengths are in points. The origin is the top left corner of the page, x grows to the right and y downwards. Every item
names its owner, a structure node or an explicit artifact, and the place in the input that it came from.
"""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from collections.abc import Callable, Iterable
from typing import Protocol, Union

from generator.diagnostics import Span
from generator.provenance import Provenance
from generator.record import NamedTuple
from generator.story import Image as Image  # painters know it from here
from generator.structure import OutlineEntry, Owner, StructureNode
from generator.typeset.fonts import Face, Words


class Colour(NamedTuple):
    """sRGB components from 0 to 1. Equal components are painted as DeviceGray, so black text stays pure black ink."""

    red: float
    green: float
    blue: float


class GlyphRun(NamedTuple):
    """Words of one face, size, colour and owner on one baseline, with one space glyph between words.

    `trail` says that a space glyph follows the last word (the run goes on in another run or on the next line).
    """

    x: float
    y: float  # of the baseline
    width: float  # without the trailing space
    face: Face
    size: float
    words: Words
    trail: bool
    ink: Colour
    owner: Owner
    span: Span | None


class Panel(NamedTuple):
    """A rectangle with rounded corners; `border` is stroked inside the edge, so panels of all weights align.

    `radii` are those of the outer edge: top left, top right, bottom right, bottom left.
    """

    x: float
    y: float
    width: float
    height: float
    radii: tuple[float, float, float, float]
    fill: Colour | None
    border: Colour | None
    weight: float
    owner: Owner
    span: Span | None


class Rule(NamedTuple):
    """A straight stroke with butt ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    ink: Colour
    owner: Owner
    span: Span | None


class Segment(NamedTuple):
    """A piece of a path: `operator` is "m" (1 point), "l" (1 point), "c" (3 points) or "h" (close, no point)."""

    operator: str
    points: tuple[tuple[float, float], ...]


class Path(NamedTuple):
    """A free outline: filled, stroked or both. `round_ends` gives round caps and joins, else butt caps and mitres."""

    segments: tuple[Segment, ...]
    fill: Colour | None
    stroke: Colour | None
    weight: float
    round_ends: bool
    owner: Owner
    span: Span | None
    dash: tuple[float, ...] = ()  # lengths of strokes and gaps in turn; unbroken if empty


class Cells(NamedTuple):
    """Filled rectangles of one colour, such as the modules of a QR code.

    Each is (x, y, width, height), measured from the top left corner of the box that holds them all.
    """

    x: float
    y: float
    width: float
    height: float
    rectangles: tuple[tuple[float, float, float, float], ...]
    fill: Colour
    owner: Owner
    span: Span | None


class Picture(NamedTuple):
    """An image placed on the page."""

    x: float
    y: float
    width: float
    height: float
    image: Image
    owner: Owner
    span: Span | None


class LinkArea(NamedTuple):
    """A rectangle that opens `address`. One link over several lines has one area a line, all owned by its node."""

    x: float
    y: float
    width: float
    height: float
    address: str
    owner: StructureNode
    span: Span | None


class CheckBox(NamedTuple):
    """A field over a box that other items draw: only the tick is its own, in `ink`, and nothing while it is not ticked.

    `name` is unique in the document, `label` says what is ticked off.
    """

    x: float
    y: float
    width: float
    height: float
    name: str
    label: str
    ink: Colour
    owner: StructureNode
    span: Span | None


Item = Union[GlyphRun, Panel, Rule, Path, Cells, Picture, LinkArea, CheckBox]


class Page(NamedTuple):
    """One finished page, its items in painting order.

    On a print sheet, `placed` are the faces that stand on it, under its items: cut marks and the like. `trim` is what
    is left after cutting, `bleed` what must be printed for that: (left, top, right, bottom), the page where None.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    placed: tuple["Placed", ...] = ()
    trim: Union[tuple[float, float, float, float], None] = None
    bleed: Union[tuple[float, float, float, float], None] = None


class Placed(NamedTuple):
    """A face on a print sheet. `matrix` (a, b, c, d, e, f) takes its points there: x' = ax + cy + e, y' = bx + dy + f.

    A copy is not read out again: it is an artifact, and all copies of one face are one object of the file. On a sheet
    there is nothing to tick on a screen, so check boxes are left out. Nothing is seen beyond the `clip` (left, top,
    right, bottom in the face's points), which is the face itself where None, and always for copies.
    """

    face: Page
    matrix: tuple[float, float, float, float, float, float]
    copy: bool
    clip: tuple[float, float, float, float] | None = None


class Metadata(NamedTuple):
    """What stands in the document's properties. `created` is an ISO date, e.g. "2026-11-01"; never the clock's."""

    title: str
    author: str
    subject: str
    language: str  # BCP 47
    created: str
    producer: str  # e.g. "handout 0.1.0"
    duplex: str | None = None  # "Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge"
    copies: int | None = None  # that the print dialog proposes
    provenance: Provenance | None = None


class Document(NamedTuple):
    """Finished pages with their structure: all that a painter needs. The pages are gone through once.

    `structure` gives the Document element. It is asked for after the last page, as pages may be set while painted.
    """

    pages: Iterable[Page]
    page_count: int
    structure: Callable[[], StructureNode]
    outline: tuple[OutlineEntry, ...]
    metadata: Metadata


class Painter(Protocol):
    """What makes files of finished pages in one format; there can be painters side by side.

    What documents have in common it may keep from one to the next.
    """

    def paint(self, document: Document, *, actual_size: bool = False) -> bytes:
        """The document as a file. `actual_size` asks viewers not to scale when they print.

        Equal documents give equal bytes, whatever was painted before.
        """
