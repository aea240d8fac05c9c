"""Defines what a layout says: page, text styles, what stands where. The looks are in `model/looks.py`."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Annotated, Any, Literal, Self, Union

from generator.diagnostics import Diagnostics, Span
from generator.model.forms import COLOUR
from generator.model.looktable import LookTable, check_name
from generator.model.units import PAPERS, POINTS_PER, Points
from generator.record import NamedTuple, by_identity
from generator.source.decode import Form, Located, decode, matched, suggest, written
from generator.source.node import Mapping, Node, Scalar, Sequence
from generator.story import ROLES

_SIZE = Form(
    r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)(?: x(\d))?",
    "wrong-size",
    "a type size is written size/line height, in points",
    "For example 12/15.",
)
_Size = Annotated[str, _SIZE]
_COLOUR = Form(f"{COLOUR}|none", "wrong-colour", "{} is no colour", 'Write "#003B5C" or none.')


class Size(NamedTuple):
    """Type size and line height in points, written as printers do: 12/15. `x2` allows two lines."""

    size: float
    leading: float
    lines: int


@written(Union[_Size, tuple[_Size, ...]])
class Sizes(NamedTuple):
    """Sizes to try from left to right; with more than one, each holds for one line unless it says `x2`."""

    options: tuple[Size, ...]
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        scalars = node.items if isinstance(node, Sequence) else (node,)
        options = []
        for scalar in scalars:
            match = matched(scalar, _SIZE, diagnostics)
            if match is None:
                return None
            option = Size(float(match[1]), float(match[2]), int(match[3] or 1))
            if not all(option):
                message = "a type size, a line height or a number of lines is zero"
                diagnostics.error("out-of-range", message, scalar.span)
                return None
            options.append(option)
        if not options:
            diagnostics.error("wrong-size", "give at least one size", node.span, "For example 12/15.")
            return None
        return cls(tuple(options), node.span)

    def line_limit(self, option: Size) -> int | None:
        """How many lines may be set at this size; None for any number."""
        return None if len(self.options) == 1 and option.lines == 1 else option.lines


class Underline(NamedTuple):
    """The line under a link."""

    weight: Annotated[Points, "Stroke weight."]
    below: Annotated[Points, "From the baseline down to the middle of the stroke."]


class TextStyle(NamedTuple):
    """Named type."""

    ALSO = ("like",)  # type: ignore[misc]  # keys that are read before this is; no field

    span: Span
    font: Annotated[Located, "A name of `fonts`."]
    size: Annotated[Sizes, "Size/line height in points; a list gives way from left to right."]
    drop: Annotated[Points, "From the baseline down to the bottom of the line."]
    weight: Annotated[Literal["regular", "bold"], "Which face of the font."] = "regular"
    ink: Annotated[Located | None, "A colour token; else inherited."] = None
    runt: Annotated[float, "What a last line of one word costs."] = 0.25
    measure: Annotated[float | None, "Longest line, in times the type size; else as wide as its place."] = None
    break_at: Annotated[Literal["sentence"] | None, "Start lines at sentences where that costs no line."] = None
    underline: Annotated[Underline | None, "How links are underlined."] = None


class FontFiles(NamedTuple):
    """The two faces of a font, as paths from the file that names them."""

    regular: Located
    bold: Located


class Breaks(NamedTuple):
    """What a break inside a paragraph costs, in lines of white paper; 10000 forbids it."""

    inside: int = 2
    orphan: int = 10000
    widow: int = 10000


@written(Union[Literal[*PAPERS], tuple[Points, Points]])
class Paper(NamedTuple):
    """Width and height in points: the name of a paper or [width, height]."""

    width: float
    height: float

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Sequence):
            sides = decode(node, tuple[Points, ...], diagnostics) or ()
            if len(sides) == 2 and min(sides) > 0:
                return cls(*sides)
        elif isinstance(node, Scalar) and node.value in PAPERS:
            width, height = PAPERS[node.value]
            return cls(width * POINTS_PER["mm"], height * POINTS_PER["mm"])
        hint = f"Write one of {', '.join(PAPERS)}, or [105 mm, 148.5 mm]."
        diagnostics.error("wrong-paper", "this is not a paper size", node.span, hint)
        return None


class PageEdges(NamedTuple):
    """What stands at the head or foot: on the first page, on the others, on the last one, or on all."""

    first: Located | None = None
    rest: Located | None = None
    all: Located | None = None
    last: Annotated[Located | None, "On the last page that is promised; on the second if none are."] = None


class PageShape(NamedTuple):
    """Paper, margins and the promise of pages."""

    paper: Paper
    top: Annotated[Points, "From the paper's edge down to the head."]
    side: Annotated[Points, "Left and right, to the text edge."]
    depth: Annotated[Points, "From the top down to the end of the foot."]
    pages: Annotated[int | None, "The promise: never more pages than this."] = None
    head: PageEdges = PageEdges()
    foot: PageEdges = PageEdges()
    duplex: Annotated[Literal["long-edge", "short-edge"] | None, "How the printer turns the sheet."] = None


class _Sections(NamedTuple):
    """Which sections: those of a role, or one by its id."""

    role: Union[Literal[*ROLES], None] = None  # type: ignore[valid-type]
    id: Located | None = None
    ONE_OF = True  # type: ignore[misc]


@written(Union[Literal["rest"], _Sections])
class SectionChoice(NamedTuple):
    """Which sections: those of a role, one by its id, or `rest`."""

    role: str | None
    id: str | None
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Scalar) and node.value == "rest":
            return cls(None, None, node.span)
        match [(key, pair.value) for key, pair in node.pairs.items()] if isinstance(node, Mapping) else ():
            case [("role", Scalar(name, span))]:
                return cls(name, None, node.span) if check_name("role", name, span, ROLES, diagnostics) else None
            case [("id", Scalar(name))]:
                return cls(None, name, node.span)
        diagnostics.error("wrong-type", "say which sections", node.span, "{role: safety}, {id: get-help} or rest")
        return None


class Place(NamedTuple):
    """A line of `place`: a piece by its name, sections, sections side by side, or a page break."""

    span: Span
    piece: Located | None = None
    sections: SectionChoice | None = None
    beside: tuple[Located, ...] | None = None
    break_: Literal["page"] | None = None

    ONE_OF = True  # type: ignore[misc]  # class attributes, not fields
    SHORTHAND = "piece"  # type: ignore[misc]

    def validate(self, diagnostics: Diagnostics) -> None:
        if self.beside is not None and not self.beside:
            diagnostics.error("missing-key", "say what stands beside what", self.span, "beside: [explain, prevent]")


class Floor(NamedTuple):
    """The smallest type this layout may ever set, after everything has given way."""

    size: Points


class LayoutFile(NamedTuple):
    """A layout: how a content is printed."""

    ALSO = ("extends", "give-way")  # type: ignore[misc]  # keys that are read before this is; no field

    span: Span
    line: Annotated[Points, "The baseline grid; `0.5 line` is a length anywhere in the file."]
    page: PageShape
    fonts: dict[str, FontFiles]
    colours: Annotated[dict[str, Annotated[Located, _COLOUR]], 'Colour tokens: "#RRGGBB", or none.']
    text: Annotated[dict[str, Node], "Named type."]
    place: tuple[Place, ...]
    looks: Annotated[dict[str, Node], "One look for each name in the content."]
    floor: Floor
    about: Annotated[str, "One line for `handout layouts`."] = ""
    breaks: Breaks = Breaks()
    sheet: Annotated[
        Located | None, "The sheet that its cards are printed on as well: a4, letter, a name or a path."
    ] = None
    fold: Annotated[Literal["half"] | None, "Folded once: two pages stand side by side on each face of the sheet."] = (
        None
    )
    forms: Annotated[Literal["on", "off"], "Whether boxes of tasks can be ticked on a screen; drawn they are."] = "on"
    skip: Annotated[dict[str, Located], "What is not printed, and why: checklist, sections, a role, qr ..."] = {}  # noqa: RUF012
    allow: Annotated[dict[str, Located], "Rules whose warnings are quietened here: the rule's id, and why."] = {}  # noqa: RUF012

    @property
    def is_card(self) -> bool:
        """Whether it prints a checklist card: it places the checklist."""
        return self.places("checklist")

    def places(self, piece: str) -> bool:
        """Whether it places a piece, in the body or at a head or foot."""
        named = (*self.page.head, *self.page.foot, *(place.piece for place in self.place))
        return any(name and name.value == piece for name in named)

    def validate(self, diagnostics: Diagnostics) -> None:
        page = self.page
        numbers = {
            "the line is not a height": self.line > 0,
            "the page promises less than one page": page.pages is None or page.pages > 0,
            "the page is not deep enough for a line": page.depth >= self.line,
            "the side margins leave no room for text": 0 <= page.side < page.paper.width / 2,
            "the top margin is outside the paper": 0 <= page.top < page.paper.height,
        }
        for message, holds in numbers.items():
            if not holds:
                diagnostics.error("out-of-range", message, self.span)
        for name in ("looks", "text"):
            if not getattr(self, name):
                hint = "Extend a layout that has them: base."
                diagnostics.error("missing-key", f"'{name}' is empty", self.span, hint)
        if self.text and "body" not in self.text:
            message = "the type needs a style 'body', for all that names none"
            _report_missing("body", self.text, message, self.span, diagnostics)
        if "ink" not in self.colours:
            _report_missing("ink", self.colours, "the colours need 'ink', for the text", self.span, diagnostics)
        elif self.colours["ink"].value == "none":
            diagnostics.error("wrong-colour", "the ink of the text cannot be none", self.colours["ink"].span)


def _report_missing(name: str, others: dict[str, Any], message: str, span: Span, diagnostics: Diagnostics) -> None:
    """An error that a name must be there, with the one that may have been meant by it."""
    near = suggest(name, others)
    related = ((others[near].span, "is this the one?"),) if near else ()
    diagnostics.error("missing-key", message, span, None, related)


@by_identity
class Layout(NamedTuple):
    """One state of a layout: the file as written, or with steps of giving way laid over it."""

    mapping: Mapping
    file: LayoutFile
    note: str  # what gave way last, in words
    texts: dict[str, TextStyle]
    looks: LookTable
    colours: dict[str, tuple[float, float, float] | None]  # None is "none"
