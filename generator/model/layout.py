"""Turns a layout's nodes into a `Layout`: page, named type, what stands where, and the steps by which it gives way.

The looks are in `model/looks.py`. Everything of a layout is decoded and checked here, once, before any typesetting:
closed mappings, names, colours, the floor of the type size - for the layout itself and for each step of giving way.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple, Self

from generator.diagnostics import Diagnostics, Span
from generator.model.looks import LookTable, report_unknown
from generator.model.units import PAPERS, POINTS_PER, Points, parse_colour
from generator.source.decode import Located, decode
from generator.source.node import Mapping, Node, Pair, Scalar, Sequence
from generator.source.overlay import overlay
from generator.story import PIECES, ROLES

_SIZE = re.compile(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)(?: x(\d))?")


class Size(NamedTuple):
    """Type size and line height in points, written as printers do: 12/15. `x2` allows two lines."""

    size: float
    leading: float
    lines: int


class Sizes(NamedTuple):
    """Sizes to try from left to right; with more than one, each holds for one line unless it says `x2`."""

    options: tuple[Size, ...]

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        scalars = node.items if isinstance(node, Sequence) else (node,)
        options = []
        for scalar in scalars:
            match = _SIZE.fullmatch(scalar.value) if isinstance(scalar, Scalar) else None
            if not match:
                diagnostics.error(
                    "wrong-size", "a type size is written size/line height, in points", scalar.span, "For example 12/15."
                )
                return None
            options.append(Size(float(match[1]), float(match[2]), int(match[3] or 1)))
        return cls(tuple(options))

    def line_limit(self, option: Size) -> int | None:
        """How many lines may be set at this size; None for any number."""
        return None if len(self.options) == 1 and option.lines == 1 else option.lines


class Underline(NamedTuple):
    """The line under a link."""

    weight: Annotated[Points, "Stroke weight."]
    below: Annotated[Points, "From the baseline down to the middle of the stroke."]


class TextStyle(NamedTuple):
    """Named type."""

    span: Span
    font: Annotated[Located, "A name of `fonts`."]
    size: Annotated[Sizes, "Size/line height in points; a list gives way from left to right."]
    drop: Annotated[Points, "From the baseline down to the bottom of the line."]
    weight: Annotated[Literal["regular", "bold"], "Which face of the font."] = "regular"
    ink: Annotated[Located | None, "A colour token; else inherited."] = None
    runt: Annotated[float, "What a last line of one word costs."] = 0.25
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


class Paper(NamedTuple):
    """Width and height in points: the name of a paper or [width, height]."""

    width: float
    height: float

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Sequence):
            sides = [decode(item, Points, diagnostics) for item in node.items]
            if len(sides) == 2 and sides[0] and sides[1]:
                return cls(sides[0], sides[1])
        elif isinstance(node, Scalar) and node.value in PAPERS:
            width, height = PAPERS[node.value]
            return cls(width * POINTS_PER["mm"], height * POINTS_PER["mm"])
        diagnostics.error(
            "wrong-paper",
            "this is not a paper size",
            node.span,
            f"Write one of {', '.join(PAPERS)}, or [105 mm, 148.5 mm].",
        )
        return None


class PageEdges(NamedTuple):
    """What stands at the head or foot: on the first page, on the others, or on all."""

    first: Located | None = None
    rest: Located | None = None
    all: Located | None = None


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


class SectionChoice(NamedTuple):
    """Which sections: those of a role, one by its id, or `rest`."""

    role: str | None
    id: str | None
    span: Span

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Self | None:
        if isinstance(node, Scalar) and node.value == "rest":
            return cls(None, None, node.span)
        if isinstance(node, Mapping) and len(node.pairs) == 1:
            key, value = next(iter(node.pairs.items()))
            if key in ("role", "id") and isinstance(value.value, Scalar):
                name = value.value.value
                if key == "role" and name not in ROLES:
                    report_unknown("role", name, value.value.span, ROLES, diagnostics)
                    return None
                return cls(name if key == "role" else None, name if key == "id" else None, node.span)
        diagnostics.error("wrong-type", "say which sections", node.span, "{role: safety}, {id: get-help} or rest")
        return None


class Place(NamedTuple):
    """A line of `place`: a piece by its name, sections, sections side by side, or a page break."""

    ONE_OF = True
    SHORTHAND = "piece"
    span: Span
    piece: Located | None = None
    sections: SectionChoice | None = None
    beside: tuple[Located, ...] | None = None
    break_: Literal["page"] | None = None


class Floor(NamedTuple):
    """The smallest type this layout may ever set, after everything has given way."""

    size: Points


class LayoutFile(NamedTuple):
    """A layout: how a content is printed."""

    span: Span
    line: Annotated[Points, "The baseline grid; `0.5 line` is a length anywhere in the file."]
    page: PageShape
    fonts: dict[str, FontFiles]
    colours: Annotated[dict[str, Located], 'Colour tokens: "#RRGGBB", or none.']
    text: Annotated[dict[str, Node], "Named type."]
    place: tuple[Place, ...]
    looks: Annotated[dict[str, Node], "One look for each name in the content."]
    floor: Floor
    about: Annotated[str, "One line for `handout layouts`."] = ""
    breaks: Breaks = Breaks()
    skip: Annotated[dict[str, Located], "What is not printed, and why: checklist, sections, a role ..."] = {}  # noqa: RUF012


class Layout:
    """One state of a layout: the file as written, or with steps of giving way laid over it."""

    def __init__(self, file: LayoutFile, note: str, texts: dict[str, TextStyle], looks: LookTable) -> None:
        self.file = file
        self.note = note  # what gave way last, in words
        self.texts = texts
        self.looks = looks
        self.colours = {name: parse_colour(colour.value) for name, colour in file.colours.items()}


def compile_layout(mapping: Mapping, diagnostics: Diagnostics) -> tuple[Layout, ...] | None:
    """The layout and, after it, one state for each step of `give-way`. None after errors were reported."""
    line = mapping.pairs.get("line")
    unit = decode(line.value, Points, diagnostics) if line else None
    if line and not unit:
        return None
    resolved = _in_points(mapping, unit or 0.0)
    assert isinstance(resolved, Mapping)
    steps = resolved.pairs.get("give-way")
    state = Mapping({key: pair for key, pair in resolved.pairs.items() if key != "give-way"}, resolved.span)
    layouts = [_decode_state(state, "", diagnostics)]
    for step in steps.value.items if steps and isinstance(steps.value, Sequence) else ():
        if not isinstance(step, Mapping) or "note" not in step.pairs:
            diagnostics.error("missing-key", "a step of give-way needs a note", step.span, "note: closer paragraphs")
            continue
        note = step.pairs["note"].value
        changes = Mapping({key: pair for key, pair in step.pairs.items() if key != "note"}, step.span)
        state = overlay(state, changes)
        layouts.append(_decode_state(state, note.value if isinstance(note, Scalar) else "", diagnostics))
    complete = tuple(layout for layout in layouts if layout)
    return complete if len(complete) == len(layouts) and not diagnostics.has_errors else None


def _decode_state(mapping: Mapping, note: str, diagnostics: Diagnostics) -> Layout | None:
    file = decode(mapping, LayoutFile, diagnostics)
    if file is None:
        return None
    texts: dict[str, TextStyle] = {}
    for name in file.text:
        node = _like(file.text, name, diagnostics)
        style = decode(node, TextStyle, diagnostics) if node else None
        if style:
            texts[name] = style
    looks = LookTable(file.looks)
    layout = Layout(file, note, texts, looks)
    _check_names(layout, diagnostics)
    looks.check(file.colours, texts, diagnostics)
    return layout


def _like(styles: dict[str, Node], name: str, diagnostics: Diagnostics, above: tuple[str, ...] = ()) -> Mapping | None:
    """The text style's mapping laid over the one it is `like`."""
    node = styles[name]
    if not isinstance(node, Mapping):
        diagnostics.error("wrong-type", f"the text style '{name}' must be a mapping", node.span)
        return None
    like = node.pairs.get("like")
    if like is None:
        return node
    model = like.value.value if isinstance(like.value, Scalar) else ""
    if model not in styles or model in (*above, name):
        report_unknown("text style", model, like.value.span, tuple(styles), diagnostics)
        return None
    base = _like(styles, model, diagnostics, (*above, name))
    own = Mapping({key: pair for key, pair in node.pairs.items() if key != "like"}, node.span)
    return overlay(base, own) if base else None


