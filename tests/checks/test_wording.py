"""Promises, hard words and typed emergency numbers are found wherever an author writes, and told at the word."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import FAMILIES
from generator.checks.catalogue import RULES
from generator.checks.measure import measure
from generator.checks.reading import check_reading
from generator.checks.wording import check_wording
from generator.diagnostics import Severity, Source
from generator.model.locale import WordList
from tests.support.desk import HEAD, Desk
from tests.support.galley import shipped
from tests.support.texts import found, seen, shipped_text, written


def rules(blocks: str, head: str = HEAD, locale: str = "en-GB") -> list[str]:
    return [problem.rule for problem in found(check_wording, written(blocks, head, locale))]


def in_paragraph(text: str, locale: str = "en-GB") -> list[str]:
    return rules(f"- paragraph: >-\n    {text}", locale=locale)


@pytest.mark.parametrize("name", ["sore-back", "race-day"])
def test_shipped_texts_are_well_worded(name: str) -> None:
    assert found(check_wording, shipped_text(name)) == ()


# Promises


@pytest.mark.parametrize(
    "text",
    [
        "This cures backs.",
        "It is a cure.",
        "A miracle!",
        "We guarantee it.",
        "We guaranteed it.",
        "It always works for us.",
        "Heat is 100% safe.",
        "Risk-free and painless.",
        "No pain? It cures that.",
        "CURE",
    ],
)
def test_promises_are_told(text: str) -> None:
    assert set(in_paragraph(text)) == {"promise"}


@pytest.mark.parametrize(
    "text",
    [
        "There is no cure.",
        "It is not a real cure.",
        "We do not guarantee it.",
        "We don’t guarantee it.",
        "It won't cure you.",
        "A secure place.",
        "It may help for a short time.",
        "Walk without fear.",
    ],
)
def test_what_denies_a_promise_is_none(text: str) -> None:
    assert in_paragraph(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No cure.", False),
        ("No one here can cure it.", False),  # the fourth word before it takes it back
        ("No one here can now cure it.", True),
        ("Not now. Cure it.", True),
        ("Not now; cure it.", True),
        ("Cure it? No.", True),
    ],
)
def test_a_denial_reaches_four_words_far_in_its_sentence(text: str, told: bool) -> None:
    assert in_paragraph(text) == ["promise"] * told


def test_a_promise_is_told_at_its_word() -> None:
    text = written("- paragraph: >-\n    There is no cure for cramp.\n    This is a cure.")
    (problem,) = found(check_wording, text)
    assert (problem.rule, problem.severity) == ("promise", Severity.WARNING)
    assert problem.message == "'cure' promises too much"
    assert seen(problem) == "cure"
    assert problem.span
    assert "This is a" in problem.span.source.lines[problem.span.line - 1]


# Plainer words


def test_a_hard_word_is_told_with_a_plain_one() -> None:
    (problem,) = found(check_wording, written("- paragraph: Slumbar and your lumbar spine."))
    assert (problem.rule, problem.severity) == ("plainer-word", Severity.WARNING)
    assert problem.message == "'lumbar': try 'lower back'"
    assert seen(problem) == "lumbar"
    assert problem.span
    assert problem.span.source.lines[problem.span.line - 1][problem.span.column - 2] == " "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Utilise it.", "Utilise"),
        ("She utilises it.", "utilises"),
        ("We commenced.", "commenced"),
        ("Commencing now.", "Commencing"),
        ("Do it in order to rest.", "in order to"),
        ("An adverse effect of pills.", "adverse effect"),
        ("Walk prior to lunch.", "prior to"),
        ("Numerous runs.", "Numerous"),
    ],
)
def test_forms_and_phrases(text: str, told: str) -> None:
    (problem,) = found(check_wording, written(f"- paragraph: {text}"))
    assert problem.message.startswith(f"'{told}': try '")
    assert seen(problem) == told


def test_a_phrase_over_two_lines_is_told_at_its_first_word() -> None:
    (problem,) = found(check_wording, written("- paragraph: >-\n    Walk a lot in order\n    to rest."))
    assert problem.message == "'in order to': try 'to'"
    assert seen(problem) == "in"


@pytest.mark.parametrize(
    "blocks",
    [
        "- list: [lumbar]",
        "- list: ['see [lumbar](https://a.example)']",
        "- steps: [{title: lumbar}]",
        "- points: [{title: lumbar, text: Rest.}]",
        "- tiers: [{level: now, lead: 'If:', signs: [{text: lumbar pain, short: Pain.}]}]",
        "- tiers: [{level: now, lead: 'If:', signs: [pain], note-short: lumbar}]",
        "- tiers: [{level: now, lead: 'If:', signs: [pain], call: lumbar, when: now}]",
        "- callout: {title: lumbar, text: Rest.}",
        "- checklist: {groups: [{title: lumbar, items: [Rest.]}]}",
        "- fill-in: ['lumbar:']",
        "- table: {columns: [A], rows: [[lumbar]]}",
        "- table: {columns: [lumbar], rows: [[a]]}",
        "- table: {columns: [a], rows: [[a]], caption: lumbar}",
        "- figure: {drawing: a.svg, alt: lumbar}",
        "- qr: {address: 'https://a.example', label: lumbar}",
    ],
)
def test_every_text_is_looked_at(blocks: str) -> None:
    assert rules(blocks) == ["plainer-word"]
    assert rules(blocks.replace("lumbar", "999")) == ["typed-emergency-number"]


@pytest.mark.parametrize(
    "line",
    [
        "subtitle: {}\n",
        "notice: {}\n",
        "author: {}\n",
        "further-reading: [{{title: A book, note: {}}}]\n",
        "checklist: {{title: {}, groups: [{{title: Now, items: [Rest.]}}]}}\n",
        "checklist: {{title: Now, warnings-title: {}, groups: [{{title: Now, items: [Rest.]}}]}}\n",
        "help: {{address: 'https://a.example', label: {}}}\n",
    ],
)
def test_every_line_of_the_head_is_looked_at(line: str) -> None:
    assert rules("- paragraph: Rest.", HEAD + line.format("lumbar")) == ["plainer-word"]
    assert rules("- paragraph: Rest.", HEAD + line.format("'999'")) == ["typed-emergency-number"]


def test_titles_of_publications_are_not_judged() -> None:
    source = "{title: Lumbar 999, publisher: P, address: 'https://a.example', read: 2026-11-05, short: Lumbar 999}"
    head = HEAD.replace("sources: {}", f"sources: {{a: {source}}}\nmessage-sources: [a]")
    assert rules("- sources: all", head + "further-reading: [{title: Lumbar 999}]\n") == []


def test_what_is_in_another_language_is_not_judged_but_for_numbers() -> None:
    text = written("- paragraph: Rest 999 [numerous](lang:fr).")
    assert [problem.rule for problem in found(check_wording, text)] == ["typed-emergency-number"]
    (section,) = text.content.sections
    french = text.content.slug._replace(value="fr")
    hard = written("- paragraph: Numerous 999 cures.").content.sections[0]._replace(language=french, id=section.id)
    both = text._replace(content=text.content._replace(sections=(hard,)))
    assert [problem.rule for problem in found(check_wording, both)] == ["typed-emergency-number"]


@pytest.mark.slow
@pytest.mark.parametrize("word", ["cure ", "numerous ", "999 ", "e.g. ", "!", ". ", "a" * 50, "Communication. ", "112"])
def test_a_huge_text_takes_no_more_than_its_time(word: str) -> None:
    """A square of its length would take minutes; the suite's own time limit is what fails."""
    text = written(f'- paragraph: "{word * 20_000}a"')
    found(check_wording, text)
    found(lambda text, report: check_reading(text, measure(text), report), text)


