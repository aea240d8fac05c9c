"""Puts built elements under each other, with glue between them."""

from __future__ import annotations

from itertools import pairwise

from generator.model.looks import Look
from generator.record import NamedTuple
from generator.typeset.items import Item
from generator.typeset.panel import ruled
from generator.typeset.parts import larger
from generator.typeset.textbox import TextSetter
from generator.typeset.vlist import NEVER, Glue, ListNode, Penalty


class BuiltElement(NamedTuple):
    """An element as nodes, with the space that it claims before and after (None: no claim)."""

    nodes: tuple[ListNode, ...] = ()
    before: float | None = None
    after: float | None = None
    keep_next: bool = False


def stacked(
    parts: list[BuiltElement], look: Look | None = None, width: float = 0.0, setter: TextSetter | None = None
) -> BuiltElement:
    """Parts under each other. Between two stands the larger of their claims, else the parent's gap."""
    parts = [part for part in parts if part.nodes]
    if not parts:
        return BuiltElement()
    nodes: list[ListNode] = list(parts[0].nodes)
    gaps = len(parts) - 1
    for index, (above, part) in enumerate(pairwise(parts), 1):
        gap = larger(above.after, part.before)
        height = (look.gap or 0.0 if look else 0.0) if gap is None else gap
        if above.keep_next:
            nodes.append(Penalty(NEVER))
        elif look and look.few and index in (1, gaps):
            nodes.append(Penalty(float(look.few)))
        nodes.append(Glue(height, separator_rule(look, height, width, setter) if look and setter else ()))
        nodes.extend(part.nodes)
    return BuiltElement(tuple(nodes), parts[0].before, parts[-1].after)


def separator_rule(look: Look, height: float, width: float, setter: TextSetter) -> tuple[Item, ...]:
    """What a look draws in a gap between two children; nothing if it does not say."""
    separator = look.separator
    y = height - separator.above if separator else 0.0
    return ruled(separator, (0.0, y, width, y), setter.colour)
