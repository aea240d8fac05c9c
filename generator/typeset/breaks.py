"""Finds where a line may end: inside a word, between words, after a sentence.

The rules are a small, deliberately strict part of Unicode's line breaking (UAX #14), for text that is read by people
who find reading hard: a word is divided only where its writer put a dash, and what belongs together stays together.
Chinese, Japanese, Thai and others without spaces break only at U+200B so far.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Two letters or figures before the hyphen and two after it, of which the first is a letter: "sit-ups" and
# "10-minute", but not "x-ray", "10-20" or "COVID-19".
_AFTER_HYPHEN = r"(?<=[^\W_]{2}[-\u2010\u2013])(?=[^\W\d_][^\W_])"
_AFTER_DASH = r"(?<=\S\S\u2014)(?=[\"'(\u2018\u201c]?[^\W_]{2})"
_AFTER_ZERO_WIDTH_SPACE = r"(?<=\u200b)(?=[^\u200b])"
_IN_WORD = re.compile(f"{_AFTER_HYPHEN}|{_AFTER_DASH}|{_AFTER_ZERO_WIDTH_SPACE}")
# A hyphen at the end of a line would leave open whether it belongs to an address, so only a slash divides one.
_IN_ADDRESS = re.compile(rf"(?<=.[^/]/)(?=[^/]{{2}})|{_AFTER_ZERO_WIDTH_SPACE}")
_ANY_MARK = re.compile("[-/\u2010\u2013\u2014\u200b]")
_LONG_WORD = 12  # characters; "and/or" is not worth dividing

_UNIT_SIGNS = frozenset(("%", "‰", "°", "°C", "°F"))
_DASHES = frozenset(("\u2013", "\u2014"))
_CLOSING = "\"')]}\u2019\u201d\u00bb\u203a"
_PUNCTUATION = _CLOSING + "([{.,;:!?\u2026\u2018\u201c\u00ab\u2039"
_SENTENCE_END = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f")


@lru_cache(maxsize=10_000)
def offsets(word: str) -> tuple[int, ...]:
    """Where `word` may be divided, as offsets of what goes to the next line; ascending, never 0 or its length."""
    if not _ANY_MARK.search(word):
        return ()
    address = "@" in word or "://" in word or ("/" in word and len(word) > _LONG_WORD)
    pattern = _IN_ADDRESS if address else _IN_WORD
    first = len(word) - len(word.lstrip("\u200b"))
    return tuple([match.start() for match in pattern.finditer(word) if match.start() > first])


def holds(before: str, after: str, units: frozenset[str]) -> bool:
    """Whether the space between two words must not end a line: before a unit ("5 km", "20 %") or a lone dash."""
    if after in _DASHES:
        return True
    if not before[-1:].isnumeric():
        return False
    unit = after.strip(_PUNCTUATION)
    return unit in units or unit in _UNIT_SIGNS


def ends_sentence(word: str, following: str) -> bool:
    """Whether a sentence ends between two words. A small letter after the stop says that it only shortens a word."""
    return word.rstrip(_CLOSING).endswith(_SENTENCE_END) and not following.lstrip(_PUNCTUATION)[:1].islower()
