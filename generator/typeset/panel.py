"""Turns a look and a final size into the decoration of a panel: fills, tab, border, bar, rule, ornament, logo tile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.diagnostics import Span
from generator.model.looks import Blank, Border, EdgeRule, Look, Separator, Stroke, Tile
from generator.record import NamedTuple
from generator.source.decode import Located
from generator.story import Image
from generator.structure import Artifact, Owner
from generator.typeset.items import Colour, Item, Panel, Path, Picture, Rule, Segment

_ROUND = 0.5522847498  # control point of a quarter circle, as a part of the radius
_SHARP = (0.0, 0.0, 0.0, 0.0)

Colours = Callable[[Located | None], Colour | None]
Corners = tuple[float, float, float, float]


def ruled(
    stroke: Blank | Border | EdgeRule | Separator | Stroke | None,
    ends: tuple[float, float, float, float],
    colours: Colours,
    span: Span | None = None,
) -> tuple[Rule, ...]:
    """A stroke of a look from (x1, y1) to (x2, y2); nothing if there is no ink to draw it with."""
    ink = colours(stroke.ink) if stroke else None
    return (Rule(*ends, stroke.weight, ink, Artifact.LAYOUT, span),) if stroke and ink else ()


class LogoBox:
    """A logo with the tile that it stands on."""

    def __init__(self, logo: Image, tile: Tile, owner: Owner, span: Span | None) -> None:
        ratio = logo.width / logo.height
        self.art_width = min(tile.art * ratio, tile.wide)
        self.art_height = self.art_width / ratio
        self.width = max(tile.size, self.art_width + tile.size - tile.art)
        self.room = self.width + tile.inset + tile.clear  # from the panel's right edge to the text
        self.logo, self.tile, self.owner, self.span = logo, tile, owner, span

    def items(self, panel_width: float, panel_height: float, colours: Colours) -> Iterator[Item]:
        tile, r = self.tile, self.tile.radius
        x = panel_width - tile.inset - self.width
        y = (panel_height - tile.size) / 2
        fill = colours(tile.fill)
        yield Panel(x, y, self.width, tile.size, (r, r, r, r), fill, None, 0, Artifact.LAYOUT, self.span)
        left, top = x + (self.width - self.art_width) / 2, y + (tile.size - self.art_height) / 2
        yield Picture(left, top, self.art_width, self.art_height, self.logo, self.owner, self.span)


class Decoration(NamedTuple):
    """What is drawn under a panel, as a function of its height and of whether it is the first or last part.

    `bar_x` is where the text starts; `strip` are the set parts of a tab at the top, which is `strip_height` high.
    """

    look: Look
    width: float
    bar_x: float
    strip_height: float
    colours: Colours
    logo: LogoBox | None
    strip: tuple[Item, ...]
    span: Span | None

    def items(self, height: float, first: bool, last: bool) -> tuple[Item, ...]:
        look, width = self.look, self.width
        r = look.radius or 0.0
        top, bottom = (r if first else 0.0), (r if last else 0.0)
        corners = (top, top, bottom, bottom)
        items: list[Item] = [*self._filled(0, 0, width, height, corners, look.fill)]
        tab = look.tab if look.tab and (first or look.tab.side == "left") else None
        divider: tuple[Rule, ...] = ()
        if tab and tab.side == "left":
            items += self._filled(0, 0, tab.width, height, (top, 0, 0, bottom), tab.fill)
            divider = self._ruled(tab.divider, tab.width, 0, tab.width, height)
        elif tab:
            items += self._filled(0, 0, width, self.strip_height, (top, top, 0, 0), tab.fill)
            divider = self._ruled(tab.divider, 0, self.strip_height, width, self.strip_height)
        items += self._border(height, corners)
        items += divider
        if bar := look.bar:
            above, below = (bar.top if first else 0.0), (bar.bottom if last else 0.0)
            items += self._filled(self.bar_x - bar.out, above, bar.width, height - below - above, _SHARP, bar.ink)
        rule = look.rule
        if rule and (first if rule.side == "top" else last):
            y = rule.at if rule.side == "top" else height - rule.at
            items += self._ruled(rule, 0, y, width, y)
        items += self._corner(height, last)
        return (*items, *self.strip) if first else tuple(items)

    def _ruled(
        self, stroke: Border | EdgeRule | Stroke | None, x1: float, y1: float, x2: float, y2: float
    ) -> tuple[Rule, ...]:
        return ruled(stroke, (x1, y1, x2, y2), self.colours, self.span)

    def _filled(
        self, x: float, y: float, width: float, height: float, corners: Corners, token: Located | None
    ) -> Iterator[Item]:
        fill = self.colours(token)
        if fill:
            yield Panel(x, y, width, height, corners, fill, None, 0.0, Artifact.LAYOUT, self.span)

    def _border(self, height: float, corners: Corners) -> Iterator[Item]:
        border, width = self.look.border, self.width
        if not border:
            return
        if len(border.sides) == 4:
            if ink := self.colours(border.ink):
                yield Panel(0, 0, width, height, corners, None, ink, border.weight, Artifact.LAYOUT, self.span)
            return
        inset = border.weight / 2
        ends = {
            "top": (0.0, inset, width, inset),
            "right": (width - inset, 0.0, width - inset, height),
            "bottom": (0.0, height - inset, width, height - inset),
            "left": (inset, 0.0, inset, height),
        }
        for side in border.sides:
            yield from self._ruled(border, *ends[side])

    def _corner(self, height: float, last: bool) -> Iterator[Item]:
        """The logo, else the ornament: quarter circles round the bottom right corner."""
        ornament = self.look.ornament
        ink = self.colours(ornament.ink) if ornament else None
        if self.logo:
            yield from self.logo.items(self.width, height, self.colours)
        elif ornament and ink and last:
            for r in ornament.radii:
                k = r * _ROUND
                x, y = self.width, height
                curve = Segment("c", ((x - r, y - k), (x - k, y - r), (x, y - r)))
                path = (Segment("m", ((x - r, y),)), curve)
                yield Path(path, None, ink, ornament.weight, False, Artifact.LAYOUT, self.span)
