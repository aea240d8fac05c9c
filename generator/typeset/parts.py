"""Reads from a look how an element is arranged: boxed or not, what stands in a tab or on a tile, in what order."""

from __future__ import annotations

from generator.model.layout import TextStyle
from generator.model.looks import Look, Sides, Tab
from generator.model.looktable import Parts
from generator.record import NamedTuple
from generator.story import Element, Logo
from generator.typeset.items import Colour
from generator.typeset.panel import LogoBox
from generator.typeset.table import Places


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
        if look.tile and isinstance(child.leaf, Logo):
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
