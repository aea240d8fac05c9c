"""Card sizes: a text that does not fit one is told by how much and on which face, and which sizes it does fit."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from generator import documents
from generator.diagnostics import Diagnostic, Severity
from generator.documents import DOES_NOT_FIT
from generator.source.files import shipped_names
from tests.support.desk import CHECKLIST, CONTENT, Desk
from tests.support.roundtrip import elements, tree_text
from tests.support.wording import FORMS

pytestmark = pytest.mark.slow

CARDS = tuple(name for name, form in FORMS.items() if form.card)
FACES = {name: ("panel 1", "panel 2", "panel 3", "panel 4") if "wallet" in name else ("the front", "the back")
         for name in CARDS}  # fmt: skip
HELP = CONTENT.replace("sources: {}", "sources: {}\nhelp: {address: https://example.org/, label: example.org}")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def with_tasks(*counts: int) -> str:
    """A content with groups of so many tasks of one line each."""
    groups = "".join(
        f"    - title: Group {number}\n      items: [{', '.join(['Walk a little.'] * count)}]\n"
        for number, count in enumerate(counts, 1)
    )
    return CONTENT.replace(CHECKLIST.partition("  groups:\n")[2], groups)


def with_sign(words: int) -> str:
    """A content with one warning sign of so many words."""
    return CONTENT.replace("short: Numb.", f"short: {' '.join(['numb'] * words)}.")


def error_of(desk: Desk, content: str, layout: str) -> Diagnostic:
    """The one error of a document; there may be warnings as well."""
    built = desk.build(content, layout)
    assert built.data is None
    (problem,) = [problem for problem in built.diagnostics if problem.severity is Severity.ERROR]
    return problem


def said_on(data: bytes, page: int) -> str:
    return " ".join(pypdf.PdfReader(io.BytesIO(data)).pages[page].extract_text().split())


def test_all_shipped_cards_are_tried() -> None:
    assert set(CARDS) == {name for name in shipped_names("layouts") if name.startswith("card-")}
    assert len(CARDS) == 5


@pytest.mark.parametrize("content", [with_tasks(4, 4, 4, 4, 4, 4, 4), with_tasks(7, 7, 7, 7), with_sign(180)])
@pytest.mark.parametrize("layout", CARDS)
def test_what_does_not_fit_is_told_in_millimetres_with_its_face(layout: str, content: str, desk: Desk) -> None:
    problem = error_of(desk, content, layout)
    assert problem.rule in ("too-long", "too-high")
    told = re.search(r"(the front|the back|panel \d)", problem.message)
    assert told
    assert told[1] in FACES[layout]
    assert re.search(r"\d+\.\d mm", problem.message)
    assert problem.span
    assert problem.span.source.name.endswith("text.yaml")
    assert problem.hint
    assert problem.hint.endswith("It fits none of the shipped cards.")


@pytest.mark.parametrize(
    ("counts", "fits", "named"),
    [
        ((7, 7, 6), {"card-3x5"}, "card-3x5"),
        ((5, 5, 5, 4), set(CARDS) - {"card-wallet"}, "card-3x5, card-a6, card-a7 and card-quarter-letter"),
    ],
)
@pytest.mark.parametrize("layout", CARDS)
def test_the_sizes_told_are_those_that_it_fits(
    layout: str, counts: tuple[int, ...], fits: set[str], named: str, desk: Desk
) -> None:
    if layout in fits:
        assert desk.data(with_tasks(*counts), layout)
    else:
        assert (error_of(desk, with_tasks(*counts), layout).hint or "").endswith(f" It fits {named}.")


def test_a_title_or_label_too_long_for_a_size_is_told_with_the_sizes_too(desk: Desk) -> None:
    title = "Sore calves after a long and hilly run with the whole of the club?"
    problem = error_of(desk, CONTENT.replace("Sore calves?", title), "card-a7")
    assert problem.rule == "text-too-long"
    assert problem.rule in DOES_NOT_FIT
    assert "It fits" in (problem.hint or "")


def test_other_errors_and_handouts_are_told_without_sizes(desk: Desk) -> None:
    long = CONTENT.replace("Lean on a wall", "Lean on a wall " * 900)
    assert "It fits" not in (error_of(desk, long, "handout-a4").hint or "")
    assert "It fits" not in (error_of(desk, CONTENT.replace("Numb.", "Numb \u2610."), "card-a7").hint or "")


def test_no_other_size_is_tried_for_a_text_that_fits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_with_sizes", None)
    assert desk.data(CONTENT, "card-a7")


# The folded card


def test_what_does_not_fit_under_the_title_leaves_the_front_to_it(desk: Desk) -> None:
    data = desk.data(with_tasks(7, 6), "card-wallet")
    assert [("Group 1" in said_on(data, page), "Group 2" in said_on(data, page)) for page in range(4)] == [
        (False, False), (True, False), (False, True), (False, False)]  # fmt: skip


@pytest.mark.parametrize("counts", [(1,), (3, 3), (3, 5, 5)])
def test_the_warning_signs_are_on_the_back_of_the_folded_card_however_short_its_text(
    counts: tuple[int, ...], desk: Desk
) -> None:
    data = desk.data(with_tasks(*counts), "card-wallet")
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 4
    assert said_on(data, 3).startswith("Stop and get help 999 now")
    assert not any("Stop and get help" in said_on(data, page) for page in range(3))


def test_the_folded_card_has_the_address_in_words_and_no_code(desk: Desk) -> None:
    folded, flat = (desk.data(HELP, layout) for layout in ("card-wallet", "card-a7"))
    assert [element.role for element in elements(folded)].count("Figure") == 0
    assert [element.role for element in elements(flat)].count("Figure") == 1
    assert "More help: example.org" in tree_text(folded)
    assert "scan" not in tree_text(folded)
    assert len(pypdf.PdfReader(io.BytesIO(folded)).pages[0].get("/Annots", [])) == 2  # the link, and the box to tick


def test_a_handout_may_leave_out_the_code_as_well(desk: Desk) -> None:
    text = tree_text(desk.data(HELP, "extends: handout-a4\nskip: {qr: Nobody here has a phone.}\n"))
    assert "More help: example.org" in text.split("\n")
    assert "scan" not in text


def test_what_stands_last_without_a_promise_stands_on_the_second_page(desk: Desk) -> None:
    data = desk.data(with_tasks(3, 5, 5), "extends: card-wallet\npage: {pages: null}\n")
    assert "Stop and get help" in said_on(data, 1)


def test_signs_too_high_for_the_back_are_told_there(desk: Desk) -> None:
    problem = error_of(desk, with_sign(90), "card-wallet")
    assert problem.rule == "too-high"
    assert re.fullmatch(r"this is \d+\.\d mm higher than panel 4 has room for", problem.message)


def test_a_card_is_folded_in_half_or_not_at_all(desk: Desk) -> None:
    problem = error_of(desk, CONTENT, "extends: card-wallet\nfold: thirds\n")
    assert problem.rule == "unknown-value"
