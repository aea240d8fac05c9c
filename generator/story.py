"""The story: what is printed, in order, as named elements that a layout gives a look.

An element has a name (`tier`, `point`, `title` ...), perhaps a variant (`tier.now`), its nodes of the structure tree,
and either text, a leaf or children. The names below are the only list of names in the program; everything a name looks
like stands in the layout.
"""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Union

from generator.diagnostics import Source, Span
from generator.record import NamedTuple, by_identity
from generator.structure import Artifact, OutlineEntry, Owner, StructureNode

ROLES = ("safety", "act", "explain", "prevent", "recover", "know", "plan", "info")
LEVELS = ("now", "soon", "later")

# What each element may be made of: the parts a layout may style or put into another order. In the order of messages.
PARTS: dict[str, tuple[str, ...]] = {
    "banner": ("club", "title", "subtitle", "logo"),
    **dict.fromkeys(("club", "title", "subtitle", "logo", "message"), ()),
    "section": (
        *("heading", "paragraph", "list", "steps", "points", "tiers", "callout", "groups", "fields", "qr"),
        *("qr-block", "sources", "table", "figure"),
    ),
    "beside": ("section", "column"),
    "column": ("section",),
    **dict.fromkeys(("heading", "paragraph"), ()),
    "list": ("item",),
    "item": (),
    "steps": ("step",),
    "step": ("title", "text"),
    "points": ("point",),
    "point": ("title", "text", "list"),
    "text": (),
    "callout": ("title", "text"),
    "tiers": ("tier",),
    "tier": ("call", "when", "lead", "signs", "note"),
    **dict.fromkeys(("call", "when", "lead", "note"), ()),
    "signs": ("sign",),
    "sign": (),
    "groups": ("group",),
    "group": ("title", "tasks"),
    "tasks": ("task",),
    "task": (),
    "fields": ("field",),
    "field": (),
    "warnings": ("title", "warning"),
    "warning": ("label", "text"),
    "label": (),
    **dict.fromkeys(("colophon", "signpost", "qr-block"), ("qr", "lines")),
    "qr": (),
    "lines": ("line",),
    "line": (),
    "sources": ("source",),
    "source": (),
    "table": ("caption", "header", "row"),
    "caption": (),
    **dict.fromkeys(("header", "row"), ("cell",)),
    "cell": (),
    "figure": ("picture", "caption"),
    "picture": (),
    "foot": ("title", "page"),
    **dict.fromkeys(("page", "bar"), ()),
}
VARIANTS: dict[str, tuple[str, ...]] = {
    "section": ROLES,
    "tier": LEVELS,
    "warning": LEVELS,
    "point": ("callout",),
    "banner": ("plain",),  # no club's name above the title
    "colophon": ("plain",),  # no code beside the lines
    "cell": ("head", "number"),  # what names a row; what is read in figures
    "line": ("help", "notice", "origin", "sources", "reading", "club"),
}
PIECES = ("banner", "message", "checklist", "warnings", "colophon", "signpost", "foot", "bar")
SKIPPABLE = ("sections", "qr", *PIECES, *ROLES)  # what a layout may leave out; `qr` is the code of the help address
FURNITURE = ("foot", "bar")  # drawn anew on every page, artifacts of pagination
PAGE, PAGES = "\x01", "\x02"  # stand in furniture for the page's number and their count; no input can have them


class Fragment(NamedTuple):
    """Text of one weight and one owner. `PAGE` and `PAGES` stand in furniture only.

    A text with an `address` is part of a `link`; words in another language have an owner of their own there.
    """

    text: str
    strong: bool
    owner: Owner
    address: str | None = None
    link: Union[StructureNode, None] = None


class Code(NamedTuple):
    """The content of a QR code."""

    address: str


class Image(NamedTuple):
    """A PNG or JPEG file, checked when it was read: by itself the club's logo. Width and height in pixels, as seen.

    `orientation` says how rows and columns are turned to be seen (Exif 2.32, 4.6.4.A): 1 is as they are stored.
    """

    data: bytes
    width: int
    height: int
    orientation: int = 1


CURRENT = "currentColor"  # the ink of the text around a drawing
Paint = Union[tuple[float, float, float], str, None]


class Shape(NamedTuple):
    """An outline in a drawing: segments as in the items of a page. Paints are sRGB, CURRENT or nothing."""

    segments: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    fill: Paint
    stroke: Paint
    weight: float
    round_ends: bool
    dash: tuple[float, ...] = ()


class Drawing(NamedTuple):
    """Shapes in a field of this size: in points if it has a size of its own, else in any unit."""

    width: float
    height: float
    own_size: bool
    shapes: tuple[Shape, ...]


class Illustration(NamedTuple):
    """A picture in the text; `share` is the part of its column's width that it asks for."""

    picture: Union[Image, Drawing]
    share: Union[float, None] = None


class Grid(NamedTuple):
    """Rows of cells in common columns, the header first: what a table is made of besides its caption."""


class Bar(NamedTuple):
    """A strip without content, such as the head of a second page."""


class Tick(NamedTuple):
    """A box that can be ticked on a screen too. `name` is its own in the document; `label` says what is ticked off."""

    name: str
    label: str
    owner: StructureNode


@by_identity
class Element(NamedTuple):
    """A named piece of the story, equal only to itself.

    `nodes` are what it adds to the structure tree, in reading order: none if it is an artifact. `number` is printed by
    a mark that shows numbers. `joins` says that the text goes on in the next element of the same owner, so a space must
    stand between them. `wide` asks for a row of its own in a grid. `tick` makes a field of the box that its mark draws.
    """

    name: str
    nodes: tuple[StructureNode, ...]
    span: Span | None
    variant: str | None = None
    children: tuple["Element", ...] = ()
    text: tuple[Fragment, ...] = ()
    leaf: Union[Code, Image, Bar, Illustration, Grid, None] = None
    number: Fragment | None = None
    joins: bool = False
    wide: bool = False
    tick: Union[Tick, None] = None

    @property
    def owner(self) -> Owner:
        """Who owns the marks of a leaf."""
        return self.nodes[0] if self.nodes else Artifact.LAYOUT


class PageBreak(NamedTuple):
    """What follows starts on a new page."""


class Edges(NamedTuple):
    """The elements at the head or foot of the first page, of the others, and of the last one that is promised."""

    first: Element | None
    rest: Element | None
    last: Element | None = None


class Story(NamedTuple):
    """All that is printed: the flowing body, heads and feet, the structure tree, the bookmarks."""

    body: tuple[Union[Element, PageBreak], ...]
    head: Edges
    foot: Edges
    root: StructureNode
    headings: tuple[OutlineEntry, ...]
    title: str
    author: str
    language: str
    units: frozenset[str]  # words that stay on the line of the number before them
    source: Union[Source, None] = None  # the text's own file; other words come from the locale
