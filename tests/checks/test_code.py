"""QR codes: large enough, and with white paper round them."""

from __future__ import annotations

import pytest
import segno

from generator.checks.code import module_size
from generator.diagnostics import Severity
from generator.structure import Artifact
from generator.typeset.code import code_cells
from generator.typeset.items import Colour
from tests.support.desk import CONTENT
from tests.support.judged import judged, place

MM = 72 / 25.4
INK = Colour(0, 0, 0)


def with_help(address: str = "https://example.org/") -> str:
    return CONTENT.replace("sources: {}", f"sources: {{}}\nhelp: {{address: {address}, label: more}}")


LONG = "https://example.org/" + "page/" * 30
PARAGRAPH = "      - paragraph: Lean on a wall and push one heel down.\n"
BLOCK = CONTENT.replace("paragraph: Lean on a wall and push one heel down.", "qr: https://example.org/")


@pytest.mark.parametrize("layout", ["handout-a4", "handout-letter", "ledger-a4", "card-a6", "card-quarter-letter"])
@pytest.mark.parametrize("content", [with_help(), BLOCK], ids=["help", "block"])
def test_the_shipped_codes_have_room(layout: str, content: str) -> None:
    assert judged(content=content, over=layout) == ()


@pytest.mark.parametrize("layout", ["handout-a4", "handout-letter", "ledger-a4"])
@pytest.mark.parametrize("other", ["paragraph: Jumping", "list: [Jumping]", "callout: Jumping", "qr: https://a.uk"])
@pytest.mark.parametrize("address", ["https://a.uk", "https://example.org/"])
def test_whatever_stands_above_and_below_a_code_is_far_enough(layout: str, other: str, address: str) -> None:
    """The shorter the address, the larger the squares, and the wider the white that they need."""
    blocks = f"      - {other}\n      - qr: {address}\n      - {other}\n"
    assert judged(content=CONTENT.replace(PARAGRAPH, blocks), over=layout) == ()


@pytest.mark.parametrize("layout", ["handout-a4", "handout-letter", "ledger-a4"])
@pytest.mark.parametrize("address", ["https://a.uk", "https://example.org/"])
def test_a_code_keeps_off_the_border_of_a_panel(layout: str, address: str) -> None:
    plan = CONTENT.replace("role: act", "role: plan").replace(PARAGRAPH, f"      - qr: {address}\n")
    assert judged(content=plan, over=layout) == ()


@pytest.mark.parametrize("address", ["https://example.org/", "https://example.org/?q=" + "a" * 80, "tel:112"])
@pytest.mark.parametrize("level", ["L", "H"])
def test_the_size_of_a_module(address: str, level: str) -> None:
    side = len(segno.make_qr(address, error=level, boost_error=False).matrix)
    cells = code_cells(address, level, 100.0, INK, Artifact.LAYOUT, None)  # type: ignore[arg-type]
    assert module_size(cells) == pytest.approx(100.0 / side)


def test_a_long_address_makes_squares_too_small() -> None:
    (found,) = judged(content=with_help(LONG), over="card-a6")
    assert (found.severity, found.rule) == (Severity.WARNING, "small-code")
    assert found.span
    assert (found.span.source.name, found.span.line) == ("text.yaml", 8)
    assert found.message == "the squares of this QR code are 0.30 mm wide"
    assert found.hint == "A shorter address makes fewer and larger ones; or let the code be 26.5 mm wide."
    assert found.related[0][0].source.name.endswith("card-a6.yaml")


@pytest.mark.parametrize(("size", "rules"), [(12.5, []), (12.4, ["small-code"])])
def test_half_a_millimetre_is_enough(size: float, rules: list[str]) -> None:
    """The code of this address has 25 squares a side."""
    found = judged(f"looks: {{qr: {{size: {size} mm}}}}", with_help(), "card-a6")
    assert [problem.rule for problem in found] == rules


def test_words_in_the_quiet_zone_are_an_error_at_the_look() -> None:
    (found,) = judged("looks: {colophon: {beside: {gap: 2 mm}}}", with_help())
    assert (found.severity, found.rule) == (Severity.ERROR, "quiet-zone")
    assert found.message == "something is printed within four squares (4.0 mm) of a QR code"
    assert place(found)[0] == "handout-a4.yaml"
    assert [words for _, words in found.related] == ["the code", "what stands too near"]


@pytest.mark.parametrize(
    "frame",
    [
        "border: {weight: 1 pt, ink: ink}",
        "fill: tint, pad: 2 mm",
        "border: {weight: 1 pt, ink: ink}, pad: 3.8 mm",
        "rule: {side: bottom, weight: 1 pt, ink: ink}",
    ],
)
def test_a_frame_or_an_edge_too_near(frame: str) -> None:
    changes = f"looks: {{qr: {{pad: 0 mm, {frame}}}, colophon: {{beside: {{gap: 20 mm}}}}}}".replace(
        "pad: 0 mm, fill: tint, pad", "fill: tint, pad"
    ).replace("pad: 0 mm, border: {weight: 1 pt, ink: ink}, pad", "border: {weight: 1 pt, ink: ink}, pad")
    assert [found.rule for found in judged(changes, with_help())] == ["quiet-zone"]


def test_a_ground_that_holds_the_quiet_zone_is_fine() -> None:
    changes = "looks: {qr: {fill: tint, pad: 4.5 mm}, colophon: {beside: {gap: 20 mm, widths: {qr: 34 mm}}}}"
    assert judged(changes, with_help()) == ()


def test_the_paper_must_not_end_in_the_quiet_zone() -> None:
    found = judged("page: {side: 1 mm}\nlooks: {signpost: {beside: {gap: 9 mm}}}", with_help(), "card-a6")
    assert [(problem.rule, problem.message) for problem in found if problem.rule == "quiet-zone"] == [
        ("quiet-zone", "the paper ends within four squares (2.6 mm) of a QR code")
    ]
