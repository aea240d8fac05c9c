"""Turns a file of `content/words/` into a `WordList`: what the words of one language are judged by."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from typing import Annotated

from generator.diagnostics import Span
from generator.record import NamedTuple
from generator.source.decode import Located


class WordList(NamedTuple):
    """The words of one language that a text should not use, with better ones, and those that are fine."""

    span: Span
    language: Annotated[Located, "The language of these words, such as en (BCP 47)."]
    promises: Annotated[tuple[str, ...], "Words and phrases that promise too much, such as: cure, always works."]
    plainer: Annotated[dict[str, str], "Hard words and phrases, each with plainer ones."]
    denials: Annotated[tuple[str, ...], "Words that take a promise back, such as: no, not, cannot."] = ()
    known: Annotated[tuple[str, ...], "Long words that readers know, such as physio: they do not count as hard."] = ()
    emergency_numbers: Annotated[tuple[str, ...], "Numbers that must come from a locale, of any country."] = ()
