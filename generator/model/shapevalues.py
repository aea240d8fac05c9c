"""Turns the values of SVG attributes into numbers, lengths, colours and transformations, or says what is wrong."""

from __future__ import annotations

import math
import re

from generator.model.units import POINTS_PER
from generator.record import NamedTuple
from generator.story import CURRENT, Paint

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_TOKEN = re.compile(rf"({_NUMBER})|[\s,]+")
_LENGTH = re.compile(rf"({_NUMBER})(px|pt|mm|cm|in)?")
_UNITS = {**POINTS_PER, "px": 0.75, "": 0.75}  # points; 96 px are an inch (CSS Values 3, 5.2)
_TRANSFORM = re.compile(r"\s*(translate|scale)\s*\(([^()]*)\)\s*,?")
_COLOUR = re.compile("#(?:[0-9A-Fa-f]{3}){1,2}")
_LARGEST = 1e6


class State(NamedTuple):
    """What an element hands on to those inside it; x becomes x * a + dx, y becomes y * d + dy."""

    fill: Paint = (0.0, 0.0, 0.0)
    stroke: Paint = None
    weight: float = 1.0
    cap: str = "butt"
    join: str = "miter"
    dash: tuple[float, ...] = ()
    a: float = 1.0
    d: float = 1.0
    dx: float = 0.0
    dy: float = 0.0


class Wrong(Exception):
    """An attribute that cannot be drawn: its name, what is wrong and what to do."""

    def __init__(self, attribute: str, message: str, hint: str | None = None) -> None:
        super().__init__(attribute, message, hint)
        self.attribute, self.message, self.hint = attribute, message, hint


def moved(state: State, text: str) -> State:
    """The state with a group's transformations, from left to right."""
    position = 0
    while match := _TRANSFORM.match(text, position):
        position = match.end()
        values = numbers("transform", match[2])
        if len(values) not in (1, 2):
            raise Wrong("transform", f"{match[1]} takes one or two numbers")
        if match[1] == "translate":
            x, y = values[0], values[1] if len(values) > 1 else 0.0
            state = state._replace(dx=state.dx + state.a * x, dy=state.dy + state.d * y)
            continue
        x, y = values[0], values[-1]
        if not x or abs(x) != abs(y):
            raise Wrong("transform", "a scale must be the same in both directions, and not 0")
        state = state._replace(a=state.a * x, d=state.d * y)
    if text[position:].strip():
        raise Wrong("transform", "only translate and scale are known", "Let your program apply the transformation.")
    return state


def paint(key: str, attributes: dict[str, str], inherited: Paint) -> Paint:
    text = attributes.get(key)
    if text is None:
        return inherited
    if text in ("none", "black", CURRENT):
        return {"none": None, "black": (0.0, 0.0, 0.0)}.get(text, CURRENT)
    if not _COLOUR.fullmatch(text):
        hint = "Write none, black, #RRGGBB, or currentColor for the ink of the text around it."
        raise Wrong(key, f"'{text[:40]}' is no colour of a drawing", hint)
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    red, green, blue = (int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4))
    return red, green, blue


def dash(attributes: dict[str, str], inherited: tuple[float, ...]) -> tuple[float, ...]:
    text = attributes.get("stroke-dasharray")
    if text is None or text == "none":
        return inherited if text is None else ()
    values = numbers("stroke-dasharray", text)
    if not values or min(values) < 0 or len(values) > 16:
        raise Wrong("stroke-dasharray", "a dash array is up to 16 numbers, none of them below 0")
    return tuple(values) if any(values) else ()


def word(key: str, allowed: tuple[str, ...], attributes: dict[str, str], inherited: str) -> str:
    text = attributes.get(key, inherited)
    if text not in allowed:
        raise Wrong(key, f"{key} '{text[:40]}' is not drawn", f"Allowed: {', '.join(allowed)}.")
    return text


def number(key: str, attributes: dict[str, str], default: float, least: float = -_LARGEST) -> float:
    if key not in attributes:
        return default
    values = numbers(key, attributes[key])
    if len(values) != 1 or values[0] < least:
        raise Wrong(key, f"{key} must be a number{' of 0 or more' if least == 0 else ''}")
    return values[0]


def numbers(key: str, text: str, hint: str | None = None) -> list[float]:
    """Numbers with white space or commas between them; a sign or a second point starts a number as well."""
    values = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise Wrong(key, f"{key} must have numbers alone, without units", hint)
        position = match.end()
        if match[1]:
            values.append(float(match[1]))
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
