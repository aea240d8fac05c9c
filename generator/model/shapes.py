"""Turns the attributes of SVG elements into outlines of straight lines and cubic curves, and into how they are drawn.

Whatever is not drawn exactly is refused (SVG 1.1, 7.6, 8.3, 9 and 11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from generator.model.units import POINTS_PER, parse_colour
from generator.record import NamedTuple
from generator.story import CURRENT, Drawing, Paint, Shape

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})(px|pt|mm|cm|in)?")
_UNITS = {**POINTS_PER, "px": 0.75, "": 0.75}  # points; 96 px are an inch (CSS Values 3, 5.2)
_TRANSFORM = re.compile(r"\s*(translate|scale)\s*\(([^()]*)\)\s*,?")
_PAINTS: dict[str, Paint] = {"none": None, "black": (0.0, 0.0, 0.0), CURRENT: CURRENT}
_SHORT_COLOUR = re.compile(r"\A#(.)(.)(.)\Z")
_LARGEST = 1e6

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
_TOKEN = re.compile(f"[A-Za-z]|{_NUMBER}")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
_HINT = "Let your program write paths with M, L, H, V, C and Z alone; arcs and other curves can be turned into these."


class State(NamedTuple):
    """What an element hands on to those inside it; x becomes x * a + dx, y becomes y * d + dy."""

    fill: Paint = (0.0, 0.0, 0.0)
    stroke: Paint = None
    weight: float = 1.0
    round_caps: bool = False
    round_joins: bool = False
    dash: tuple[float, ...] = ()
    a: float = 1.0
    d: float = 1.0
    dx: float = 0.0
    dy: float = 0.0


class Wrong(Exception):
    """An attribute that cannot be drawn: its name, what is wrong and what to do."""

    def __init__(self, attribute: str, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.attribute, self.message, self.hint = attribute, message, hint


def moved(state: State, text: str) -> State:
    """The state with a group's transformations, from left to right."""
    if _TRANSFORM.sub("", text).strip():
        raise Wrong("transform", "only translate and scale are known", "Let your program apply the transformation.")
    for match in _TRANSFORM.finditer(text):
        values = _numbers("transform", match[2])
        if len(values) not in (1, 2):
            raise Wrong("transform", f"{match[1]} takes one or two numbers")
        x, y = values[0], values[-1]
        if match[1] == "translate":
            y = y if len(values) > 1 else 0.0
            state = state._replace(dx=state.dx + state.a * x, dy=state.dy + state.d * y)
        elif not x or abs(x) != abs(y):
            raise Wrong("transform", "a scale must be the same in both directions, and not 0")
        else:
            state = state._replace(a=state.a * x, d=state.d * y)
    return state


def framed(attributes: dict[str, str]) -> tuple[State, Drawing]:
    """A drawing without shapes, and how its own coordinates become points, or stay if it has no size of its own."""
    hint = 'Write it as in viewBox="0 0 40 19": left, top, width, height.'
    box = _numbers("viewBox", attributes.get("viewBox", ""), hint)
    if len(box) != 4 or min(box[2:]) <= 0:
        raise Wrong("viewBox", "the viewBox must be four numbers, with a width and a height above 0", hint)
    left, top, width, height = box
    sides = {"width": width, "height": height}
    scales = [_length(key, attributes[key]) / sides[key] for key in sides if key in attributes]
    if scales and max(scales) > 1.01 * min(scales):
        raise Wrong("width", "width and height are not in the proportion of the viewBox", "Leave out one of them.")
    scale = scales[0] if scales else 1.0
    state = State(a=scale, d=scale, dx=-left * scale, dy=-top * scale)
    return state, Drawing(width * scale, height * scale, bool(scales), ())


def styled(state: State, attributes: dict[str, str]) -> State:
    """The state with what an element says of its fill and its stroke."""
    said = {field: read(key, attributes[key]) for key, (field, read) in STYLE.items() if key in attributes}
    return state._replace(**said)


def _paint(key: str, text: str) -> Paint:
    if text in _PAINTS:
        return _PAINTS[text]
    colour = parse_colour(_SHORT_COLOUR.sub(r"#\1\1\2\2\3\3", text))
    if colour is None:
        hint = "Write none, black, #RRGGBB, or currentColor for the ink of the text around it."
        raise Wrong(key, f"'{text[:40]}' is no colour of a drawing", hint)
    return colour


