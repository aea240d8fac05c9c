"""Judges how hard a text is to read: its grade, its sentences, its lists and its one message.

The formulas are for English; other languages are not measured. The grade and SMOG weigh sentences in which bullets are
joined to their lead-in (`prose.py`). SMOG is only held against its limit from 30 sentences on: it was made for 30, and
below that a single long word moves it by a grade. The other two mean something of fewer sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from math import sqrt

from generator.checks.prose import Sentence, own_words, sentences, split, words_of
from generator.checks.rule import Report, Rule
from generator.checks.subject import Text
from generator.checks.syllables import syllables
from generator.diagnostics import Span
from generator.model.blocks import Passage, Sign, Step
from generator.model.content import Content
from generator.record import NamedTuple

MAX_GRADE = 6.0
MAX_SMOG = 8.0
MAX_WORDS = 20
MAX_MEAN = 14.0
MAX_ITEMS = 7
MAX_MESSAGE = (3, 35)  # sentences, words
ENOUGH = {"mean": 5, "grade": 10, "smog": 30}  # sentences
LONG = 3  # syllables

GRADE = Rule(
    "reading-grade",
    "The Flesch-Kincaid grade of 10 sentences or more is at most 6, so that most adults can read them with ease.",
    "American Medical Association and NIH: sixth grade for patients; NHS: a reading age of 9 to 11",
)
SMOG = Rule(
    "smog-grade",
    "The SMOG grade of 30 sentences or more is at most 8: it counts long words, which the other formula can miss.",
    "McLaughlin 1969; NIH: sixth to eighth grade",
)
LONG_SENTENCE = Rule(
    "long-sentence",
    "A sentence has 20 words at most; a lead-in and each of its bullets count by themselves.",
    "House rule, stricter than the 25 words of the GOV.UK style guide",
)
MEAN_SENTENCE = Rule(
    "mean-sentence",
    "Five sentences or more have 14 words at most on average, bullets with their lead-in.",
    "House rule, after plainlanguage.gov: write short sentences",
)
LONG_LIST = Rule(
    "long-list",
    "A list has 7 items at most in a row, because nobody keeps more in mind.",
    "CDC Clear Communication Index, item 8",
)
MAIN_MESSAGE = Rule(
    "main-message",
    "The one main message has three sentences and 35 words at most.",
    "CDC Clear Communication Index, item 1",
)
RULES = (GRADE, SMOG, LONG_SENTENCE, MEAN_SENTENCE, LONG_LIST, MAIN_MESSAGE)


class Reading(NamedTuple):
    """How hard a text is to read. `words` counts a lead-in once; `mean` and `grade` count it with each bullet."""

    words: int
    sentences: int
    mean: float  # words a sentence
    longest: int  # words read in one go
    grade: float  # Flesch-Kincaid
    smog: float


def grade_of(words: int, sentences: int, syllables: int) -> float:
    """The Flesch-Kincaid grade level (Kincaid and others, 1975)."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog_of(long_words: int, sentences: int) -> float:
    """The SMOG grade (McLaughlin 1969, the precise formula); `long_words` have three syllables or more."""
    return 1.0430 * sqrt(long_words * 30 / sentences) + 3.1291


def measure(text: Text) -> Reading | None:
    """How hard the text is to read; None if it is not English, or has no sentences to measure."""
    return _Measured(text, sentences(text)).reading if is_english(text.content) else None


def is_english(content: Content) -> bool:
    """Whether the formulas are made for the content's language."""
    return content.language.value.partition("-")[0].lower() == "en"


def check_reading(text: Text, report: Report) -> Reading | None:
    """Judge how hard the text is to read, and return it as `measure` does. Lists are counted in every language."""
    _check_lists(text.content, report)
    if not is_english(text.content):
        return None
    found = sentences(text)
    _check_message(text, report)
    for sentence in found:
        if sentence.own > MAX_WORDS:
            message = f"this sentence has {sentence.own} words, more than {MAX_WORDS}"
            report(LONG_SENTENCE, message, sentence.place, "Make two of it, or a list.")
    measured = _Measured(text, found)
    reading = measured.reading
    if reading is None:
        return None
    judged = {name for name, least in ENOUGH.items() if reading.sentences >= least}
    span = text.content.title.span
    if "grade" in judged and reading.grade > MAX_GRADE:
        message = f"the text is for grade {reading.grade:.1f} (Flesch-Kincaid), above {MAX_GRADE:.0f}"
        hint = "Shorten sentences and words; the hardest three are shown."
        report(GRADE, message, span, hint, measured.hardest())
    if "smog" in judged and reading.smog > MAX_SMOG:
        message = f"the text is for grade {reading.smog:.1f} (SMOG), above {MAX_SMOG:.0f}"
        hint = f"Find shorter words for: {', '.join(measured.longest_words(7))}."
        report(SMOG, message, span, hint, measured.hardest())
    if "mean" in judged and reading.mean > MAX_MEAN:
        message = f"a sentence has {reading.mean:.1f} words on average, more than {MAX_MEAN:.0f}"
        report(MEAN_SENTENCE, message, span, "Make two sentences of a long one.", measured.hardest())
    return reading


