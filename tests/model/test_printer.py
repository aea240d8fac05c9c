"""Files of printers: they come back as they were stored, and mistakes in them are told with their place."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics
from generator.model.printer import Factor, Millimetres, PrinterProfile, Side
from generator.source.decode import decode
from generator.source.reader import read_text


def decoded(text: str) -> tuple[PrinterProfile | None, list[str]]:
    problems = Diagnostics()
    node = read_text(text.encode(), "office.yaml", problems)
    profile = decode(node, PrinterProfile, problems) if node else None
    found = problems.sorted()
    assert all(problem.span is not None for problem in found)
    return profile, [f"{problem.span}: {problem.rule}" for problem in found]


sides = st.builds(
    Side,
    right=st.integers(-20, 20).map(lambda steps: Millimetres(steps / 2)),
    down=st.integers(-20, 20).map(lambda steps: Millimetres(steps / 2)),
    wide=st.integers(9800, 10200).map(lambda parts: Factor(parts / 10000)),
    high=st.integers(9800, 10200).map(lambda parts: Factor(parts / 10000)),
)


@hypothesis.given(st.sampled_from(("A4", "Letter")), sides, sides)
def test_comes_back_as_it_was(paper: str, front: Side, back: Side) -> None:
    profile, problems = decoded(PrinterProfile(paper, front, back).as_yaml)  # type: ignore[arg-type]
    assert problems == []
    assert profile is not None
    assert profile[:3] == (paper, front, back)


def test_what_is_left_out_is_left_as_it_is() -> None:
    profile, problems = decoded("paper: Letter\nback: {right: 1.5}\n")
    assert problems == []
    assert profile is not None
    assert profile.front.in_words == "left as they are"
    assert profile.back.in_words == "moved 1.5 mm to the right"


@pytest.mark.parametrize(
    ("side", "told"),
    [
        (Side(), "left as they are"),
        (Side(Millimetres(1), Millimetres(-0.5)), "moved 1 mm to the right and 0.5 mm up"),
        (Side(Millimetres(-2), Millimetres(3)), "moved 2 mm to the left and 3 mm down"),
        (Side(wide=Factor(1.0028)), "made 0.28 % wider"),
        (Side(down=Millimetres(1), wide=Factor(0.99), high=Factor(1.01)),
         "moved 1 mm down, and made 1 % narrower and 1 % taller"),
    ],
)  # fmt: skip
def test_in_words(side: Side, told: str) -> None:
    assert side.in_words == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("back: {right: 1}\n", "1:1: missing-key"),
        ("paper: A4\nback: {right: 11}\n", "2:15: out-of-range"),
        ("paper: A4\nback: {right: -10.5}\n", "2:15: out-of-range"),
        ("paper: A4\nback: {wide: 1.03}\n", "2:14: out-of-range"),
        ("paper: A4\nback: {high: 0}\n", "2:14: out-of-range"),
        ("paper: A4\nback: {right: 1 mm}\n", "2:15: wrong-type"),
        ("paper: A4\nback: {right: .inf}\n", "2:15: wrong-type"),
        ("paper: A4\nback: {right: .nan}\n", "2:15: wrong-type"),
        ("paper: A4\nback: {right: 1e999}\n", "2:15: wrong-type"),
        ("paper: A4\nback: [1, 2]\n", "2:7: wrong-type"),
        ("paper: A3\n", "1:8: unknown-value"),
        ("paper: A4\nbacks: {}\n", "2:1: unknown-key"),
        ("[]\n", "1:1: wrong-type"),
        ("paper: A4\npaper: A4\n", "2:1: duplicate-key"),
        ("paper: !!python/object:os.system A4\n", "1:8: yaml-tag"),
    ],
)
def test_mistakes(text: str, told: str) -> None:
    assert decoded(text)[1] == [f"office.yaml:{told}"]
