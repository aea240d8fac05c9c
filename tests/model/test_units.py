"""Lengths and colours: what may be written, what it is in points, and what is refused with a hint."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics
from generator.model.units import PAPERS, POINTS_PER, Points, millimetres, paper_for, parse_colour
from generator.source.decode import decode
from tests.support.galley import read


def length(written: str) -> tuple[Points | None, list[str]]:
    diagnostics = Diagnostics()
    value = decode(read(f"length: {written}").pairs["length"].value, Points, diagnostics)
    return value, [error.rule for error in diagnostics.sorted()]


@pytest.mark.parametrize(
    ("written", "points"),
    [("12 pt", 12), ("12pt", 12), ("25.4 mm", 72), ("2.54 cm", 72), ("1 in", 72), ("-1.6 pt", -1.6), ("0 mm", 0),
     ("3.75 pt", 3.75)],
)  # fmt: skip
def test_lengths_in_every_unit(written: str, points: float) -> None:
    assert length(written) == (pytest.approx(points), [])


@pytest.mark.parametrize(
    "written", ["12", "0", "pt", "12 px", "12 PT", "12,5 mm", ".5 mm", "1e2 mm", "+1 mm", "12 mm wide", "[1 mm]", ""]
)
def test_what_is_no_length_is_refused_at_its_place_with_an_example(written: str) -> None:
    diagnostics = Diagnostics()
    node = read(f"length: {written}").pairs["length"].value
    assert decode(node, Points, diagnostics) is None
    (error,) = diagnostics.sorted()
    assert error.rule == "wrong-length"
    assert error.span == node.span
    assert "12 mm" in str(error.hint)


@given(st.integers(-2_000, 2_000), st.sampled_from(sorted(POINTS_PER)))
def test_millimetres_are_told_to_a_tenth(tenths: int, unit: str) -> None:
    value, found = length(f"{tenths / 10} {unit}")
    assert value is not None
    assert found == []
    told = re.fullmatch(r"(-?\d+\.\d) mm", millimetres(value))
    assert told
    assert float(told[1]) == pytest.approx(value * 25.4 / 72, abs=0.0501)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_colours_are_read_back_to_the_byte(channels: tuple[int, int, int]) -> None:
    for form in ("#%02x%02x%02x", "#%02X%02X%02X"):
        colour = parse_colour(form % channels)
        assert colour
        assert [round(part * 255) for part in colour] == list(channels)


@pytest.mark.parametrize(
    "written", ["", "#123", "003B5C", "#003B5", "#003B5C0", "#003B5G", "red", " #003B5C", "#003B5C\n"]
)
def test_what_is_no_colour(written: str) -> None:
    assert parse_colour(written) is None


def test_papers_are_portrait() -> None:
    assert all(width < height for width, height in PAPERS.values())
    assert PAPERS["A4"] == (210, 297)


def test_a_length_beyond_any_page_is_refused() -> None:
    assert length("201 in") == (None, ["out-of-range"])


@pytest.mark.parametrize(
    ("sides", "name"),
    [
        ((420, 297), "A3"),
        ((297, 420), "A3"),
        ((2 * 148, 210), "A4"),  # two pages of A5; a millimetre of the paper is left over
        ((298, 210), "298 x 210 mm"),  # does not go on A4
        ((2 * 105, 148.5), "210 x 148.5 mm"),
        ((2 * 215.9, 279.4), "Tabloid"),
        ((215.9, 279.4), "Letter"),
    ],
)
def test_the_paper_that_a_page_is_printed_on(sides: tuple[float, float], name: str) -> None:
    assert paper_for(*(side * POINTS_PER["mm"] for side in sides)) == name
