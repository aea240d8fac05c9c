"""What was meant by a misspelt word: the words that people write in these files, with every slip of one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
import yaml

from generator.model import blocks, club, content, exhibits, layout, locale, looks, passages
from generator.source.files import shipped_names
from generator.source.spelling import MAX_KNOWN, locale_question, shortened, suggest, suggest_locale
from generator.story import PARTS, PIECES, ROLES, VARIANTS
from tests.support.fuzzing import FUZZ
from tests.support.mutations import LETTERS
from tests.support.wording import ROOT

pytestmark = pytest.mark.slow


def slips(word: str) -> set[str]:
    """Every text that one letter lost, added, changed or swapped with its neighbour makes of a word.

    Every letter is added everywhere under `make fuzz` alone; else it is every fifth.
    """
    letters = (LETTERS if FUZZ else LETTERS[::5]) + "-"
    found = {word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in letters}
    for at in range(len(word)):
        found |= {word[:at] + letter + word[at + 1 :] for letter in ("", *letters)}
        found.add(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
    return found - {word, ""}


def records(module: ModuleType) -> Iterator[Any]:
    for value in vars(module).values():
        if isinstance(value, type) and hasattr(value, "_fields") and value.__module__ == module.__name__:
            yield value


def literals(hint: Any) -> Iterator[tuple[str, ...]]:
    if get_origin(hint) is Literal:
        yield get_args(hint)
    for part in get_args(hint) if get_origin(hint) is not Literal else ():
        yield from literals(part)


def vocabularies() -> dict[tuple[str, ...], str]:
    """The words of which one can be meant in some place, and the name of that place."""
    found: dict[tuple[str, ...], str] = {}
    for module in (content, blocks, exhibits, passages, layout, looks, locale, club):
        for record in records(module):
            keys = tuple(field.rstrip("_").replace("_", "-") for field in record._fields if field != "span")
            if not hasattr(record, "decode_node") and not hasattr(record, "HOLDS"):
                found.setdefault(keys, f"keys of {record.__name__}")
            for field, hint in get_type_hints(record, include_extras=True).items():
                for words in literals(hint):
                    found.setdefault(words, f"{record.__name__}.{field}")
    found[tuple(key for key, _, _ in blocks.BLOCK.kinds)] = "keys of blocks"
    found |= {PIECES: "pieces", ROLES: "roles", tuple(PARTS): "looks"}
    found |= {words: f"variants of {name}" for name, words in VARIANTS.items()}
    for kind in ("layouts", "content/locales", "content"):
        found[shipped_names(kind)] = kind
    for path in (*ROOT.glob("content/*.yaml"), *ROOT.glob("layouts/*.yaml")):
        names = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for key in ("sources", "topics", "colours", "text", "fonts"):
            if names.get(key):
                found.setdefault(tuple(names[key]), f"{key} of {path.stem}")
    return found


def test_the_word_that_was_meant_is_named_for_nearly_every_slip_of_one_letter() -> None:
    """At least 95 %, and at least half of them in each vocabulary; what is left are slips between two known words."""
    right = total = 0
    poor = []
    found = vocabularies()
    assert len(found) > 50
    for words, name in found.items():
        tries = [(slip, word) for word in words if len(word) > 1 for slip in slips(word) - set(words)]
        hits = sum(suggest(slip, words) == word for slip, word in tries)
        right, total = right + hits, total + len(tries)
        if tries and hits < len(tries) / 2:
            poor.append(f"{name}: {hits} of {len(tries)}")
    assert poor == []
    assert total > 20_000
    assert right / total >= 0.95, f"{right} of {total}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Title", "title"),
        ("handout_only", "handout-only"),
        ("handout only", "handout-only"),
        (" titel ", "title"),
        ("titles", "title"),
        ("xxxxx", None),
        ("", None),
        ("l", None),
        ("x" * 61, None),
    ],
)
def test_what_a_word_is_a_slip_for(written: str, meant: str | None) -> None:
    assert suggest(written, ["title", "handout-only", "text", "L"]) == meant


def test_a_word_of_one_letter_is_no_ones_slip() -> None:
    assert suggest("K", ["L", "M", "Q", "H"]) is None


def test_the_nearest_wins_and_then_the_first() -> None:
    assert suggest("stepp", ["steps", "step"]) == "steps"
    assert suggest("steppp", ["steps", "steppe"]) == "steppe"


def test_the_work_for_one_slip_does_not_grow_without_end() -> None:
    read = iter(f"name-{number}" for number in range(10 * MAX_KNOWN))
    assert suggest("other", read) is None
    assert next(read) == f"name-{MAX_KNOWN}"


def test_shortened() -> None:
    assert shortened("a" * 40) == "a" * 40
    assert re.fullmatch("a{37}\\.\\.\\.", shortened("a" * 41))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("en_GB", "en-GB"),
        ("EN-gb", "en-GB"),
        (" en gb", "en-GB"),
        ("en-UK", "en-GB"),
        ("en_uk", "en-GB"),
        ("en-us", "en-US"),
        ("en-GP", None),
        ("en-CA", None),
        ("en-ZN", None),
        ("em-GB", None),
        ("en", None),
        ("", None),
    ],
)
def test_a_locale_is_never_taken_for_another_countrys(written: str, meant: str | None) -> None:
    known = shipped_names("content/locales")
    assert {"en-GB", "en-US"} <= set(known)
    assert suggest_locale(written, known) == meant
    question = locale_question(written, known)
    assert question == (f"did you mean '{meant}'? " if meant else "") or "the United Kingdom is GB" in question
    assert ("United Kingdom" in question) == written.lower().endswith("uk")
