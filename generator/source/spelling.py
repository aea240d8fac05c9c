"""Suggests the known word that a misspelt one stands for, and shortens texts for messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

# A file may have thousands of names, and each be written wrong: the work for one slip must not grow with them all.
MAX_KNOWN = 200


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is most likely a slip for, or None."""
    plain = word.strip().lower().replace("_", "-").replace(" ", "-")
    if not plain or len(plain) > 60:
        return None
    limit = max(1, len(plain) // 3)
    near = [
        (distance, candidate)
        for candidate in islice(known, MAX_KNOWN)
        if abs(len(candidate) - len(plain)) <= limit < len(candidate)  # no others can be near, and most are not
        and (distance := _distance(plain, candidate.lower(), limit)) <= limit
    ]
    return min(near, key=lambda entry: entry[0])[1] if near else None


def suggest_locale(word: str, known: Iterable[str]) -> str | None:
    """The known locale that `word` is another spelling of, or None.

    Never another country's, however near the letters are: its emergency numbers would be printed.
    """
    plain = "-".join(re.split(r"[\s_.-]+", word.strip().lower()))
    if plain.endswith("-uk"):
        plain = plain[:-2] + "gb"  # ISO 3166-1: the United Kingdom
    return next((candidate for candidate in islice(known, MAX_KNOWN) if candidate.lower() == plain), None)


def question(word: str, known: Iterable[str]) -> str:
    """For a message: which known word was meant, or "" where none can be."""
    near = suggest(word, known)
    return f"did you mean '{near}'? " if near else ""


def locale_question(word: str, known: Iterable[str]) -> str:
    """As `question`, of locales."""
    near = suggest_locale(word, known)
    country = " (the United Kingdom is GB)" if word.strip().lower().endswith("uk") else ""
    return f"did you mean '{near}'{country}? " if near else ""


def _distance(one: str, other: str, limit: int) -> int:
    """Optimal string alignment: how many letters were left out, added, changed or swapped with a neighbour.

    Beyond `limit` it is not worked out to the end; then it is some number above that.
    """
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, match in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:  # a swap reaches two rows down, but then costs one more than the row between
            return limit + 1
    return row[-1]


def shortened(word: str) -> str:
    """The start of a text, for a message."""
    return word if len(word) <= 40 else word[:37].rstrip() + "..."