class _Measured:
    """The sentences that count, and the syllables of their words."""

    def __init__(self, text: Text, found: tuple[Sentence, ...]) -> None:
        self.known = _known(text.words.known if text.words else ())
        self.sentences = [sentence for sentence in found if sentence.kind != "note"]
        words = {word for sentence in self.sentences for word in sentence.words}
        self.syllables = {word: syllables(word) for word in words}
        self.long = {word for word, count in self.syllables.items() if count >= LONG and self.is_hard(word)}
        self.reading = self._reading()

    def is_hard(self, word: str) -> bool:
        """Whether a long word counts as one: not if readers know it, or if it is a number that is spoken as several."""
        plain = word.lower().replace("’", "'").removesuffix("'s")
        if plain in self.known or plain.removesuffix("s") in self.known:
            return False
        return not (word[0].isdigit() and len(word) > 2)

    def _reading(self) -> Reading | None:
        count = len(self.sentences)
        joined = sum(len(sentence.words) for sentence in self.sentences)
        if not joined:
            return None
        spoken = sum(self.syllables[word] for sentence in self.sentences for word in sentence.words)
        long_words = sum(word in self.long for sentence in self.sentences for word in sentence.words)
        return Reading(
            sum(sentence.own for sentence in self.sentences) + self._leads(),
            count,
            joined / count,
            max(max(sentence.own, sentence.lead) for sentence in self.sentences),
            grade_of(joined, count, spoken),
            smog_of(long_words, count),
        )

    def _leads(self) -> int:
        """The words of lead-ins, each counted once for all the bullets that follow it."""
        before: tuple[str, ...] = ()
        total = 0
        for sentence in self.sentences:
            lead = sentence.words[: sentence.lead]
            total += len(lead) if lead != before else 0
            before = lead
        return total

    def hardest(self) -> tuple[tuple[Span, str], ...]:
        """The three sentences with the most words, a long word weighing as four, for a diagnostic."""
        weighed = [(len(each.words), sum(word in self.long for word in each.words), each) for each in self.sentences]
        weighed.sort(key=lambda each: each[0] + 3 * each[1], reverse=True)
        return tuple((each.place, f"{count} words, {long} of them long") for count, long, each in weighed[:3])

    def longest_words(self, count: int) -> list[str]:
        """Long words, the most frequent first, then the longest."""
        used = Counter(word for sentence in self.sentences for word in sentence.words)
        return sorted(self.long, key=lambda word: (-used[word], -self.syllables[word], word))[:count]


def _known(words: Collection[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _check_message(text: Text, report: Report) -> None:
    message = own_words(text, text.content.message)
    count, words = len(split(message)), len(words_of(message))
    most, most_words = MAX_MESSAGE
    if count > most or words > most_words:
        told = f"the main message has {count} sentence{'s' if count != 1 else ''} and {words} words"
        hint = f"Say one thing in {most} sentences and {most_words} words at most."
        report(MAIN_MESSAGE, told, text.content.message.span, hint)


def _check_lists(content: Content, report: Report) -> None:
    for name, before, items in _lists(content):
        count = before + len(items)
        if items and count > MAX_ITEMS:
            message = f"{count} {name} in a row are more than {MAX_ITEMS}"
            hint = "Make two lists of them, each under a heading of its own, or leave some out."
            report(LONG_LIST, message, items[max(0, MAX_ITEMS - before)].span, hint)


def _lists(content: Content) -> Iterator[tuple[str, int, tuple[Passage | Step | Sign, ...]]]:
    """Every row of bullets, steps, signs and tasks, with how many bullets stand right before it."""
    for section in content.sections:
        row = 0  # lists that follow each other look like one
        for block in section.blocks:
            if block.list_ is not None:
                yield "items", row, block.list_
            row = row + len(block.list_) if block.list_ is not None else 0
            if block.steps is not None:
                yield "steps", 0, block.steps
            for point in block.points or ():
                yield "items", 0, point.list_
            for tier in block.tiers or ():
                yield "signs", 0, tier.signs
            for group in block.checklist.groups if block.checklist else ():
                yield "tasks", 0, group.items
    for group in content.checklist.groups if content.checklist else ():
        yield "tasks", 0, group.items
