"""Turns the data of SVG shapes into outlines of straight lines and cubic curves (SVG 1.1, 8.3 and 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.model.shapevalues import NUMBER, Wrong, check_range, number, numbers

Coordinates = tuple[float, float]
# Operators as in a page's paths: m and l with one point, c with three, h (close) with none.
Outline = list[tuple[str, tuple[Coordinates, ...]]]

# The attributes of the elements that are drawn. Of those of shapes, some must be there; what else is missing is 0.
GEOMETRY = {
    "svg": ("viewBox", "width", "height", "version"),
    "g": ("transform",),
    "path": ("d",),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
    "circle": ("cx", "cy", "r"),
    "rect": ("x", "y", "width", "height"),
}
_NEEDED = ("d", "points", "r", "width", "height")
_ROUND = 0.5522847498  # control point of a quarter circle, as a part of the radius
_TOKEN = re.compile(f"[A-Za-z]|{NUMBER}")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
_HINT = "Let your program write paths with M, L, H, V, C and Z alone; arcs and other curves can be turned into these."


def outline_of(name: str, attributes: dict[str, str]) -> Outline:
    """A shape's outline in its own coordinates. Raises Wrong."""
    missing = [key for key in GEOMETRY[name] if key in _NEEDED and key not in attributes]
    if missing:
        raise Wrong("", f"the attribute '{missing[0]}' is missing")
    if name == "path":
        outline = _path(attributes["d"])
        check_range("d", [value for _, points in outline for point in points for value in point])
        return outline
    if name in ("polyline", "polygon"):
        values = numbers("points", attributes["points"])
        if len(values) % 2 or len(values) < 4:
            raise Wrong("points", "points are pairs of numbers, two pairs at least")
        return _polyline(zip(values[::2], values[1::2], strict=True), closed=name == "polygon")
    x, y, *sizes = (number(key, attributes.get(key, "0")) for key in GEOMETRY[name])
    if name == "line":
        return _polyline([(x, y), (sizes[0], sizes[1])], closed=False)
    if min(sizes) <= 0:
        raise Wrong("r" if name == "circle" else "width", "its size must be above 0")
    if name == "circle":
        return _circle(x, y, sizes[0])
    width, height = sizes
    return _polyline([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], closed=True)


def _path(data: str) -> Outline:
    """The outline of a path's data."""
    outline: Outline = []
    start = here = (0.0, 0.0)
    for command, values in _commands(data):
        kind = command.upper()
        x0, y0 = here if command.islower() else (0.0, 0.0)
        if not outline and kind != "M":
            raise Wrong("d", "a path must start with M")
        if kind == "Z":
            outline.append(("h", ()))
            here = start
        elif kind in "HV":
            here = (values[0] + x0, here[1]) if kind == "H" else (here[0], values[0] + y0)
            outline.append(("l", (here,)))
        else:
            points = tuple((x + x0, y + y0) for x, y in zip(values[::2], values[1::2], strict=True))
            here = points[-1]
            if kind == "M":
                start = here
            outline.append((kind.lower(), points))
    return outline


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; one that is only said once is repeated."""
    strange = _TOKEN.sub("", data).replace(",", " ").split()
    if strange:
        raise Wrong("d", f"{strange[0][0]!r} cannot stand in a path")
    said: list[tuple[str, list[float]]] = []
    for token in _TOKEN.findall(data):
        if token.isalpha():
            said.append((token, []))
        elif said:
            said[-1][1].append(float(token))
        else:
            raise Wrong("d", "a path must start with M")
    for command, values in said:
        size = _TAKES.get(command.upper())
        if size is None:
            raise Wrong("d", f"the path command {command} is not drawn", _HINT)
        if bool(values) != bool(size) or (size and len(values) % size):
            takes = f"{size} numbers, or a multiple of them" if size else "no numbers"
            raise Wrong("d", f"the command {command} takes {takes}")
        for index in range(0, len(values) or 1, size or 1):
            # Further pairs after a move are lines (8.3.2).
            repeated = {"M": "L", "m": "l"}.get(command, command) if index else command
            yield repeated, values[index : index + size]


def _polyline(points: Iterable[Coordinates], *, closed: bool) -> Outline:
    """Straight lines from point to point."""
    outline: Outline = [("l" if index else "m", (point,)) for index, point in enumerate(points)]
    return [*outline, ("h", ())] if closed else outline


def _circle(x: float, y: float, r: float) -> Outline:
    """A circle of four curves round (x, y)."""
    k = r * _ROUND
    return [
        ("m", ((x + r, y),)),
        ("c", ((x + r, y + k), (x + k, y + r), (x, y + r))),
        ("c", ((x - k, y + r), (x - r, y + k), (x - r, y))),
        ("c", ((x - r, y - k), (x - k, y - r), (x, y - r))),
        ("c", ((x + k, y - r), (x + r, y - k), (x + r, y))),
        ("h", ()),
    ]
