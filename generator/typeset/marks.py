"""Draws what stands beside text: bullets, boxes (to tick), numbered discs, arrows between them, lines to write on."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, Span
from generator.model.layout import TextStyle
from generator.model.looks import Arrow, Look, Mark
from generator.model.units import POINTS_PER, millimetres
from generator.story import Element
from generator.structure import Artifact
from generator.typeset.items import CheckBox, Colour, GlyphRun, Item, Panel, Path, Rule, Segment
from generator.typeset.panel import ruled
from generator.typeset.textbox import TextSetter
from generator.typeset.vlist import Box, DecoratedList, Flow, ListNode, Row

SMALLEST = 2 * POINTS_PER["mm"]  # a box that is no speck; what is good to tick is judged by the rule small-box


def mark_beside(
    nodes: tuple[ListNode, ...], mark: Mark, element: Element, ink: Colour, setter: TextSetter
) -> tuple[ListNode, ...]:
    """The nodes with the element's mark in the first box that holds text, hanging in the indent before it."""
    for index, node in enumerate(nodes):
        run = next((item for item in node.items if isinstance(item, GlyphRun)), None) if isinstance(node, Box) else None
        if isinstance(node, Box) and run:
            height = run.face.cap_height if mark.centre == "caps" else run.face.x_height
            centre = (run.x - mark.indent + mark.size / 2, run.y - height * run.size / 2)
            items = (*_mark(mark, centre, element, ink, setter), *node.items)
            return (*nodes[:index], node._replace(items=items), *nodes[index + 1 :])
        if isinstance(node, DecoratedList):
            inner = mark_beside(node.flow.nodes, mark, element, ink, setter)
            return (*nodes[:index], node._replace(flow=Flow(inner)), *nodes[index + 1 :])
        if isinstance(node, (Box, Row)):
            break
    return nodes


def check_box(look: Look, diagnostics: Diagnostics) -> None:
    """Report a look that draws no box for what can be ticked on a screen: its field would have no place."""
    mark = look.mark
    if not mark or mark.shape != "box" or mark.size < SMALLEST or mark.weight <= 0:
        message = "tasks can be ticked on a screen here, and their look draws no box"
        hint = "Give the look of 'task' a mark with shape: box, a weight and 2 mm, or leave the fields out: forms: off."
        diagnostics.error("no-box", message, look.span, hint)


def mark_above(mark: Mark, element: Element, ink: Colour, setter: TextSetter) -> Box:
    """The element's mark in a strip of its own."""
    centre = (mark.size / 2, mark.size / 2)
    return Box(mark.height, _mark(mark, centre, element, ink, setter), element.span)


def _mark(
    mark: Mark, centre: tuple[float, float], element: Element, ink: Colour, setter: TextSetter
) -> tuple[Item, ...]:
    items: list[Item] = []
    x, y = centre
    size, span = mark.size, element.span
    if mark.shape != "none":
        r = {"disc": size / 2, "square": 0.0, "box": mark.radius}[mark.shape]
        own_ink = setter.colour(mark.ink) or ink
        items.append(
            Panel(
                *(x - size / 2, y - size / 2, size, size),
                radii=(r, r, r, r),
                fill=setter.colour(mark.fill),
                border=own_ink if mark.weight else None,
                weight=mark.weight,
                owner=Artifact.LAYOUT,
                span=span,
            )
        )
        if element.tick and mark.shape == "box":
            # The panel stays: it is the box on paper, and where a viewer knows no fields.
            name, label, form = element.tick
            items.append(CheckBox(x - size / 2, y - size / 2, size, size, name, label, own_ink, form, span))
    if mark.text and element.number:
        style, number = setter.layout.texts[mark.text.value], element.number
        face, em = setter.face(style, number.strong), style.size.options[0].size
        words = setter.library.words(face, number.text, setter.language)
        width = words.width * em
        left = x - width / 2 if size else x  # without a size to be centred in, it starts there
        text_ink = setter.colour(mark.text_ink) or ink
        baseline = y + face.cap_height * em / 2
        items.append(GlyphRun(left, baseline, width, face, em, words, True, text_ink, number.owner, span))
    return tuple(items)


def arrow_items(arrow: Arrow | None, setter: TextSetter, look: Look, start: float, end: float) -> tuple[Item, ...]:
    """An arrow from the mark of a cell at `start` to the cell at `end`, at the height of the marks' centres."""
    mark, ink = look.mark, setter.colour(arrow.ink) if arrow else None
    if not arrow or not mark or not ink or mark.place != "above":
        return ()
    y = mark.size / 2
    x1, x2 = start + mark.size + arrow.clear, end - arrow.clear
    half = arrow.head.height / 2
    chevron = ((x2 - arrow.head.width, y - half), (x2, y), (x2 - arrow.head.width, y + half))
    segments = tuple(Segment("l" if index else "m", (point,)) for index, point in enumerate(chevron))
    return (
        Rule(x1, y, x2 - arrow.weight / 2, y, arrow.weight, ink, Artifact.LAYOUT, None),
        Path(segments, None, ink, arrow.weight, False, Artifact.LAYOUT, None),
    )


def needs_row(field: Element, look: Look, style: TextStyle, column: float, setter: TextSetter) -> bool:
    """Whether a field's line would be too short in a column, so that it takes the whole row."""
    if not look.blank or not field.text:
        return False
    indent = look.mark.indent if look.mark and look.mark.place == "side" else 0.0
    label = setter.natural_width(field.text, style)
    return column - indent - label - look.blank.gap < look.blank.least


def with_blank(
    nodes: tuple[ListNode, ...], look: Look, width: float, setter: TextSetter, span: Span | None
) -> tuple[ListNode, ...]:
    """The label's boxes, with a rule from the end of the text to `width` in the last."""
    blank, last = look.blank, nodes[-1]
    assert blank is not None
    assert isinstance(last, Box)
    runs = [item for item in last.items if isinstance(item, GlyphRun)]
    start = max(run.x + run.width for run in runs) + blank.gap
    if width - start < blank.least:
        setter.diagnostics.error(
            "blank-too-short",
            f"the line to write on is {millimetres(max(width - start, 0.0))} long;"
            f" the layout wants at least {millimetres(blank.least)}",
            span,
            "Make the label shorter.",
        )
    y = runs[-1].y + blank.below
    rule = ruled(blank, (start, y, width, y), setter.colour, span)
    return (*nodes[:-1], last._replace(items=(*last.items, *rule)))