def test_without_a_list_only_the_numbers_of_the_locale_are_known() -> None:
    text = written("- paragraph: This cures. Utilise 911, or call 999.")._replace(words=None)
    (problem,) = found(check_wording, text)
    assert problem.message.startswith("'999' is typed here")


@pytest.mark.parametrize("word", ["guaranteed", "commencing"])
def test_a_text_is_read_once_for_all_spellings_of_a_word(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spellings = [
        "".join(letter.upper() if number >> place & 1 else letter for place, letter in enumerate(word))
        for number in range(2 ** len(word))
    ]
    text = written("- paragraph: >-\n" + f"    {' and '.join(spellings)}\n" * 20)
    read: list[Source] = []
    lines = Source.lines.fget
    assert lines
    monkeypatch.setattr(Source, "lines", property(lambda source: read.append(source) or lines(source)))
    problems = found(check_wording, text)
    assert 0 < len(read) < 20
    assert {seen(problem).lower() for problem in problems} == {word}
    assert len({problem.span for problem in problems}) == 20 * len(spellings)


def test_each_spelling_of_a_word_is_told_at_its_own_place() -> None:
    problems = found(check_wording, written("- paragraph: A cure. A CURE. A [cure](https://cure.example/cure). Cure!"))
    assert [seen(problem) for problem in problems] == ["cure", "CURE", "cure", "Cure"]
    assert len({problem.span for problem in problems}) == 4


# Emergency numbers


def test_a_locale_without_numbers_forbids_none() -> None:
    """A pattern of no numbers matches between any two letters."""
    text = written("- paragraph: Call 999, or 112. That is all.")
    local = text.locale
    advice = local.advice._replace(number=None)
    ambulance = local.emergency.ambulance._replace(value="the doctor")
    bare = text._replace(
        words=None, locale=local._replace(advice=advice, emergency=local.emergency._replace(ambulance=ambulance))
    )
    assert found(check_wording, bare) == ()
    assert text.words
    listed = text.words._replace(emergency_numbers=("", "none", "112"))
    problems = found(check_wording, bare._replace(words=listed))
    assert [seen(problem) for problem in problems] == ["112"]


@pytest.mark.parametrize(
    "text",
    ["Call 999.", "Call **999**.", "(999)", "Call 112!", "999: now", "Dial 9 9 9 now", "Dial 9-9-9", "911, now",
     "999 24 hours a day", "Call [us](tel:999)", "Call [us](tel:112) now", "111 or a doctor", "Ring 999 if 5 km off"],
)  # fmt: skip
def test_typed_numbers_are_errors(text: str) -> None:
    problems = found(check_wording, written(f"- paragraph: >-\n    {text}"))
    assert [(problem.rule, problem.severity) for problem in problems] == [("typed-emergency-number", Severity.ERROR)]


@pytest.mark.parametrize(
    "text",
    ["Call {emergency.ambulance} or {advice.number}.", "A race of 112 km.", "Wait 111 minutes.", "A 112-mile race.",
     "It has 1,112 steps.", "At 1:11 or 11:12.", "Costs £111.", "Costs 112 €.", "From 100-112 or 999–1001.",
     "Call 0161 496 0999.", "Call 020 7946 0111.", "1999 or 9990", "112.5 is fine", "112% of it", "the 112th race",
     "In 1999 we ran.", "Call [us]({club.web}) now."],
)  # fmt: skip
def test_other_numbers_are_not(text: str) -> None:
    assert in_paragraph(text) == []


@pytest.mark.parametrize(
    ("locale", "number", "hint"),
    [
        ("en-GB", "999", "Write {emergency.ambulance}."),
        ("en-GB", "111", "Write {advice.number}."),
        ("en-GB", "911", "Write {emergency.ambulance} or {advice.number}."),
        ("en-NZ", "111", "Write {emergency.ambulance}."),
        ("en-NZ", "0800 611 116", "Write {advice.number}."),
        ("en-NZ", "0800611116", "Write {advice.number}."),
        ("en-IE", "112", "Write {emergency.ambulance}."),
        ("en-IE", "999", "Write {emergency.ambulance}."),
    ],
)
def test_the_hint_names_the_variable(locale: str, number: str, hint: str) -> None:
    (problem,) = found(check_wording, written(f"- paragraph: Call {number} now.", locale=locale))
    assert problem.message == f"'{number}' is typed here, but an emergency number comes from the locale"
    assert problem.hint
    assert problem.hint.startswith(hint)
    assert seen(problem) == number


def test_a_number_is_told_where_it_is_one() -> None:
    (problem,) = found(check_wording, written("- paragraph: >-\n    In 1999, or after 999 km,\n    call 999 now."))
    assert seen(problem) == "999"
    assert problem.span
    assert "call 999 now" in problem.span.source.lines[problem.span.line - 1]


def test_columns_of_numbers_may_count_to_anything() -> None:
    table = "- table: {{columns: [Who, {{title: Beats, number: {}}}], rows: [[Ann, '112']]}}"
    assert rules(table.format("true")) == []
    assert rules(table.format("false")) == ["typed-emergency-number"]


def test_an_address_that_calls_is_looked_at() -> None:
    assert rules("- qr: 'tel:999'") == ["typed-emergency-number"]
    assert rules("- table: {columns: [A], rows: [['[call](TEL:999)']]}") == ["typed-emergency-number"]
    assert rules("- qr: 'tel:+441614960000'") == []


@pytest.mark.parametrize(
    "said", ["999/112", "112/999", "911/999/112", "999-111", "999:112", "999,112", "999 112", "999 / 112", "999; 111"]
)
def test_several_numbers_in_a_row_are_no_range(said: str) -> None:
    assert rules(f"- paragraph: 'Call {said} now.'") == ["typed-emergency-number"]


@pytest.mark.parametrize("said", ["1999/112", "999-1000", "0999 112 345", "£999/112"])
def test_longer_numbers_and_ranges_are_none(said: str) -> None:
    assert rules(f"- paragraph: 'It was {said} then.'") == []


@pytest.mark.parametrize("line", ["contact: in an emergency ring 112", "meets: ring 999", "name: Club 999"])
def test_a_club_has_no_emergency_number_of_its_own(line: str, tmp_path: Path) -> None:
    club = line + "\n" if line.startswith("name") else f"name: Riverside Runners\n{line}\n"
    problem = Desk(tmp_path).problem(club=club)
    assert problem.rule == "typed-emergency-number"
    assert problem.span
    assert problem.span.source.name.endswith("club.yaml")


def test_numbers_cannot_be_quietened_and_words_can() -> None:
    assert {rule: RULES[rule].can_be_suppressed for family in FAMILIES if family.club for rule in family.rules} == {
        "promise": False,
        "plainer-word": True,
        "typed-emergency-number": False,
    }


# The shipped list


def test_shipped_words_are_consistent() -> None:
    words = shipped("en", WordList, "content/words")
    assert isinstance(words, WordList)
    hard = set(words.plainer)
    assert len(hard) >= 80
    assert hard == {word.lower() for word in hard}
    assert hard & {*words.known, *words.promises} == set()
    for plain in words.plainer.values():
        assert found(check_wording, written(f"- paragraph: {plain}")) == (), plain
    for promise in words.promises:
        assert in_paragraph(f"It is {promise} here.") == ["promise"], promise
    for number in words.emergency_numbers:
        assert in_paragraph(f"Call {number} now.") == ["typed-emergency-number"]
