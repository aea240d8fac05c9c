"""Type rules: sizes, lines and capitals, each broken by one change of a layout or a text."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from tests.support.desk import CONTENT
from tests.support.judged import judged, place

LONG = "Lean on a wall, push one heel down to the floor and hold it there while you breathe slowly. " * 6
RUNNING = CONTENT.replace("Lean on a wall and push one heel down.", LONG)


def with_paragraph(words: str) -> str:
    return CONTENT.replace("Lean on a wall and push one heel down.", words)


@pytest.mark.parametrize("layout", ["handout-a4", "handout-letter", "ledger-a4", "card-a6", "card-quarter-letter"])
def test_good_type_is_not_spoken_of(layout: str) -> None:
    assert judged(content=RUNNING, over=layout) == ()


# Sizes


@pytest.mark.parametrize("layout", ["handout-a4", "card-a6"])
def test_type_under_clear_print_is_a_warning_at_the_style_that_sets_it(layout: str) -> None:
    (found,) = judged("floor: {size: 5 pt}\ntext: {body: {size: 11/15}}", over=layout)
    assert (found.severity, found.rule, *place(found)) == (Severity.WARNING, "small-type", "test.yaml", "11/15")
    assert found.message == "'body': type of 11 pt with an x-height of 1.92 mm is below clear print (12 pt)"
    assert found.hint == "At least 12 pt, and 2 mm from a line up to the top of an x."


@pytest.mark.parametrize(("layout", "size"), [("card-a7", 9), ("card-3x5", 9.5), ("card-wallet", 8.75)])
def test_cards_below_clear_print_say_so(layout: str, size: float) -> None:
    (found,) = judged(over=layout)
    assert found.message.startswith(f"'body': type of {size} pt")
    assert found.message.endswith("is below clear print (12 pt)")


def test_small_type_is_told_once_at_the_smallest_with_its_first_text() -> None:
    (found,) = judged("floor: {size: 5 pt}\ntext: {strong: {size: 9/12}, heading: {size: 11/26.25}}")
    assert place(found)[1] == "9/12"
    (related,) = found.related
    assert related[0].source.name == "text.yaml"


@pytest.mark.parametrize(("size", "rule"), [(12, None), (8, "small-type"), (7.5, "unreadable-type")])
def test_where_the_floors_are(size: float, rule: str | None) -> None:
    """The x-height of 8 pt is 1.4 mm in the shipped sans."""
    found = judged(f"floor: {{size: 5 pt}}\ntext: {{strong: {{size: {size}/15}}}}")
    assert {problem.rule for problem in found} == ({rule} if rule else set())


def test_type_that_nobody_can_read_is_an_error() -> None:
    (found,) = judged("floor: {size: 5 pt}\ntext: {body: {size: 7/15}}")
    assert (found.severity, found.rule) == (Severity.ERROR, "unreadable-type")
    assert "'body': type of 7 pt with an x-height of 1.22 mm" in found.message


def test_a_size_that_nothing_is_printed_in_is_not_judged() -> None:
    assert judged("floor: {size: 5 pt}\ntext: {digit: {size: 7/15}}") == ()


# Lines


def test_lines_nearer_than_the_type_is_high() -> None:
    (found,) = judged("text: {body: {size: 12/11}}", RUNNING)
    assert (found.rule, *place(found)) == ("tight-lines", "test.yaml", "12/11")
    assert found.message == "'body': lines of 12 pt type are 11 pt apart"


def test_lines_as_near_as_the_type_is_high_may_be() -> None:
    assert judged("text: {body: {size: 12/12}}", RUNNING) == ()


def test_lines_across_the_whole_page_are_too_long() -> None:
    (found,) = judged("text: {body: {measure: 60}}", RUNNING)
    assert (found.severity, found.rule) == (Severity.WARNING, "line-length")
    assert place(found) == ("base.yaml", "12/15")
    assert "too long: 9" in found.message
    assert found.related[0][0].source.name == "text.yaml"


def test_lines_of_a_narrow_page_are_too_short_for_one_column() -> None:
    (found,) = judged("page: {side: 65 mm}", RUNNING)
    assert "too short" in found.message
    assert (found.hint or "").startswith("Between 45 and 75 in one column")


def test_columns_have_a_range_of_their_own() -> None:
    columns = "looks: {section.act: {columns: {number: 2, gutter: 6 mm}}}"
    two = RUNNING.replace("checklist:", f"      - paragraph: {LONG}\nchecklist:")
    assert judged(columns, two) == ()
    (found,) = judged(columns.replace("number: 2", "number: 5"), two)
    assert (found.rule, "too short" in found.message) == ("line-length", True)
    assert (found.hint or "").startswith("Between 25 and 75 in columns")


def test_a_label_may_be_narrow() -> None:
    """What fits on one good line is a label, or a caption, or a step: not running text."""
    assert judged("page: {side: 65 mm}", with_paragraph("Lean on a wall and push one heel down to the floor.")) == ()


def test_what_no_one_reads_as_running_text_has_no_range() -> None:
    """A heading and a row of a table are not judged."""
    table = "table: {columns: [Day, What], rows: [[Monday, 'Walk for a long time, " + "and walk again " * 8 + "']]}"
    content = CONTENT.replace("paragraph: Lean on a wall and push one heel down.", table)
    assert judged("page: {side: 60 mm}", content) == ()


# Capitals


def test_four_words_in_capitals() -> None:
    (found,) = judged(content=with_paragraph("Lean on it, but DO NOT PUSH TOO HARD."))
    assert (found.severity, found.rule, *place(found)) == (Severity.WARNING, "capitals", "text.yaml", "DO")
    assert found.message == "5 words in a row are in capitals"


def test_capitals_over_a_line_end_and_through_bold_type() -> None:
    padding = "and so on " * 6
    (found,) = judged(content=with_paragraph(f"{padding} DO NOT 999 PUSH **TOO** HARD"))
    assert found.message == "5 words in a row are in capitals"


@pytest.mark.parametrize(
    "words",
    [
        "[DO NOT](https://example.org/) PUSH HARD",
        "DO [NOT PUSH](https://example.org/) HARD",
        "[DO NOT](https://example.org/) [PUSH HARD](https://example.org/a)",
        "[DO NOT](https://example.org/) [PUSH](lang:fr) HARD",
    ],
)
def test_links_and_foreign_words_are_part_of_their_paragraph(words: str) -> None:
    (found,) = judged(content=with_paragraph(f'"{words}"'))
    assert found.message == "4 words in a row are in capitals"


@pytest.mark.parametrize(
    "words",
    ["Do NOT PUSH HARD.", "Ask the NHS, a GP or A&E", "Groups A B C D E F", "NHS GP and NHS GP", "12 34 56 78 90"],
)
def test_a_few_capitals_are_fine(words: str) -> None:
    assert judged(content=with_paragraph(words)) == ()


def test_two_paragraphs_are_no_row() -> None:
    content = with_paragraph("DO NOT").replace("checklist:", "      - paragraph: PUSH HARD\nchecklist:")
    assert judged(content=content) == ()


def test_a_size_is_shown_in_the_text_and_not_in_the_clubs_file() -> None:
    """The banner comes first on the page, and its first line is the club's name."""
    content = with_paragraph("Do **lean** on a wall.")
    (found,) = judged("floor: {size: 5 pt}\ntext: {strong: {size: 9/12}, club: {size: 9/12}}", content, club="Runners")
    (related,) = found.related
    assert related[0].source.name == "text.yaml"
