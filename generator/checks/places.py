"""Finds where a layout sets a type size, a colour or a length that was found on a page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostics, Span
from generator.model.layout import Layout
from generator.model.units import Points
from generator.source.decode import Located
from generator.source.node import Mapping, Node, Sequence
from generator.typeset.items import Colour

_NEAR = 0.005  # points: no two lengths that somebody wrote are nearer to each other


def size_place(layout: Layout, size: float) -> Located | None:
    """The text style that sets type of this size, at that size; `body` or else the first, if several do."""
    styles = [(name, style) for name, style in layout.texts.items() if any(o.size == size for o in style.size.options)]
    styles.sort(key=lambda style: style[0] != "body")
    return Located(styles[0][0], styles[0][1].size.span) if styles else None


def colour_place(layout: Layout, colour: Colour) -> Located | None:
    """The token that has this colour, at its value; of several, one that is meant for marks before `paper`."""
    names = [name for name, value in layout.colours.items() if value == colour]
    return Located(names[0], layout.file.colours[names[0]].span) if names else None


def length_place(layout: Layout, key: str, length: float) -> Span | None:
    """The first place where a key such as `weight` has this length."""
    for value in _values(layout.mapping, key):
        points = Points.decode_node(value, Diagnostics())
        if points is not None and abs(points - length) < _NEAR:
            return value.span
    return None


def _values(node: Node, key: str) -> Iterator[Node]:
    """All values that a key has, however deep."""
    if isinstance(node, Mapping):
        for name, pair in node.pairs.items():
            if name == key:
                yield pair.value
            yield from _values(pair.value, key)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _values(item, key)
