"""Text in boxes: what a break between its lines costs, and where its words and links stand in them."""

from __future__ import annotations

import pytest

from generator.diagnostics import EnvironmentProblem
from generator.story import Element, Fragment
from generator.structure import Artifact, StructureNode
from generator.typeset.items import Colour, LinkArea, Rule
from generator.typeset.vlist import Box, Penalty
from tests.support.galley import MM, built, galley, lines, of, place, runs, set_body, set_story, stack, story, text

# Costs that tell which of the three it is; a break costs the dearest of those that hold there.
INSIDE, ORPHAN, WIDOW = 2, 30, 400


def costs(count: int, breaks: str) -> list[float]:
    """What the breaks between the lines of a paragraph of so many lines cost."""
    flow, found = built(text("paragraph", lines(count)), changes=f"breaks: {breaks}")
    assert found == ()
    assert sum(isinstance(node, Box) for node in flow.nodes) == count
    assert all(isinstance(node, Penalty) for node in flow.nodes[1::2])
    return [node.cost for node in flow.nodes if isinstance(node, Penalty)]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, []),
        (2, [WIDOW]),
        (3, [ORPHAN, WIDOW]),
        (4, [ORPHAN, INSIDE, WIDOW]),
        (6, [ORPHAN, INSIDE, INSIDE, INSIDE, WIDOW]),
    ],
)
def test_a_break_after_the_first_line_leaves_an_orphan_and_one_before_the_last_a_widow(
    count: int, expected: list[float]
) -> None:
    assert costs(count, f"{{inside: {INSIDE}, orphan: {ORPHAN}, widow: {WIDOW}}}") == expected


def test_a_single_line_on_each_side_costs_what_the_dearer_of_both_does() -> None:
    assert costs(2, "{inside: 1, orphan: 50, widow: 30}") == [50]
    assert costs(2, "{inside: 1, orphan: 30, widow: 50}") == [50]


def test_no_break_costs_less_than_one_inside() -> None:
    assert costs(2, "{inside: 7, orphan: 1, widow: 2}") == [7]
    assert costs(4, "{inside: 7, orphan: 1, widow: 2}") == [7, 7, 7]


# Where words stand


def of_pieces(*pieces: tuple[str, bool]) -> Element:
    """A paragraph of pieces, each with an owner of its own; strong ones are bold."""
    fragments = tuple(Fragment(words, strong, StructureNode("Span")) for words, strong in pieces)
    return Element("paragraph", StructureNode("P"), place(), text=fragments)


def test_pieces_follow_each_other_on_one_baseline_each_with_its_face_and_owner() -> None:
    element = of_pieces(("Walk ", False), ("slowly", True), (" today.", False))
    plain, strong, rest = found = runs(galley(element))
    assert [run.owner for run in found] == [fragment.owner for fragment in element.text]
    assert {run.span for run in found} == {element.span}
    assert {(run.y, run.size) for run in found} == {(15 - 3.6, 12)}
    assert plain.face is rest.face
    assert strong.face is not plain.face
    assert (plain.x, strong.x) == (0, pytest.approx(plain.width + plain.face.space.width * 12))
    assert rest.x == pytest.approx(strong.x + strong.width + strong.face.space.width * 12)
    assert [run.trail for run in found] == [True, True, False]


def test_a_box_knows_where_its_text_is_written() -> None:
    element = text("paragraph", lines(3))
    flow, _ = built(element)
    assert [node.span for node in flow.nodes if isinstance(node, Box)] == [element.span] * 3


def test_lines_start_at_the_indent_of_a_mark() -> None:
    mark = "looks: {item: {mark: {shape: square, size: 3 pt, fill: ink, indent: 10 pt}}}"
    found = runs(galley(text("item", lines(3)), changes=mark))
    assert [run.x for run in found] == [10, 10, 10]
    ended = runs(galley(text("item", lines(3)), changes=mark.replace("{mark", "{align: end, mark")))
    assert [run.x + run.width for run in ended] == pytest.approx([90 * MM] * 3)
    assert min(run.x for run in ended) > 10


def test_a_style_of_bold_type_is_bold_and_strong_words_in_it_no_bolder() -> None:
    light, bold = runs(galley(of_pieces(("Walk ", False), ("slowly", True))))
    heavy = "text: {body: {weight: bold}}"
    assert {run.face for run in runs(galley(of_pieces(("Walk ", False), ("slowly", True)), changes=heavy))} == {
        bold.face
    }
    assert light.face is not bold.face


