"""Turns a look and a final size into the decoration of a panel: fills, tab, border, bar, rule, ornament, logo tile."""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Span
from generator.model.looks import Look, Tile
from generator.source.decode import Located
from generator.story import Logo
from generator.structure import Artifact, Owner
from generator.typeset.items import Colour, Image, Item, Panel, Path, Picture, Rule, Segment

_ROUND = 0.5522847498  # control point of a quarter circle, as a part of the radius

Colours = Callable[[Located | None], Colour | None]


class LogoBox:
    """A logo with the tile that it stands on."""

    def __init__(self, logo: Logo, tile: Tile, owner: Owner, span: Span | None) -> None:
        ratio = logo.width / logo.height
        self.art_width = min(tile.art * ratio, tile.wide) if ratio > 1 else tile.art * ratio
        self.art_height = self.art_width / ratio
        self.width = max(tile.size, self.art_width + tile.size - tile.art)
        self.room = self.width + tile.inset + tile.clear  # from the panel's right edge to the text
        self.logo, self.tile, self.owner, self.span = logo, tile, owner, span

    def items(self, panel_width: float, panel_height: float, colours: Colours) -> list[Item]:
        tile = self.tile
        x = panel_width - tile.inset - self.width
        y = (panel_height - tile.size) / 2
        r = tile.radius
        image = Image(self.logo.data, self.logo.width, self.logo.height)
        left = x + (self.width - self.art_width) / 2
        top = y + (tile.size - self.art_height) / 2
        return [
            Panel(
                x, y, self.width, tile.size, (r, r, r, r), colours(tile.fill), None, 0, Artifact.LAYOUT, self.span
            ),
            Picture(left, top, self.art_width, self.art_height, image, self.owner, self.span),
        ]


def decoration(
    look: Look, width: float, bar_x: float, colours: Colours, logo: LogoBox | None, strip: tuple[Item, ...], span: Span | None
) -> Callable[[float, bool, bool], tuple[Item, ...]]:
    """What is drawn under a panel `width` wide, as a function of (height, first part?, last part?).

    `bar_x` is where the text starts; `strip` are the set parts of a tab at the top.
    """

    def draw(height: float, first: bool, last: bool) -> tuple[Item, ...]:
        r = look.radius or 0.0
        top, bottom = (r if first else 0.0), (r if last else 0.0)
        radii = (top, top, bottom, bottom)
        items: list[Item] = []

        def panel(
            x: float, y: float, w: float, h: float, corners: tuple[float, float, float, float], fill: Colour | None
        ) -> None:
            if fill:
                items.append(Panel(x, y, w, h, corners, fill, None, 0.0, Artifact.LAYOUT, span))

        panel(0, 0, width, height, radii, colours(look.fill))
        tab = look.tab
        if tab and tab.side == "left":
            panel(0, 0, tab.width, height, (top, 0, 0, bottom), colours(tab.fill))
        elif tab and first:
            panel(0, 0, width, tab.height, (r, r, 0, 0), colours(tab.fill))
        border = look.border
        ink = colours(border.ink) if border else None
        if border and ink:
            items.extend(_border(border.weight, border.sides, width, height, radii, ink, span))
        divider = tab.divider if tab else None
        ink = colours(divider.ink) if divider else None
        if tab and divider and ink:
            if tab.side == "left":
                items.append(Rule(tab.width, 0, tab.width, height, divider.weight, ink, Artifact.LAYOUT, span))
            elif first:
                items.append(Rule(0, tab.height, width, tab.height, divider.weight, ink, Artifact.LAYOUT, span))
        bar = look.bar
        ink = colours(bar.ink) if bar else None
        if bar and ink:
            x = bar_x - bar.out
            upper, lower = (bar.top if first else 0.0), height - (bar.bottom if last else 0.0)
            panel(x, upper, bar.width, lower - upper, (0, 0, 0, 0), ink)
        rule = look.rule
        ink = colours(rule.ink) if rule else None
        if rule and ink and (first if rule.side == "top" else last):
            y = rule.at if rule.side == "top" else height - rule.at
            items.append(Rule(0, y, width, y, rule.weight, ink, Artifact.LAYOUT, span))
        if logo:
            items.extend(logo.items(width, height, colours))
        elif look.ornament and last:
            stroke = colours(look.ornament.ink)
            if stroke:
                for radius in look.ornament.radii:
                    items.append(_quarter(width, height, radius, look.ornament.weight, stroke, span))
        if first:
            items.extend(strip)
        return tuple(items)

    return draw


def _border(
    weight: float,
    sides: tuple[str, ...],
    width: float,
    height: float,
    radii: tuple[float, float, float, float],
    ink: Colour,
    span: Span | None,
) -> list[Item]:
    if len(sides) == 4:
        return [Panel(0, 0, width, height, radii, None, ink, weight, Artifact.LAYOUT, span)]
    inset = weight / 2
    ends = {
        "top": (0.0, inset, width, inset),
        "right": (width - inset, 0.0, width - inset, height),
        "bottom": (0.0, height - inset, width, height - inset),
        "left": (inset, 0.0, inset, height),
    }
    return [Rule(*ends[side], weight, ink, Artifact.LAYOUT, span) for side in sides]


def _quarter(x: float, y: float, r: float, weight: float, ink: Colour, span: Span | None) -> Path:
    """A quarter circle round the corner (x, y), from the left to above it."""
    k = r * _ROUND
    curve = ((x - r, y - k), (x - k, y - r), (x, y - r))
    return Path((Segment("m", ((x - r, y),)), Segment("c", curve)), None, ink, weight, False, Artifact.LAYOUT, span)