def _dash(key: str, text: str) -> tuple[float, ...]:
    values = [0.0] if text == "none" else _numbers(key, text)
    if not values or min(values) < 0 or len(values) > 16:
        raise Wrong(key, "a dash array is up to 16 numbers, none of them below 0")
    return tuple(values) if any(values) else ()


def _is_round(key: str, text: str) -> bool:
    allowed = ("butt" if key == "stroke-linecap" else "miter", "round")
    if text not in allowed:
        raise Wrong(key, f"{key} '{text[:40]}' is not drawn", f"Allowed: {', '.join(allowed)}.")
    return text == "round"


def _number(key: str, text: str, least: float = -_LARGEST) -> float:
    values = _numbers(key, text)
    if len(values) != 1 or values[0] < least:
        raise Wrong(key, f"{key} must be a number{' of 0 or more' if least == 0 else ''}")
    return values[0]


def _numbers(key: str, text: str, hint: str | None = None) -> list[float]:
    """Numbers with white space or commas between them; a sign or a second point starts a number as well."""
    if re.sub(_NUMBER, "", text).replace(",", " ").strip():
        raise Wrong(key, f"{key} must have numbers alone, without units", hint)
    values = [float(value) for value in re.findall(_NUMBER, text)]
    _check_range(key, values)
    return values


def _check_range(key: str, values: list[float]) -> None:
    if not all(abs(value) <= _LARGEST for value in values):
        raise Wrong(key, "a number is too large")


def _length(key: str, text: str) -> float:
    match = _LENGTH.fullmatch(text.strip())
    length = float(match[1]) * _UNITS[match[2] or ""] if match else 0.0
    if not 0 < length <= _LARGEST:
        raise Wrong(key, f"{key} must be a length above 0", f"Write a number with one of {', '.join(POINTS_PER)}, px.")
    return length


STYLE: dict[str, tuple[str, Callable[[str, str], Any]]] = {  # by attribute: a field of the state, and how it is read
    "fill": ("fill", _paint),
    "stroke": ("stroke", _paint),
    "stroke-width": ("weight", partial(_number, least=0.0)),
    "stroke-linecap": ("round_caps", _is_round),
    "stroke-linejoin": ("round_joins", _is_round),
    "stroke-dasharray": ("dash", _dash),
}


def shape_of(name: str, attributes: dict[str, str], state: State) -> Shape:
    """What an element draws, in its place. Raises Wrong."""
    outline = _outline(name, attributes)
    stroke = state.stroke if state.weight > 0 else None
    scale = abs(state.a)
    placed = tuple(
        (operator, tuple((x * state.a + state.dx, y * state.d + state.dy) for x, y in points))
        for operator, points in outline
    )
    # Caps and joins are set together, so where both are seen they must agree.
    has_ends = outline[-1:] != [("h", ())] or bool(state.dash)
    if stroke is not None and has_ends and len(outline) > 2 and state.round_caps != state.round_joins:
        hint = 'Write both: stroke-linecap="round" stroke-linejoin="round".'
        raise Wrong("stroke-linecap", "stroke-linecap and stroke-linejoin must both be round, or neither", hint)
    is_round = state.round_caps if has_ends else state.round_joins
    dash = tuple(part * scale for part in state.dash)
    return Shape(placed, None if name == "line" else state.fill, stroke, state.weight * scale, is_round, dash)


def points_on(outline: Iterable[tuple[str, tuple[Coordinates, ...]]]) -> list[Coordinates]:
    """Points on an outline: all its corners, and eighths of its curves."""
    found: list[Coordinates] = []
    for operator, points in outline:
        if operator != "c":
            found.extend(points)
            continue
        (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = found[-1], points
        for step in range(1, 9):
            t = step / 8
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found


def _outline(name: str, attributes: dict[str, str]) -> Outline:
    """A shape's outline in its own coordinates."""
    missing = [key for key in GEOMETRY[name] if key in _NEEDED and key not in attributes]
    if missing:
        raise Wrong("", f"the attribute '{missing[0]}' is missing")
    if name == "path":
        outline = _path(attributes["d"])
        _check_range("d", [value for _, points in outline for point in points for value in point])
        return outline
    if name in ("polyline", "polygon"):
        values = _numbers("points", attributes["points"])
        if len(values) % 2 or len(values) < 4:
            raise Wrong("points", "points are pairs of numbers, two pairs at least")
        return _polyline(zip(values[::2], values[1::2], strict=True), closed=name == "polygon")
    x, y, *sizes = (_number(key, attributes.get(key, "0")) for key in GEOMETRY[name])
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
