"""Turns the text of an SVG file into a drawing, from a small part of SVG 1.1 that is drawn exactly or refused.

Elements are svg, g, path, line, polyline, polygon, circle and rect. A drawing is wrong, in its place, if it has any
other element, attribute, path command or unit: nothing that somebody drew is left out in silence. README.md has the
list. There is no DTD, so there are no entities either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from generator.diagnostics import Diagnostics, Source, Span
from generator.model.outline import GEOMETRY, Coordinates, Outline, outline_of
from generator.model.shapevalues import STYLE, State, Wrong, length, moved, numbers, styled
from generator.story import Drawing, Paint, Shape

MAX_DEPTH = 20
MAX_POINTS = 20_000

_NAMESPACE = "http://www.w3.org/2000/svg"
_REACH = 0.005  # how far, in parts of the longer side, a stroke may reach over the edge: rounding


class _Stop(Exception):
    """Reading ends here; why has been reported."""


def parse_drawing(source: Source, text: str, named: Span, diagnostics: Diagnostics) -> Drawing | None:
    """The drawing in an SVG file that is named at `named`. None after errors were reported."""
    return _Reader(source, named, diagnostics).read(text)


class _Reader:
    """Follows the events of the XML parser; each kind of mistake is told once."""

    def __init__(self, source: Source, named: Span, diagnostics: Diagnostics) -> None:
        self.source = source
        self.related = ((named, "the drawing is named here"),)
        self.diagnostics = diagnostics
        self.said: set[str] = set()
        self.open: list[tuple[str, State] | None] = []  # None for one that is not drawn, and all inside it
        self.field = Drawing(0.0, 0.0, False, ())
        self.points = 0
        self.shapes: list[Shape] = []

    def read(self, text: str) -> Drawing | None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as problem:
            self.tell(f"this is no XML: {expat.ErrorString(problem.code)}", hint="Export the drawing again as SVG.")
        except _Stop:
            pass
        if not (self.shapes or self.said):
            self.tell("there is nothing to be seen in this drawing", self.span(1, 1))
        return None if self.said else self.field._replace(shapes=tuple(self.shapes))

    # Events

    def doctype(self, *_: object) -> None:
        lines = enumerate(self.source.lines, 1)
        places = (self.span(line, text.index("<!DOCTYPE") + 1, 9) for line, text in lines if "<!DOCTYPE" in text)
        hint = "Delete what starts with <!DOCTYPE."
        self.tell("a drawing must not have a document type (DTD)", next(places, None), hint)
        raise _Stop

    def words(self, text: str) -> None:
        if text.strip() and self.open[-1]:
            column = self.parser.CurrentColumnNumber + len(text) - len(text.lstrip()) + 1
            place = self.span(self.parser.CurrentLineNumber, column)
            self.tell("there is text between the elements", place, "Text is not drawn. Put it into the caption.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        above = self.open[-1] if self.open else ("", State())
        if above is None or not self.is_drawn(name, above[0]):
            self.open.append(None)
            return
        state = above[1]
        try:
            state = self.state(name, attributes, state)
            if name not in ("svg", "g"):
                self.shape(name, attributes, state)
        except Wrong as wrong:
            self.tell(f"{name}: {wrong.message}", self.attribute(wrong.attribute), wrong.hint)
        self.open.append((name, state))

    def end(self, _: str) -> None:
        self.open.pop()

    def is_drawn(self, name: str, parent: str) -> bool:
        if not parent:
            if name == "svg":
                return True
            self.tell(f"this is no SVG: it starts with <{name[:40]}>", hint="A drawing starts with <svg>.")
            raise _Stop
        if len(self.open) >= MAX_DEPTH:
            self.tell(f"the elements are nested more than {MAX_DEPTH} deep", hint="Ungroup the drawing.")
            raise _Stop
        if name == "svg" or name not in GEOMETRY:
            self.tell(f"<{name[:40]}> is not drawn", hint=f"A drawing may have {', '.join(GEOMETRY)}, svg once.")
            return False
        if parent not in ("svg", "g"):
            self.tell(f"<{name}> cannot stand inside <{parent}>")
            return False
        return True

    # Attributes

    def state(self, name: str, attributes: dict[str, str], above: State) -> State:
        known = (*GEOMETRY[name], *STYLE, "id")
        for key in attributes:
            namespace = name == "svg" and (key == "xmlns" or key.startswith("xmlns:"))
            if key not in known and not namespace:
                hint = f"Known here: {', '.join(known)}."
                if key in ("style", "class"):
                    hint = "Write fill, stroke and their like as attributes."
                self.tell(f"{name}: the attribute '{key[:40]}' is not known to drawings", self.attribute(key), hint)
        if attributes.get("xmlns", _NAMESPACE) != _NAMESPACE:
            raise Wrong("xmlns", "this is no SVG", f'Write xmlns="{_NAMESPACE}".')
        state = self.frame(attributes) if name == "svg" else above
        if name == "g":
            state = moved(state, attributes.get("transform", ""))
        return styled(state, attributes)

    def frame(self, attributes: dict[str, str]) -> State:
        """The drawing's size, and its own coordinates as points, or as they are if it has no size of its own."""
        hint = 'Write it as in viewBox="0 0 40 19": left, top, width, height.'
        box = numbers("viewBox", attributes.get("viewBox", ""), hint)
        if len(box) != 4 or min(box[2:]) <= 0:
            raise Wrong("viewBox", "the viewBox must be four numbers, with a width and a height above 0", hint)
        left, top, width, height = box
        sides = (("width", width), ("height", height))
        scales = [length(key, attributes[key]) / side for key, side in sides if key in attributes]
        if scales and max(scales) > 1.01 * min(scales):
            hint = "Leave out one of them."
            raise Wrong("width", "width and height are not in the proportion of the viewBox", hint)
        scale = scales[0] if scales else 1.0
        self.field = Drawing(width * scale, height * scale, bool(scales), ())
        return State(a=scale, d=scale, dx=-left * scale, dy=-top * scale)

    # Shapes

    def shape(self, name: str, attributes: dict[str, str], state: State) -> None:
        outline = outline_of(name, attributes)
        self.points += sum(len(points) for _, points in outline)
        if self.points > MAX_POINTS:
            self.tell(f"the drawing has more than {MAX_POINTS} points", hint="Simplify its paths, or save it as PNG.")
            raise _Stop
        stroke = state.stroke if state.weight > 0 else None
        fill = None if name == "line" else state.fill
        if fill is None and stroke is None:
            return  # its author wants it unseen
        scale = abs(state.a)
        placed = tuple(
            (operator, tuple((x * state.a + state.dx, y * state.d + state.dy) for x, y in points))
            for operator, points in outline
        )
        dashes = tuple(part * scale for part in state.dash)
        shape = Shape(placed, fill, stroke, state.weight * scale, _is_round(outline, stroke, state), dashes)
        self.check_reach(name, shape)
        self.shapes.append(shape)

    def check_reach(self, name: str, shape: Shape) -> None:
        """What is outside the viewBox would be cut off by others, and lie on the text here."""
        inset = (shape.weight / 2 if shape.stroke is not None else 0.0) - _REACH * max(
            self.field.width, self.field.height
        )
        right, bottom = self.field.width - inset, self.field.height - inset
        if not all(inset <= x <= right and inset <= y <= bottom for x, y in _on(shape.segments)):
            self.tell(f"this {name} reaches out of the viewBox", hint="Make the viewBox larger.")

    # Places

    def tell(self, message: str, span: Span | None = None, hint: str | None = None) -> None:
        if message not in self.said:
            self.said.add(message)
            self.diagnostics.error("drawing", message, span or self.here(), hint, self.related)

    def here(self) -> Span:
        return self.span(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def attribute(self, name: str) -> Span:
        """Where an attribute of the element that was just read stands."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        pattern = re.compile(rf"(?<![\w:.-]){re.escape(name)}(?=\s*=)")
        for at in range(line, len(self.source.lines) + 1) if name else ():
            match = pattern.search(self.source.lines[at - 1], column if at == line else 0)
            if match:
                return self.span(at, match.start() + 1, len(name))
        return self.here()

    def span(self, line: int, column: int, width: int = 1) -> Span:
        line = max(1, min(line, len(self.source.lines)))
        return Span(self.source, line, column, line, column + width)


def _is_round(outline: Outline, stroke: Paint, state: State) -> bool:
    """Whether caps and joins are round. They are set together, so where both are seen they must agree."""
    has_ends = outline[-1:] != [("h", ())] or bool(state.dash)
    if stroke is not None and has_ends and len(outline) > 2 and state.round_caps != state.round_joins:
        hint = 'Write both: stroke-linecap="round" stroke-linejoin="round".'
        raise Wrong("stroke-linecap", "stroke-linecap and stroke-linejoin must both be round, or neither", hint)
    return state.round_caps if has_ends else state.round_joins


def _on(outline: Iterable[tuple[str, tuple[Coordinates, ...]]]) -> list[Coordinates]:
    """Points on an outline: all its corners, and eighths of its curves."""
    found: list[Coordinates] = []
    for operator, points in outline:
        if operator != "c":
            found.extend(points)
            continue
        (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = found[-1], points
        for step in range(1, 9):
            t = step / 8
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found
