"""Turns the text of an SVG file into a drawing, from a small part of SVG 1.1 that is drawn exactly or refused.

Elements are svg, g, path, line, polyline, polygon, circle and rect. A drawing is wrong, in its place, if it has any
other element, attribute, path command or unit: nothing that somebody drew is left out in silence. README.md has the
list. There is no DTD, so there are no entities either.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from generator.diagnostics import Diagnostics, Source, Span
from generator.model.shapes import GEOMETRY, STYLE, State, Wrong, framed, moved, points_on, shape_of, styled
from generator.story import Drawing, Shape

MAX_DEPTH = 20
MAX_POINTS = 20_000

_NAMESPACE = "http://www.w3.org/2000/svg"
_REACH = 0.005  # how far, in parts of the longer side, a stroke may reach over the edge: rounding


class _Stop(Exception):
    """Ends the reading; the reason was reported."""


def parse_drawing(source: Source, text: str, named: Span, diagnostics: Diagnostics) -> Drawing | None:
    """The drawing in an SVG file that is named at `named`. None after errors were reported."""
    return _Reader(source, named, diagnostics).read(text)


class _Reader:
    """Follows the events of the XML parser; each kind of mistake is reported once."""

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
            self.report(f"this is no XML: {expat.ErrorString(problem.code)}", hint="Export the drawing again as SVG.")
        except _Stop:
            pass
        if not (self.shapes or self.said):
            self.report("there is nothing to be seen in this drawing", self.span(1, 1))
        return None if self.said else self.field._replace(shapes=tuple(self.shapes))

    # Events

    def doctype(self, *_: object) -> None:
        lines = enumerate(self.source.lines, 1)
        places = (self.span(line, text.index("<!DOCTYPE") + 1, 9) for line, text in lines if "<!DOCTYPE" in text)
        hint = "Delete what starts with <!DOCTYPE."
        self.report("a drawing must not have a document type (DTD)", next(places, None), hint)
        raise _Stop

    def words(self, text: str) -> None:
        if text.strip() and self.open[-1]:
            column = self.parser.CurrentColumnNumber + len(text) - len(text.lstrip()) + 1
            place = self.span(self.parser.CurrentLineNumber, column)
            self.report("there is text between the elements", place, "Text is not drawn. Put it into the caption.")

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
            self.report(f"{name}: {wrong.message}", self.attribute(wrong.attribute), wrong.hint)
        self.open.append((name, state))

    def end(self, _: str) -> None:
        self.open.pop()

    def is_drawn(self, name: str, parent: str) -> bool:
        if not parent:
            if name == "svg":
                return True
            self.report(f"this is no SVG: it starts with <{name[:40]}>", hint="A drawing starts with <svg>.")
            raise _Stop
        if len(self.open) >= MAX_DEPTH:
            self.report(f"the elements are nested more than {MAX_DEPTH} deep", hint="Ungroup the drawing.")
            raise _Stop
        if name == "svg" or name not in GEOMETRY:
            self.report(f"<{name[:40]}> is not drawn", hint=f"A drawing may have {', '.join(GEOMETRY)}, svg once.")
            return False
        if parent not in ("svg", "g"):
            self.report(f"<{name}> cannot stand inside <{parent}>")
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
                self.report(f"{name}: the attribute '{key[:40]}' is not known to drawings", self.attribute(key), hint)
        if attributes.get("xmlns", _NAMESPACE) != _NAMESPACE:
            raise Wrong("xmlns", "this is no SVG", f'Write xmlns="{_NAMESPACE}".')
        if name == "svg":
            above, self.field = framed(attributes)
        elif name == "g":
            above = moved(above, attributes.get("transform", ""))
        return styled(above, attributes)

    # Shapes

    def shape(self, name: str, attributes: dict[str, str], state: State) -> None:
        shape = shape_of(name, attributes, state)
        self.points += sum(len(points) for _, points in shape.segments)
        if self.points > MAX_POINTS:
            self.report(f"the drawing has more than {MAX_POINTS} points", hint="Simplify its paths, or save it as PNG.")
            raise _Stop
        if shape.fill is None and shape.stroke is None:
            return  # its author wants it unseen
        # What is outside the viewBox would be cut off by others, and lie on the text here.
        width, height, *_ = self.field
        inset = (shape.weight / 2 if shape.stroke is not None else 0.0) - _REACH * max(width, height)
        if not all(inset <= x <= width - inset and inset <= y <= height - inset for x, y in points_on(shape.segments)):
            self.report(f"this {name} reaches out of the viewBox", hint="Make the viewBox larger.")
        self.shapes.append(shape)

    # Places

    def report(self, message: str, span: Span | None = None, hint: str | None = None) -> None:
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