def test_the_style_says_what_a_single_last_word_costs_and_where_sentences_start() -> None:
    words = "Lean on a wall and push. One heel goes down to the floor and stays there for long."

    def set_(style: str, width: float) -> list[list[str]]:
        found = runs(galley(text("paragraph", words), changes=f"text: {{body: {{{style}}}}}", width=width))
        return [[word.text for word in run.words] for run in found]

    widths = [150.0 + step for step in range(0, 150, 5)]
    single = [sum(len(set_(f"runt: {runt}", width)[-1]) == 1 for width in widths) for runt in (0, 9)]
    assert single[0] > single[1]
    assert "One" in [line[0] for line in set_("break-at: sentence", 170)]
    assert "One" not in [line[0] for line in set_("break-at: null", 170)]


def test_the_ink_is_that_of_the_look() -> None:
    (run,) = runs(galley(text("paragraph", "x"), changes="looks: {paragraph: {ink: alarm}}"))
    assert run.ink == Colour(0x8F / 255, 0x12 / 255, 0x20 / 255)


def test_what_goes_on_in_the_next_element_keeps_its_space() -> None:
    """A screen reader must not run the last word and the next one together."""
    element = text("paragraph", lines(3))
    assert [run.trail for run in runs(galley(element))] == [True, True, False]
    assert [run.trail for run in runs(galley(element._replace(joins=True)))] == [True, True, True]
    apart = of_pieces(("Walk", False), ("ing", True))
    assert [run.trail for run in runs(galley(apart._replace(joins=True)))] == [False, True]


@pytest.mark.parametrize(
    ("mark", "centred"),
    [
        ("{shape: disc, size: 20 pt, fill: ink, indent: 30 pt, text: digit, text-ink: paper}", True),
        ("{shape: none, indent: 30 pt, text: digit}", False),
    ],
)
def test_a_number_stands_in_the_middle_of_its_mark_and_without_one_at_the_edge(mark: str, centred: bool) -> None:
    changes = f"looks: {{step: {{mark: {mark}}}}}\ntext: {{digit: {{like: strong, size: 14/15}}}}"
    element = stack("step", text("title", "Walk"), number="3 of")
    number, title = runs(galley(stack("steps", element), changes=changes))
    assert number.size == 14
    assert ([word.text for word in number.words], number.trail) == (["3", "of"], True)
    widths = [word.width * 14 for word in number.words]
    assert number.width == pytest.approx(sum(widths) + number.face.space.width * 14)
    assert number.x == pytest.approx(10 - number.width / 2 if centred else 0)
    # Half as high as its capitals below the middle of the first line's.
    middle = title.y - title.face.cap_height * title.size / 2
    assert number.y == pytest.approx(middle + number.face.cap_height * 14 / 2)
    assert element.number
    assert (number.owner, number.span) == (element.number.owner, element.span)
    assert number.ink == (Colour(1, 1, 1) if centred else title.ink)


def test_a_strong_number_is_bold() -> None:
    changes = "looks: {step: {mark: {shape: none, indent: 30 pt, text: digit}}}\ntext: {digit: {like: body}}"
    element = stack("step", text("title", "Walk"), number="3")
    assert element.number
    light, title = runs(galley(stack("steps", element), changes=changes))
    bold, _ = runs(
        galley(stack("steps", element._replace(number=element.number._replace(strong=True))), changes=changes)
    )
    assert light.face is title.face
    assert bold.face is not light.face


def test_a_number_and_its_unit_are_not_parted() -> None:
    words = "Run only " + "5 km " * 40
    plain = story(text("paragraph", words))
    for units in (frozenset[str](), frozenset(("km",))):
        pages = set_story(plain._replace(units=units)).pages
        assert pages
        starts = [run.words[0].text for run in runs(pages[0].items)]
        assert ("km" in starts) == (not units)


def test_a_font_that_is_missing_is_told_where_it_is_chosen() -> None:
    fonts = "fonts: {sans: {regular: /nowhere/none.ttf, bold: /nowhere/none.ttf}}"
    with pytest.raises(EnvironmentProblem, match=r"^test\.yaml:1:\d+: .*none\.ttf"):
        galley(text("paragraph", "x"), changes=fonts)


def test_what_was_found_in_a_text_is_told_in_each_state_and_the_rest_is_kept() -> None:
    """Boxes are kept from one state of the layout to the next, but not those of a text with a mistake."""
    sound, wrong = text("paragraph", "sound"), text("paragraph", "☐")
    giving = "page: {pages: 1}\nlooks: {list: {gap: 15 pt}}\ngive-way: [{note: closer, looks: {list: {gap: 0 pt}}}]"
    done = set_body(stack("list", *[sound] * 15, wrong), changes=giving)
    assert [(error.rule, error.span) for error in done.found] == [("missing-glyph", wrong.span)]


# Links


