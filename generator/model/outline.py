"""Turns the data of SVG shapes into outlines of straight lines and cubic curves (SVG 1.1, 8.3 and 9)."""

from __future__ import annotations

import re

Coordinates = tuple[float, float]
# Operators as in a page's paths: m and l with one point, c with three, h (close) with none.
Outline = list[tuple[str, tuple[Coordinates, ...]]]

_ROUND = 0.5522847498  # control point of a quarter circle, as a part of the radius
_TOKEN = re.compile(r"([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|[\s,]+")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
_HINT = "Let your program write paths with M, L, H, V, C and Z alone; arcs and other curves can be turned into these."


class PathProblem(Exception):
    """What is wrong with the data of a path."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def path(data: str) -> Outline:
    """The outline of a path's data. Raises PathProblem."""
    outline: Outline = []
    start = here = (0.0, 0.0)
    for command, values in _commands(data):
        kind = command.upper()
        x0, y0 = here if command.islower() else (0.0, 0.0)
        if not outline and kind != "M":
            raise PathProblem("a path must start with M")
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


def _commands(data: str) -> list[tuple[str, list[float]]]:
    """Each command with its numbers; one that is only said once is repeated."""
    commands: list[tuple[str, list[float]]] = []
    command = ""
    values: list[float] = []

    def finish() -> None:
        if not command:
            if values:
                raise PathProblem("a path must start with M")
            return
        size = _TAKES[command.upper()]
        if (size and (not values or len(values) % size)) or (not size and values):
            raise PathProblem(f"the command {command} takes {size or 'no'} numbers, or a multiple of them"
                              if size else f"the command {command} takes no numbers")  # fmt: skip
        for index in range(0, max(len(values), 1), max(size, 1)):
            # Further pairs after a move are lines (8.3.2).
            repeated = {"M": "L", "m": "l"}.get(command, command) if index else command
            commands.append((repeated, values[index : index + size]))

    position = 0
    while position < len(data):
        match = _TOKEN.match(data, position)
        if match is None:
            raise PathProblem(f"{data[position]!r} cannot stand in a path")
        position = match.end()
        if match[1]:
            finish()
            command, values = match[1], []
            if command.upper() not in _TAKES:
                raise PathProblem(f"the path command {command} is not drawn", _HINT)
        elif match[2]:
            values.append(float(match[2]))
    finish()
    return commands


def polyline(points: list[Coordinates], *, closed: bool) -> Outline:
    """Straight lines from point to point."""
    outline: Outline = [("l" if index else "m", (point,)) for index, point in enumerate(points)]
    return [*outline, ("h", ())] if closed else outline


def circle(x: float, y: float, r: float) -> Outline:
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


def rectangle(x: float, y: float, width: float, height: float) -> Outline:
    """A rectangle from its top left corner."""
    return polyline([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], closed=True)
