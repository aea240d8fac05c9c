"""A text is split into the sentences that a reader sees, bullets joined to their lead-in."""

from __future__ import annotations

import pytest

from generator.checks.occurrences import Occurrences
from generator.checks.prose import Sentence, sentences, split, words_of
from tests.support.desk import CHECKLIST, HEAD
from tests.support.texts import shipped_text, written


def of_section(blocks: str) -> list[tuple[str, str, int]]:
    """Kind, words and words of the lead-in of what a section says, without the message."""
    return [(each.kind, " ".join(each.words), each.lead) for each in sentences(written(blocks))[1:]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Walk. Then rest.", 2),
        ("Better? Walk! Then rest.", 3),
        ("Run 2.5 km. Stop.", 2),
        ("Add 1.5 km a week", 1),
        ("Eat well, e.g. Scottish oats.", 1),
        ("Wear warm things (e.g. a hat). Then go.", 2),
        ("See Dr. Smith. He is kind.", 2),
        ("See Dr. J. Smith on Monday.", 1),
        ("J. Smith wrote this.", 1),
        ("Take vitamin C. Eat well.", 2),
        ("Meet at 7 a.m. by the gate.", 1),
        ("Meet at 7 a.m. Bring water.", 2),
        ("Meet at 7 p.m. 20 people can come.", 1),
        ("Bring food, water, etc. Then walk.", 2),
        ("Wait for 10 min. and walk on.", 1),
        ("Wait for 10 min. Walk on.", 2),
        ("Run at most max. 5 km.", 1),
        ("Wait ... then go.", 1),
        ("Wait … then go.", 1),
        ("Wait ... Then go.", 2),
        ("Wait… Then go.", 2),
        ("“Is it sore?” she asked.", 1),
        ("“It is sore.” “Then rest.”", 2),
        ("It is sore (a lot). “Rest,” they say.", 2),
        ("Stop!! Rest?! Now...", 3),
        ("Call 999. Do not drive.", 2),
        ("2. Walk on.", 1),
        ("Look it up on nhs.uk/back-pain today.", 1),
        ("Coaches say: look ahead, shoulders down.", 1),
        ("no full stop", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    parts = split(text)
    assert len(parts) == count
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Worn-out shoes don't help", ("Worn-out", "shoes", "don't", "help")),
        ("Go to A&E, now – or don’t.", ("Go", "to", "A&E", "now", "or", "don’t")),
        ("2.5 km or 1,000 m", ("2.5", "km", "or", "1,000", "m")),
        ("and/or", ("and", "or")),
        ("5–10 times", ("5", "10", "times")),
        ("...", ()),
        ("in\u00adde\u00adpen\u00addent or/\u200bif", ("independent", "or", "if")),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_signs_complete_the_lead_in_of_their_tier() -> None:
    tiers = """
- tiers:
    - level: now
      lead: "Stop. Call {emergency.ambulance} if:"
      note: Do not drive.
      note-short: No driving.
      signs: [{text: you are numb, short: Numb.}, you cannot pee]
"""
    assert of_section(tiers) == [
        ("prose", "Stop", 0),
        ("note", "Call 999 if", 0),
        ("item", "Call 999 if you are numb", 3),
        ("item", "Call 999 if you cannot pee", 3),
        ("prose", "Do not drive", 0),
        ("note", "No driving", 0),
        ("note", "Numb", 0),
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        "- paragraph: 'Pack well. You need:'\n- list: [a watch, five pins. Bring spares.]",
        "- points: [{title: Pack, text: 'Pack well. You need:', list: [a watch, five pins. Bring spares.]}]",
    ],
)
def test_bullets_complete_a_text_that_ends_with_a_colon(blocks: str) -> None:
    assert of_section(blocks) == [
        ("prose", "Pack well", 0),
        ("note", "You need", 0),
        ("item", "You need a watch", 2),
        ("item", "You need five pins", 2),
        ("item", "Bring spares", 0),
    ]


def test_bullets_without_a_lead_in_are_sentences_if_they_end_like_one() -> None:
    blocks = "- paragraph: Pack well.\n- list: [A watch, Do not forget your pins.]\n- paragraph: 'At the end:'"
    assert of_section(blocks) == [
        ("prose", "Pack well", 0),
        ("note", "A watch", 0),
        ("item", "Do not forget your pins", 0),
        ("prose", "At the end", 0),
    ]


def test_tasks_are_notes_and_titles_are_no_sentences() -> None:
    blocks = """
- steps: [{title: Walk, text: Walk for an hour.}]
- callout: {title: Pull, text: Stop at once.}
- checklist: {groups: [{title: To pack, items: [A bottle.]}]}
- fill-in: ["Next walk:"]
- table: {columns: [Day, Do], rows: [[Monday, Walk.]], caption: The week.}
- figure: {drawing: a.svg, alt: A leg., caption: A stretch.}
- qr: https://example.org
"""
    assert of_section(blocks) == [
        ("prose", "Walk for an hour", 0),
        ("prose", "Stop at once", 0),
        ("note", "A bottle", 0),
    ]


def test_message_first_and_card_last() -> None:
    found = sentences(written("- paragraph: Walk on.", HEAD + CHECKLIST + "notice: General advice.\n"))
    assert [(each.kind, " ".join(each.words)) for each in found] == [
        ("prose", "Five minutes are enough"),
        ("prose", "Walk on"),
        ("prose", "General advice"),
        ("note", "Walk for 5 minutes"),
    ]


def test_a_section_in_another_language_is_left_out() -> None:
    text = written("- paragraph: Marchez.")
    section = text.content.sections[0]
    foreign = section._replace(language=text.content.slug._replace(value="fr"))
    british = section._replace(language=text.content.slug._replace(value="en-GB"))
    both = text._replace(content=text.content._replace(sections=(foreign, british)))
    assert [each.text for each in sentences(both)] == ["Five minutes are enough.", "Marchez."]


def test_a_lead_in_without_a_value_is_no_reason_to_stop() -> None:
    blocks = "- tiers: [{level: now, lead: '{advice.number}', signs: [you are numb]}]"
    assert [each.words for each in sentences(written(blocks, locale="en-US"))[1:]] == [("you", "are", "numb")]


@pytest.mark.parametrize(
    ("start", "shown"),
    [("Stop if", "Stop if the"), ("Then roll", "Then roll them"), ("Do each", "Do each 5")],
)
def test_a_sentence_stands_where_its_first_words_stand(start: str, shown: str) -> None:
    sentence = next(each for each in sentences(shipped_text("sore-back")) if each.text.startswith(start))
    place = sentence.place
    line = place.source.lines[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Then we run on. Rest. Then we run far.",
        "Then **we** run on. Then **we** run far.",
        "[Then](https://then.example/then) we. {club.name}. Then we.",
        "Then, and then. Then we go. Then we go.",
    ],
)
def test_sentences_that_begin_alike_have_places_of_their_own(text: str) -> None:
    said = [each for each in sentences(written(f"- paragraph: '{text}'"))[1:] if each.text.lower().startswith("then")]
    assert len(said) >= 2
    for each in said:
        place = each.place
        seen = place.source.lines[place.line - 1][place.column - 1 :].replace("**", "")
        assert seen.startswith((each.text[:7], "Then](")), seen
    assert len({each.place for each in said}) == len(said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Say [Bonne route](lang:fr) to them.", [("Say", "to", "them")]),
        ("Say [Bonne route.](lang:fr) Then go.", [("Say",), ("Then", "go")]),
        ("Say [**Bonne** route](lang:fr)", [("Say",)]),
        ("[Bonne route!](lang:fr)", []),
        ("Say [good day](lang:en-US) to them.", [("Say", "good", "day", "to", "them")]),
    ],
)
def test_words_in_another_language_are_not_read(text: str, words: list[tuple[str, ...]]) -> None:
    assert [each.words for each in sentences(written(f"- paragraph: '{text}'"))[1:]] == words


def test_words_of_its_own() -> None:
    whole = Occurrences("", written("- paragraph: A.").content.span)
    assert Sentence("", ("a",) * 12, whole, 0, "item", 7).own == 5
    assert Sentence("", ("a",) * 12, whole, 0, "prose").own == 12
