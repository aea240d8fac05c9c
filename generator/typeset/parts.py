"""Arranges the parts of an element as its look says: in a tab, on a logo's tile, in what order, how far apart."""

from __future__ import annotations

from itertools import pairwise

from generator.model.layout import TextStyle
from generator.model.looks import Look, Sides, Tab
from generator.model.looktable import Parts
from generator.record import NamedTuple
from generator.story import Element, Image
from generator.typeset.items import Colour, Item
from generator.typeset.panel import LogoBox, ruled
from generator.typeset.table import Places
from generator.typeset.textbox import TextSetter
from generator.typeset.vlist import NEVER, Glue, ListNode, Penalty


class Context(NamedTuple):
    """What parts inherit: type, ink and the looks that the parent gives its parts.

    `places` are where the cells of a table's row stand: each with its x and its width.
    """

    style: TextStyle
    ink: Colour
    parts: Parts | None = None
    places: Places = ()


def is_boxed(look: Look) -> bool:
    """Whether a panel stands round the element, so that the claims of its first and last part stay inside."""
    frame = (look.hang, look.pad, look.least, look.snap, look.fill, look.border, look.bar, look.rule, look.tab)
    return any(part is not None for part in (*frame, look.ornament))


def larger(first: float | None, second: float | None) -> float | None:
    """The larger of two claims to space; either may be None."""
    if first is None or second is None:
        return second if first is None else first
    return max(first, second)


def side(sides: Sides | None, name: str, default: float = 0.0) -> float:
    """The length on one side, or the default where the look says nothing."""
    value = getattr(sides, name) if sides else None
    return default if value is None else float(value)


def across(look: Look) -> float:
    """The padding of a look at left and right, added up."""
    return side(look.pad, "left") + side(look.pad, "right")


def without_logo(element: Element, look: Look) -> tuple[Element, LogoBox | None]:
    """The element without its logo, and the logo on its tile, if the look has one."""
    for child in element.children:
        if look.tile and isinstance(child.leaf, Image):
            rest = tuple(other for other in element.children if other is not child)
            return element._replace(children=rest), LogoBox(child.leaf, look.tile, child.owner, child.span)
    return element, None


def parted(element: Element, tab: Tab | None) -> tuple[tuple[Element, ...], Element]:
    """The parts that stand in the tab, and the element without them."""
    if not tab:
        return (), element
    names = {part.value for part in tab.parts}
    in_tab = tuple(child for child in element.children if child.name in names)
    rest = tuple(child for child in element.children if child.name not in names)
    return in_tab, element._replace(children=rest)


def in_order(children: tuple[Element, ...], order: tuple[str, ...]) -> tuple[Element, ...]:
    """All children, those named in `order` first."""
    if not order:
        return children
    place = {name: index for index, name in enumerate(order)}
    return tuple(sorted(children, key=lambda child: place.get(child.name, len(place))))


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
    """The rule that a look draws between two children; nothing without one."""
    separator = look.separator
    y = height - separator.above if separator else 0.0
    return ruled(separator, (0.0, y, width, y), setter.colour)
