"""Turns the values of SVG attributes into numbers, lengths, colours and transformations, or says what is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from generator.model.units import POINTS_PER, parse_colour
from generator.record import NamedTuple
from generator.story import CURRENT, Paint

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_LENGTH = re.compile(rf"({NUMBER})(px|pt|mm|cm|in)?")
_UNITS = {**POINTS_PER, "px": 0.75, "": 0.75}  # points; 96 px are an inch (CSS Values 3, 5.2)
_TRANSFORM = re.compile(r"\s*(translate|scale)\s*\(([^()]*)\)\s*,?")
_PAINTS: dict[str, Paint] = {"none": None, "black": (0.0, 0.0, 0.0), CURRENT: CURRENT}
_SHORT_COLOUR = re.compile(r"\A#(.)(.)(.)\Z")
_LARGEST = 1e6


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
        values = numbers("transform", match[2])
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
    values = [0.0] if text == "none" else numbers(key, text)
    if not values or min(values) < 0 or len(values) > 16:
        raise Wrong(key, "a dash array is up to 16 numbers, none of them below 0")
    return tuple(values) if any(values) else ()


def _is_round(key: str, text: str) -> bool:
    allowed = ("butt" if key == "stroke-linecap" else "miter", "round")
    if text not in allowed:
        raise Wrong(key, f"{key} '{text[:40]}' is not drawn", f"Allowed: {', '.join(allowed)}.")
    return text == "round"


def number(key: str, text: str, least: float = -_LARGEST) -> float:
    values = numbers(key, text)
    if len(values) != 1 or values[0] < least:
        raise Wrong(key, f"{key} must be a number{' of 0 or more' if least == 0 else ''}")
    return values[0]


def numbers(key: str, text: str, hint: str | None = None) -> list[float]:
    """Numbers with white space or commas between them; a sign or a second point starts a number as well."""
    if re.sub(NUMBER, "", text).replace(",", " ").strip():
        raise Wrong(key, f"{key} must have numbers alone, without units", hint)
    values = [float(value) for value in re.findall(NUMBER, text)]
    check_range(key, values)
    return values


def check_range(key: str, values: list[float]) -> None:
    if not all(math.isfinite(value) and abs(value) <= _LARGEST for value in values):
        raise Wrong(key, "a number is too large")


def length(key: str, text: str) -> float:
    match = _LENGTH.fullmatch(text.strip())
    length = float(match[1]) * _UNITS[match[2] or ""] if match else 0.0
    if not 0 < length <= _LARGEST:
        raise Wrong(key, f"{key} must be a length above 0", f"Write a number with one of {', '.join(POINTS_PER)}, px.")
    return length


STYLE: dict[str, tuple[str, Callable[[str, str], Any]]] = {  # by attribute: a field of the state, and how it is read
    "fill": ("fill", _paint),
    "stroke": ("stroke", _paint),
    "stroke-width": ("weight", partial(number, least=0.0)),
    "stroke-linecap": ("round_caps", _is_round),
    "stroke-linejoin": ("round_joins", _is_round),
    "stroke-dasharray": ("dash", _dash),
}