def test_a_link_is_as_high_as_its_type_and_its_line_stands_where_the_style_says() -> None:
    changes = "text: {body: {underline: {weight: 0.5 pt, below: 3 pt}}}"
    element = text("paragraph", "our page", link="https://example.org")
    items = galley(element, changes=changes)
    (run,), (area,), (line,) = runs(items), of(items, LinkArea), of(items, Rule)
    top, bottom = run.y - run.face.ascent * 12, run.y - run.face.descent * 12
    height = pytest.approx(bottom - top)
    assert area == LinkArea(run.x, top, run.width, height, "https://example.org", element.text[0].owner, element.span)
    assert bottom > run.y > top
    assert isinstance(line, Rule)
    assert line[:5] == (run.x, run.y + 3, run.x + run.width, run.y + 3, 0.5)
    assert (line.ink, line.owner, line.span) == (run.ink, Artifact.LAYOUT, element.span)


def test_a_link_in_a_style_without_underlines_can_still_be_opened() -> None:
    items = galley(text("paragraph", "our page", link="https://example.org"), changes="text: {body: {underline: null}}")
    assert len(of(items, LinkArea)) == 1
    assert of(items, Rule) == []


def test_words_beside_a_link_open_nothing() -> None:
    link = text("paragraph", "our page", link="https://example.org").text
    items = galley(of_pieces(("See ", False))._replace(text=(*of_pieces(("See ", False)).text, *link)))
    see, page = runs(items)
    (area,) = of(items, LinkArea)
    assert isinstance(area, LinkArea)
    assert (area.x, area.width) == (page.x, page.width)
    assert area.x > see.x + see.width


# What does not fit, and what no font has


def test_a_word_that_is_too_wide_is_shown_to_its_fortieth_letter() -> None:
    element = text("paragraph", "an " + "m" * 60)
    _, found = built(element)
    (error,) = found
    assert error.rule == "word-too-wide"
    assert error.message.startswith("a word of the paragraph is ")
    assert error.message.endswith(f" mm wider than its place: '{'m' * 40}'")
    assert (error.span, error.hint) == (
        element.span, "Use a shorter word, or let it break with a hyphen or a zero-width space (U+200B)."
    )  # fmt: skip


def test_a_word_over_two_pieces_that_is_too_wide_is_looked_for_in_each() -> None:
    _, found = built(of_pieces(("so " + "a" * 30, False), ("m" * 35 + " so", True)))
    assert [error.message.rpartition(": ")[2] for error in found] == [f"'{'m' * 35}'"]


LIMITED = "text: {limited: {like: body, size: [24/30, 12/15 x2]}}\nlooks: {title: {text: limited}}"


def test_a_text_of_too_many_lines_is_told_with_what_is_too_many() -> None:
    element = text("title", lines(4))
    _, found = built(element, changes=LIMITED)
    (error,) = found
    assert (error.rule, error.message) == ("text-too-long", "the title takes 4 lines where 2 fit, 10.6 mm too many")
    assert error.hint == "Make the text shorter; the layout sets no smaller type."
    ((_, words),) = error.related
    assert (error.span, words) == (element.span, "the layout")
    assert built(text("title", lines(2)), changes=LIMITED)[1] == ()


def test_a_larger_size_in_which_a_word_is_too_wide_gives_way() -> None:
    (run,) = runs(galley(text("title", "m" * 20), changes=LIMITED))
    assert run.size == 12


def test_a_style_of_one_size_takes_any_number_of_lines() -> None:
    assert len(runs(galley(text("paragraph", lines(9))))) == 9


def test_five_characters_without_a_glyph_are_named_and_the_rest_counted() -> None:
    element = text("paragraph", "☐☑☒→ x ☐←↑↓")
    _, found = built(element)
    (error,) = found
    named = "'☐' (U+2610), '☑' (U+2611), '☒' (U+2612), '→' (U+2192), '←' (U+2190)"
    assert (error.rule, error.message) == ("missing-glyph", f"the font 'sans' has no glyph for {named} and 2 more")
    assert error.hint == "Use other characters, or a font that has them for the whole document."
    ((chosen, words),) = error.related
    assert (error.span, words) == (element.span, "the font is chosen here")
    assert "font" in chosen.source.lines[chosen.line - 1]
    _, found = built(text("paragraph", "☐☑☒→←"))
    assert "more" not in found[0].message


def test_a_letter_that_no_font_has_is_told_in_each_text_that_has_it_written() -> None:
    """What is filled in from elsewhere stands in none of these places, and is told once."""
    _, found = built(text("paragraph", "☐"), text("paragraph", "☐"), text("paragraph", "☑"))
    assert [error.message[-10:] for error in found] == ["☐' (U+2610)"[-10:], "☑' (U+2611)"[-10:]]
