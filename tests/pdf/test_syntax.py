"""PDF notation of numbers, strings and names."""

from __future__ import annotations

import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pdf.syntax import component, hundredths, name, number, text_string, uri


@given(st.floats(-1e6, 1e6))
def test_numbers_are_plain_and_near(value: float) -> None:
    text = number(value)
    assert re.fullmatch(r"-?\d+(\.\d?[1-9])?", text)
    assert text != "-0"
    assert float(text) == pytest.approx(value, abs=0.0051)


@given(st.integers(-(10**7), 10**7))
def test_hundredths_are_exact(value: int) -> None:
    assert round(float(hundredths(value)) * 100) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.001, "0"), (1, "1"), (12.5, "12.5"), (1e-9, "0"), (595.276, "595.28"), (-3.1, "-3.1")],
)
def test_number(value: float, text: str) -> None:
    assert number(value) == text


@given(st.integers(0, 255))
def test_components_keep_all_steps_of_a_screen(step: int) -> None:
    text = component(step / 255)
    assert round(float(text) * 255) == step
    assert len(text) <= 4


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (1, "1"), (0.5, ".5"), (0.05, ".05"), (0.9999, "1")])
def test_component(value: float, text: str) -> None:
    assert component(value) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_strings_come_back(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text).encode("ascii"))) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_names_come_back(text: str) -> None:
    assert str(pikepdf.Object.parse(name(text).encode("ascii"))) == "/" + text


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/ä b%20", "https://example.org/%C3%A4%20b%20"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ('tel:+44"<>', "tel:+44%22%3C%3E"),
        (r"https://a/(b)\c", "https://a/(b)%5Cc"),
    ],
)
def test_addresses_are_ascii(address: str, written: str) -> None:
    assert str(pikepdf.Object.parse(uri(address).encode("ascii"))) == written
