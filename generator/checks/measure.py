"""Measures how hard a text is to read: its words, its sentences, its Flesch-Kincaid and its SMOG grade.

Both formulas are for English; no other language is measured. Sentences are weighed with bullets joined to their lead-in
(`prose.py`).
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from math import sqrt

from generator.checks.prose import sentences
from generator.checks.subject import Manuscript, primary
from generator.checks.syllables import syllables
from generator.diagnostics import Span
from generator.record import NamedTuple

LONG = 3  # syllables


class ReadingLevel(NamedTuple):
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


def measure(text: Manuscript) -> Measures | None:
    """The measures of a text; None if the formulas are not made for its language."""
    return Measures(text) if primary(text.content.language.value) == "en" else None


class Measures:
    """The sentences of a text and the syllables of their words.

    `sentences` are all of them, `measured` those that count. `level` is None where there are none to measure.
    """

    def __init__(self, text: Manuscript) -> None:
        known = frozenset(map(str.lower, text.words.known if text.words else ()))
        self.sentences = sentences(text)
        self.measured = [sentence for sentence in self.sentences if sentence.kind != "note"]
        words = {word for sentence in self.measured for word in sentence.words}
        self._syllables = {word: syllables(word) for word in words}
        self._long = {word for word, count in self._syllables.items() if count >= LONG and _is_hard(word, known)}
        self.level = self._level()

    def _level(self) -> ReadingLevel | None:
        count = len(self.measured)
        joined = sum(len(sentence.words) for sentence in self.measured)
        if not joined:
            return None
        spoken = sum(self._syllables[word] for sentence in self.measured for word in sentence.words)
        long_words = sum(word in self._long for sentence in self.measured for word in sentence.words)
        # A lead-in counts once for all the bullets that follow it.
        leads = groupby(sentence.words[: sentence.lead] for sentence in self.measured)
        return ReadingLevel(
            sum(sentence.own for sentence in self.measured) + sum(len(lead) for lead, _ in leads),
            count,
            joined / count,
            max(max(sentence.own, sentence.lead) for sentence in self.measured),
            grade_of(joined, count, spoken),
            smog_of(long_words, count),
        )

    def hardest(self) -> tuple[tuple[Span, str], ...]:
        """The three sentences with the most words, a long word weighing as four, for a diagnostic."""
        weighed = [(len(each.words), sum(word in self._long for word in each.words), each) for each in self.measured]
        weighed.sort(key=lambda each: each[0] + 3 * each[1], reverse=True)
        return tuple((each.place, f"{count} words, {long} of them long") for count, long, each in weighed[:3])

    def longest_words(self, count: int) -> list[str]:
        """Long words, the most frequent first, then the longest."""
        used = Counter(word for sentence in self.measured for word in sentence.words)
        return sorted(self._long, key=lambda word: (-used[word], -self._syllables[word], word))[:count]


def _is_hard(word: str, known: frozenset[str]) -> bool:
    """Whether a long word counts as one: not if readers know it, or if it is a number that is spoken as several."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    if plain in known or plain.removesuffix("s") in known:
        return False
    return not (word[0].isdigit() and len(word) > 2)
