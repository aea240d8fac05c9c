"""Defines a look: the style of a named element. All sizes, colours and gaps of a page are there."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Annotated, Literal, Self, Union

from generator.diagnostics import Diagnostics, Span
from generator.model.units import Points
from generator.record import NamedTuple, by_identity
from generator.source.decode import Located, decode, written
from generator.source.node import Node, Scalar

MAX_COLUMNS = 12


class _Sides(NamedTuple):
    """The sides of a box."""

    top: Points | None = None
    right: Points | None = None
    bottom: Points | None = None
    left: Points | None = None


@written(Union[Points, _Sides])
class Sides(_Sides):
    """Lengths on the four sides; one length alone stands for all."""

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Scalar):
            length = decode(node, Points, diagnostics)
            return None if length is None else cls(length, length, length, length)
        sides = decode(node, _Sides, diagnostics)
        return cls(*sides) if sides else None


class Stroke(NamedTuple):
    """A line's weight and colour token."""

    weight: Points
    ink: Located


class Border(NamedTuple):
    """A stroke inside the edge, on all sides or some."""

    weight: Points
    ink: Located
    sides: tuple[Literal["top", "right", "bottom", "left"], ...] = ("top", "right", "bottom", "left")


class SideBar(NamedTuple):
    """A vertical bar that hangs `out` to the left of the text edge."""

    width: Points
    out: Points
    top: Points
    bottom: Points
    ink: Located


class EdgeRule(NamedTuple):
    """A rule across the element, `at` this distance from its top or bottom."""

    side: Literal["top", "bottom"]
    weight: Points
    ink: Located
    at: Points = Points(0)


class Separator(NamedTuple):
    """A rule between two neighbours, `above` the lower one."""

    weight: Points
    ink: Located
    above: Points


class Ornament(NamedTuple):
    """Quarter circles round the bottom right corner: decoration only."""

    radii: tuple[Points, ...]
    weight: Points
    ink: Located


class Tab(NamedTuple):
    """Parts that stand in a strip at the left or top of a panel."""

    side: Literal["left", "top"]
    parts: tuple[Located, ...]
    width: Points = Points(0)
    height: Points = Points(0)
    pad: Sides = Sides()
    fill: Located | None = None
    ink: Located | None = None
    divider: Stroke | None = None


class Columns(NamedTuple):
    """Children in columns: `down` one column and up into the next, balanced; or row by row, tops aligned."""

    span: Span
    number: int
    gutter: Points
    fill: Literal["down", "rows"] = "down"
    odd: Annotated[Literal["span"] | None, "An odd last child spans the row."] = None

    def validate(self, diagnostics: Diagnostics) -> None:
        if not 1 <= self.number <= MAX_COLUMNS:
            message = f"there cannot be {self.number} columns"
            diagnostics.error("out-of-range", message, self.span, f"From 1 to {MAX_COLUMNS}.")


@written(Union[Literal["rest"], Points])
class Width(NamedTuple):
    """A width: a length, or `rest` for a share of what is left (then `points` is None)."""

    points: Points | None

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Scalar) and node.value == "rest":
            return cls(None)
        length = decode(node, Points, diagnostics)
        return None if length is None else cls(length)


class Beside(NamedTuple):
    """Children side by side, each breaking for itself: equal widths, or by part name (a length or `rest`)."""

    gap: Points
    widths: dict[str, Width] = {}  # noqa: RUF012
    align: Literal["top", "bottom"] = "top"


class ArrowHead(NamedTuple):
    """An open chevron."""

    width: Points
    height: Points


class Arrow(NamedTuple):
    """An arrow from each mark to the next in the row."""

    weight: Points
    ink: Located
    clear: Points
    head: ArrowHead


class Mark(NamedTuple):
    """What stands before (or above) the first line: bullet, box, or disc with a number."""

    shape: Literal["square", "box", "disc", "none"]
    size: Points = Points(0)
    indent: Points = Points(0)
    centre: Annotated[Literal["caps", "x-height"], "What of the first line it is centred on."] = "caps"
    place: Literal["side", "above"] = "side"
    height: Annotated[Points, "Room of a mark that stands above."] = Points(0)
    weight: Points = Points(0)
    radius: Points = Points(0)
    fill: Located | None = None
    ink: Located | None = None
    text: Annotated[Located | None, "The text style of the number in it."] = None
    text_ink: Located | None = None


class Blank(NamedTuple):
    """A write-on line from the end of the text to the edge; if shorter than `least`, the field takes the whole row."""

    gap: Points
    below: Points
    least: Points
    weight: Points
    ink: Located


class Tile(NamedTuple):
    """How a logo is shown: art inside a tile with round corners at the panel's right edge."""

    size: Points
    art: Points
    wide: Annotated[Points, "The widest art."]
    inset: Points
    radius: Points
    fill: Located
    clear: Annotated[Points, "Least room between the tile and the text."]


@by_identity
class Look(NamedTuple):
    """How an element looks. Only `text` and `ink` are inherited by its parts."""

    span: Span
    text: Annotated[Located | None, "A named text style."] = None
    ink: Annotated[Located | None, "A colour token."] = None
    align: Literal["start", "end"] | None = None
    before: Annotated[Points | None, "Space above; of two neighbours' claims the larger holds."] = None
    after: Points | None = None
    gap: Annotated[Points | None, "Space between children that claim none."] = None
    few: Annotated[int | None, "Cost of leaving one child alone before or after a break, in lines."] = None
    separator: Separator | None = None
    hang: Annotated[Sides | None, "How far it hangs out over the text edge."] = None
    pad: Annotated[Sides | None, "Room inside; left and right are what hangs out unless said."] = None
    least: Annotated[Points | None, "Least height."] = None
    snap: Annotated[Points | None, "The end is rounded up to this grid."] = None
    fill: Located | None = None
    border: Border | None = None
    radius: Points | None = None
    bar: SideBar | None = None
    rule: EdgeRule | None = None
    ornament: Ornament | None = None
    tab: Tab | None = None
    columns: Columns | None = None
    beside: Beside | None = None
    arrow: Arrow | None = None
    mark: Mark | None = None
    blank: Blank | None = None
    tile: Tile | None = None
    stretch: Annotated[bool, "A table takes the whole width; else what its words need."] = False
    resolution: Annotated[int | None, "Pixels per inch that a picture needs: with fewer it is printed smaller."] = None
    most: Annotated[Points | None, "Greatest height of a picture."] = None
    keep: Annotated[Literal["always", "try", "next"] | None, "Whole if at all possible; or with what follows."] = None
    size: Annotated[Points | None, "Width and height of a code."] = None
    level: Annotated[Literal["L", "M", "Q", "H"], "Error correction of a code."] = "M"
    shift: Annotated[Points | None, "Down by this much, without moving anything else."] = None
    order: Annotated[tuple[Located, ...], "Parts that come first, in this order."] = ()
    parts: Annotated[dict[str, Node] | None, "Looks of the parts, where they differ here."] = None

    ALSO = ("like",)  # type: ignore[misc]  # keys that are read before this is; no field

    def validate(self, diagnostics: Diagnostics) -> None:
        for name, value in (("resolution", self.resolution), ("most", self.most)):
            if value is not None and value <= 0:
                diagnostics.error("out-of-range", f"'{name}' must be above 0", self.span)
