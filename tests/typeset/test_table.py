"""Tables on pages: widths of columns, rows that hold together, and the header on every page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.story import Element, Grid
from generator.structure import Artifact, StructureNode
from generator.typeset.items import GlyphRun, Item, LinkArea, Rule
from generator.typeset.table import Claim, column_widths, columns_of
from tests.support.galley import LINE, MM, Set, built, galley, line_of, lines, of, runs, set_body, stack, text, words_of

LOOKS = """
looks:
  section: {gap: 0 pt}
  table: {few: 2}
  header: {beside: {gap: 10 pt}}
  row: {beside: {gap: 10 pt}, rule: {side: bottom, weight: 1 pt, ink: ink}}
  cell: {pad: {top: 2 pt, bottom: 3 pt}}
  cell.number: {align: end}
"""


def cell(words: str, variant: str | None = None, link: str | None = None) -> Element:
    if not words:
        return Element("cell", (StructureNode("TD"),), None, variant)
    return text("cell", words, variant=variant, owner=StructureNode("TD"), link=link)


def row(*words: str, name: str = "row", variants: tuple[str | None, ...] = ()) -> Element:
    return stack(name, *(cell(each, variants[index] if variants else None) for index, each in enumerate(words)))


def table(*rows: Element, head: tuple[str, ...] = ("One", "Two"), caption: str = "") -> Element:
    above = (text("caption", caption),) if caption else ()
    return stack("table", *above, row(*head, name="header"), *rows)._replace(leaf=Grid())


def long_table(count: int, caption: str = "") -> Element:
    return table(*(row(f"r{number}", f"s{number}") for number in range(count)), caption=caption)


def x_of(items: tuple[Item, ...], word: str) -> float:
    return line_of(items, word).x


# Widths

claims = st.lists(
    st.tuples(st.floats(0, 80), st.floats(0, 400)).map(lambda pair: Claim(pair[0], sum(pair))), min_size=1, max_size=6
)


@given(claims, st.floats(10, 600), st.booleans())
def test_every_column_gets_what_it_needs_and_no_more_than_it_claims(
    wanted: list[Claim], width: float, stretch: bool
) -> None:
    widths = column_widths(wanted, width, stretch)
    least, most = sum(claim.least for claim in wanted), sum(claim.most for claim in wanted)
    hair = pytest.approx
    for got, claim in zip(widths, wanted, strict=True):
        assert got >= claim.least or got == hair(claim.least)
        if not stretch or most > width:
            assert got <= claim.most or got == hair(claim.most)
    if least > width:
        assert sum(widths) == hair(least)
    elif most > width or (stretch and most):
        assert sum(widths) == hair(width, abs=1e-6)
    else:
        assert sum(widths) == hair(most)


@given(claims, st.floats(10, 600))
def test_a_longer_text_gets_more_room(wanted: list[Claim], width: float) -> None:
    same = [Claim(10, claim.most + 10) for claim in wanted]
    widths = column_widths(same, width, False)
    order = sorted(range(len(same)), key=lambda index: same[index].most)
    assert [widths[index] for index in order] == pytest.approx(sorted(widths))


def test_a_column_is_as_wide_as_its_widest_cell() -> None:
    places, excess = columns_of([[Claim(5, 20), Claim(4, 30)], [Claim(9, 10), Claim(3, 40)]], 100, 10, False)
    assert places == ((0, 20), (30, 40))
    assert excess < 0


def test_words_that_do_not_fit_side_by_side_are_told() -> None:
    _, found = built(table(row("a" * 30, "b" * 30)), changes=LOOKS)
    (problem,) = found
    assert problem.rule == "table-too-wide"
    assert "mm" in problem.message


def test_cells_stand_in_columns() -> None:
    items = galley(table(row("a", "b"), row("cc", "dd")), changes=LOOKS)
    assert x_of(items, "One") == x_of(items, "a") == x_of(items, "cc") == 0
    assert x_of(items, "Two") == x_of(items, "b") == x_of(items, "dd")
    widest = max(line_of(items, word).width for word in ("One", "a", "cc"))
    assert x_of(items, "Two") == pytest.approx(widest + 10)


def test_a_stretched_table_is_as_wide_as_its_place_and_numbers_end_there() -> None:
    variants = (None, "number")
    head = row("One", "Two", name="header", variants=variants)
    made = stack("table", head, row("a", "7", variants=variants))._replace(leaf=Grid())
    items = galley(made, changes=LOOKS.replace("{few: 2}", "{stretch: true}"))
    for word in ("Two", "7"):
        run = line_of(items, word)
        assert run.x + run.width == pytest.approx(90 * MM)


def test_cells_wrap_in_their_column() -> None:
    items = galley(table(row("a", "long words " * 20)), changes=LOOKS)
    second = [run for run in runs(items) if "long" in [word.text for word in run.words]]
    assert len(second) > 2
    assert len({run.x for run in second}) == 1
    assert all(run.x + run.width <= 90 * MM + 0.01 for run in second)


# Rows


def test_cells_of_a_row_start_at_the_same_height_and_a_rule_is_under_the_highest() -> None:
    items = galley(table(row("a", "long words " * 20), row("b", "c")), changes=LOOKS)
    assert line_of(items, "a").y == min(run.y for run in runs(items) if "long" in [word.text for word in run.words])
    last = max(run.y for run in runs(items) if "long" in [word.text for word in run.words])
    rule = next(item for item in of(items, Rule) if isinstance(item, Rule) and item.y1 > last)
    assert last < rule.y1 < line_of(items, "b").y
    assert (rule.x1, rule.x2) == (0, pytest.approx(90 * MM))


def test_an_empty_cell_takes_its_place() -> None:
    items = galley(table(row("", "b"), row("c", "")), changes=LOOKS)
    assert x_of(items, "b") == x_of(items, "Two")
    assert x_of(items, "c") == 0
    assert line_of(items, "c").y - line_of(items, "b").y == pytest.approx(LINE + 5)


def test_rows_never_break() -> None:
    done = set_body(
        text("paragraph", lines(17)), table(row("a", lines(3, "x")), row("b", lines(4, "y"))), changes=LOOKS
    )
    assert done.pages
    for page in done.pages:
        words = words_of(page.items)
        assert sum(word[:3] in ("x00", "x01", "x02") for word in words) in (0, 3)
        assert sum(word[:1] == "y" for word in words) in (0, 4)
    assert len(done.pages) > 1


def test_a_row_higher_than_a_page_is_told() -> None:
    tall = row("a", lines(40))
    done = set_body(table(row("b", "c"), tall), changes=LOOKS)
    assert done.pages is None
    (problem,) = done.found
    assert problem.rule == "too-high"
    assert problem.span == tall.span


# Headers


def furniture(done: Set) -> list[list[str]]:
    """The words on each page that are artifacts of pagination."""
    assert done.pages, done.found
    return [
        [word.text for run in runs(page.items) if run.owner is Artifact.PAGINATION for word in run.words]
        for page in done.pages
    ]


def test_the_header_is_said_once_and_seen_on_every_page() -> None:
    done = set_body(long_table(40), changes=LOOKS)
    again = furniture(done)
    assert len(again) > 2
    assert again[0] == []
    assert all(words == ["One", "Two"] for words in again[1:])
    assert done.pages
    for page in done.pages:
        first = min(runs(page.items), key=lambda run: (run.y, run.x))
        assert [word.text for word in first.words] == ["One"]
        below = [run for run in runs(page.items) if run.words[0].text.startswith("r")]
        assert min(run.y for run in below) - first.y == pytest.approx(LINE + 5)
    said = [run for page in done.pages for run in runs(page.items) if run.owner is not Artifact.PAGINATION]
    assert len(said) == 2 + 80


def test_pages_are_full_and_nothing_is_lost() -> None:
    done = set_body(long_table(40), changes=LOOKS)
    assert done.pages
    rows = [[word for word in words_of(page.items) if word.startswith("r")] for page in done.pages]
    assert [len(page) for page in rows] == [14, 14, 12]  # of 300 points; a row takes 20, so does the header
    assert [word for page in rows for word in page] == [f"r{number}" for number in range(40)]


def test_a_header_is_never_left_alone() -> None:
    for filled in range(14, 20):
        done = set_body(text("paragraph", lines(filled)), long_table(3, "A caption"), changes=LOOKS)
        assert done.pages
        for page in done.pages:
            words = [
                word.text for run in runs(page.items) if run.owner is not Artifact.PAGINATION for word in run.words
            ]
            assert ("One" in words) == ("r0" in words) == ("caption" in words)


def test_one_row_is_not_left_alone_where_two_are_worth_more() -> None:
    told = text("paragraph", lines(17)), long_table(5)  # then there is room for a header and one row
    done = set_body(*told, changes=LOOKS)
    assert done.pages
    assert "r0" in words_of(done.pages[0].items)
    done = set_body(*told, changes=LOOKS.replace("few: 2", "few: 4"))
    assert done.pages
    assert "r0" not in words_of(done.pages[0].items)


def test_a_header_comes_again_in_a_column() -> None:
    two = LOOKS.replace("section: {gap: 0 pt}", "section: {columns: {number: 2, gutter: 5 mm}}")
    done = set_body(stack("section", long_table(30)), changes=two)
    assert done.pages
    assert sum(words == ["One", "Two"] * (len(words) // 2) for words in furniture(done)) == len(done.pages)
    assert sum(len(words) for words in furniture(done)) >= 2


def test_a_link_in_a_header_is_one_link() -> None:
    head = stack("header", cell("One", link="https://example.org"), cell("Two"))
    rows = [row(f"r{number}", "s") for number in range(40)]
    done = set_body(stack("table", head, *rows)._replace(leaf=Grid()), changes=LOOKS)
    assert done.pages
    assert len(done.pages) > 1
    assert sum(len(of(page.items, LinkArea)) for page in done.pages) == 1


def test_a_row_that_fits_a_page_only_without_the_header_is_told() -> None:
    done = set_body(table(row("b", "c"), row("a", lines(19))), changes=LOOKS)
    assert done.pages is None
    assert [problem.rule for problem in done.found] == ["too-high"]


def test_glyphs_are_where_their_row_is() -> None:
    """The rule under each row lies between its words and the next row's."""
    items = galley(long_table(5), changes=LOOKS)
    rules = sorted(rule.y1 for rule in of(items, Rule) if isinstance(rule, Rule))
    words = sorted({run.y for run in items if isinstance(run, GlyphRun)})
    assert len(rules) == 5
    assert all(word < rule for word, rule in zip(words[1:], rules, strict=True))
    assert all(rule < word for word, rule in zip(words[2:], rules, strict=False))