def _check_names(layout: Layout, diagnostics: Diagnostics) -> None:
    file = layout.file
    for name, colour in file.colours.items():
        if colour.value != "none" and parse_colour(colour.value) is None:
            diagnostics.error("wrong-colour", f"'{colour.value}' is no colour", colour.span, 'Write "#003B5C" or none.')
        if name == "ink" and colour.value == "none":
            diagnostics.error("wrong-colour", "the ink of the text cannot be none", colour.span)
    for style in layout.texts.values():
        if style.font.value not in file.fonts:
            report_unknown("font", style.font.value, style.font.span, tuple(file.fonts), diagnostics)
        if style.ink and style.ink.value not in file.colours:
            report_unknown("colour", style.ink.value, style.ink.span, tuple(file.colours), diagnostics)
        for option in style.size.options:
            if option.size < file.floor.size:
                diagnostics.error(
                    "below-floor",
                    f"{option.size:g} pt is below this layout's floor of {file.floor.size:g} pt",
                    style.span,
                    f"In the step '{layout.note}'." if layout.note else None,
                )
    edges = (*file.page.head, *file.page.foot)
    pinned = [edge for edge in edges if edge and edge.value != "none"]
    placed = [place.piece for place in file.place if place.piece]
    for piece in (*pinned, *placed):
        if piece.value not in PIECES:
            report_unknown("piece", piece.value, piece.span, PIECES, diagnostics)
    for piece in placed:
        if piece.value in {pin.value for pin in pinned}:
            diagnostics.error(
                "placed-twice", f"'{piece.value}' stands in `place` and at a head or foot too", piece.span
            )
    for name, reason in file.skip.items():
        if name not in ("sections", *PIECES, *ROLES):
            report_unknown("piece", name, reason.span, ("sections", *PIECES, *ROLES), diagnostics)
        elif name == "safety":
            diagnostics.error("safety-skipped", "safety sections can never be skipped", reason.span)


def _in_points(node: Node, line: float) -> Node:
    """The node with lengths in `line` written in points; parts without any stay the same objects."""
    if isinstance(node, Scalar):
        if node.value.endswith(" line") and not node.quoted:
            try:
                return Scalar(f"{float(node.value[:-5]) * line:.6f} pt", node.span, node.quoted)
            except ValueError:
                return node
        return node
    if isinstance(node, Sequence):
        items = tuple([_in_points(item, line) for item in node.items])
        return node if all(a is b for a, b in zip(items, node.items, strict=True)) else Sequence(items, node.span)
    pairs = {}
    changed = False
    for key, pair in node.pairs.items():
        value = _in_points(pair.value, line)
        changed = changed or value is not pair.value
        pairs[key] = pair if value is pair.value else Pair(pair.key, value)
    return Mapping(pairs, node.span) if changed else node
