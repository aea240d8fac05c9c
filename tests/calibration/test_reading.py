"""What people type after reading a target, and what follows from it."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st

from generator.calibration.profiles import correction
from generator.calibration.reading import LETTERS, NUMBERS, read
from generator.diagnostics import UsageProblem
from generator.model.printer import Factor, Millimetres, Side


def moves(text: str) -> list[tuple[float, float]]:
    profile = read(text, "A4")
    return [(float(side.right), float(side.down)) for side in (profile.front, profile.back)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("front L11, back L11", [(0, 0), (0, 0)]),
        ("front C3, back E5", [(-4, -4), (-3, -3)]),
        ("front M11, back L10", [(0.5, 0), (0, -0.5)]),
        ("front A1, back X21", [(-5, -5), (5, 5)]),
        ("BACK: x 21; Front = a 1", [(-5, -5), (5, 5)]),
        ("fronts 3c back 5e", [(-4, -4), (-3, -3)]),
        ("front c3\nback\te5.", [(-4, -4), (-3, -3)]),
        ("frontC3 backE5", None),
        ("  front:C3,back:E5  ", [(-4, -4), (-3, -3)]),
    ],
)
def test_case_order_and_spaces_do_not_matter(text: str, expected: list[tuple[float, float]] | None) -> None:
    if expected is None:
        with pytest.raises(UsageProblem):
            read(text, "A4")
    else:
        assert moves(text) == expected


@pytest.mark.parametrize(
    ("size", "paper", "factors"),
    [
        ("179.5x239.4", "A4", (1.0028, 1.0025)),
        ("179,5 × 239,4 mm", "A4", (1.0028, 1.0025)),
        ("180 * 240", "A4", (1, 1)),
        ("180mm x 240mm", "A4", (1, 1)),
        ("7x9in", "Letter", (1, 1)),
        ("7.02 in x 8.98 in", "Letter", (0.9972, 1.0022)),
        ("177.8x228.6", "Letter", (1, 1)),
    ],
)
def test_the_size_gives_the_scale(size: str, paper: str, factors: tuple[float, float]) -> None:
    profile = read(f"front L11 {size}, back M12", paper)  # type: ignore[arg-type]
    assert (float(profile.front.wide), float(profile.front.high)) == factors
    assert (float(profile.back.wide), float(profile.back.high)) == (1, 1)
    assert read(f"back M12, front L11, {size}", paper).front == profile.front  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cannot read ''"),
        ("C3, E5", "cannot read"),
        ("front C3", "does not say what the back reads"),
        ("back C3", "does not say what the front reads"),
        ("front C3, front E5, back A1", "has the front twice"),
        ("front, back E5", "nothing stands there"),
        ("front C, back E5", "'c' is not what a target reads"),
        ("front 33, back E5", "'33' is not what a target reads"),
        ("front O3, back E5", "no line of the target is called O; its letters are ABC"),
        ("front I3, back E5", "no line of the target is called I"),
        ("front C22, back E5", "called 22; they go from 1 to 21"),
        ("front C0, back E5", "called 0"),
        ("front C3 180, back E5", "is not what a target reads"),
        ("front C3 0x240, back E5", "0 mm instead of 180 mm"),
        ("front C3 174x232, back E5", "100 %"),
        ("front C3 177.8x228.6, back E5", "--paper"),
        ("it is front C3, back E5", "cannot read"),
        ("front " + "9" * 5000, "..."),
    ],
)
def test_mistakes_are_told_with_an_example(text: str, told: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        read(text, "A4")
    assert told in str(problem.value)
    assert len(str(problem.value)) < 300


@hypothesis.given(st.text(max_size=60) | st.text("front back C3,x12. mm\n", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        profile = read(text, "A4")
    except UsageProblem as problem:
        told = str(problem)
    else:
        told = profile.front.in_words
        assert abs(profile.front.right) <= 5
    assert told.isprintable()


@hypothesis.given(st.sampled_from(LETTERS), st.sampled_from(NUMBERS))
def test_the_line_that_was_read_is_moved_from(letter: str, number: int) -> None:
    """The page's middle comes to stand where the line stood that lay on the crease."""
    side = read(f"front {letter}{number}, back L11", "A4").front
    step = 0.5 * 72 / 25.4
    a, _, _, d, e, f = correction(side, 595.0, 842.0)
    assert (a * 297.5 + e, d * 421 + f) == pytest.approx(
        (297.5 + (LETTERS.index(letter) - 10) * step, 421 + (number - 11) * step)
    )


def test_the_correction_undoes_the_error() -> None:
    """An error scales about the middle by s and then moves by e: the line on the crease stands at -e / s."""
    scale, error = 0.995, 1.25 * 72 / 25.4
    side = Side(Millimetres(-1.25 / scale), Millimetres(0), Factor(1 / scale), Factor(1))
    a, _, _, _, e, _ = correction(side, 600.0, 800.0)
    for x in (0.0, 300.0, 555.0):
        assert 300 + scale * (a * x + e - 300) + error == pytest.approx(x)
