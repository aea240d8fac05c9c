"""Draws the line to write on after the label of a field."""

from __future__ import annotations

from generator.diagnostics import Span
from generator.model.layout import TextStyle
from generator.model.looks import Look
from generator.model.units import millimetres
from generator.story import Element
from generator.structure import Artifact
from generator.typeset.items import GlyphRun, Rule
from generator.typeset.textbox import TextSetter
from generator.typeset.vlist import Box, ListNode


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
    ink = setter.colour(blank.ink)
    if ink is None:
        return nodes
    rule = Rule(start, y, width, y, blank.weight, ink, Artifact.LAYOUT, span)
    return (*nodes[:-1], last._replace(items=(*last.items, rule)))
