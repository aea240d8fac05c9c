"""Judges the words of a text: promises that nobody can keep, hard words with plainer ones, typed emergency numbers.

A listed word stands for its forms with -s, -es, -ed, -d and -ing as well. A promise is none where a word that denies it
stands among the four before it in the sentence: "there is no cure", "we do not guarantee". That is all this rule knows
of grammar: "not only cures" slips through. What a source or a publication is called is not the text's own wording and
not judged, and neither is a section in another language than the text.

An emergency number is one of the list's or the locale's, standing alone or beside others of them: not part of a longer
number, of a sum of money or of a range, nor before a unit of the locale (112 km), nor in a table's column of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from generator.checks.family import Report
from generator.checks.occurrences import Occurrences
from generator.checks.subject import Manuscript, primary
from generator.diagnostics import Span
from generator.model.club import Club
from generator.model.content import FurtherReading, Publication, Section
from generator.model.exhibits import Table
from generator.model.inline import Inline, Text
from generator.model.locale import WordList
from generator.model.passages import WebLink
from generator.source.decode import Located

_VALUE = "\ufffc"  # stands for a variable: no word, and part of none
_TOKEN = re.compile(r"[^\W_]+(?:[’'.,&+-][^\W_]+)*%?|[.!?:;…]")
_BEFORE = 4  # words
_BETWEEN = "[ \u00a0]?[/,:;–-][ \u00a0]?|[ \u00a0]"
_GROUPS = re.compile(r"\d(?:[ \u00a0-]?\d)+")
_UNIT = re.compile(r"[\s-]*([^\W\d_]+)")
_UNSAID = (Span, Located, Publication)

_Said = tuple[Inline, bool, bool]  # a text of the author's; whether it is judged by its wording; and by its numbers


def check_wording(text: Manuscript, report: Report) -> None:
    """Judge the words of everything that the author wrote, titles, tasks and labels included."""
    numbers = _Numbers(text)
    phrases = _Phrases(text.words) if text.words else None
    for inline, by_wording, by_numbers in _said(text.content, primary(text.content.language.value)):
        if by_numbers:
            numbers.check(_written(inline), inline.span, report)
        if by_wording and phrases:
            phrases.check(inline, report)


def _said(value: object, language: str, wording: bool = True, numbers: bool = True) -> Iterator[_Said]:
    """Every text in `value`, in reading order. Whatever a record holds is looked at, so that no new field is missed."""
    if isinstance(value, Inline):
        yield value, wording, numbers
        for run in value.runs:
            yield from _called(run.address or "", value.span)
    elif isinstance(value, _UNSAID) or not isinstance(value, tuple):
        return
    elif isinstance(value, FurtherReading):
        yield from _said(value.note, language, wording, numbers)
    elif isinstance(value, Table):
        yield from _said((value.columns, value.caption), language, wording, numbers)
        for row in value.rows:
            for column, cell in zip(value.columns, row.cells, strict=False):
                yield from _said(cell.text, language, wording, not column.number)
    elif isinstance(value, WebLink):
        yield from _said(value.label, language, wording, numbers)
        yield from _called(value.address.value, value.address.span)
    else:
        foreign = isinstance(value, Section) and value.language and primary(value.language.value) != language
        for part in value:
            yield from _said(part, language, wording and not foreign, numbers)


def _called(address: str, span: Span) -> Iterator[_Said]:
    """The number that a link calls, as a text; variables in it stay what they are."""
    if address.lower().startswith("tel:"):
        yield Inline((Text(re.sub(r"\{[^}]*\}", _VALUE, address[len("tel:") :])),), span), False, True


def _written(inline: Inline, *, foreign: bool = True) -> str:
    """What the author wrote: variables are not the author's words. `foreign`: also words in another language."""
    runs = inline.runs
    return "".join([_VALUE if run.variable or (run.language and not foreign) else run.text for run in runs])


class _Phrases:
    """Listed words and phrases, each with a plainer one, or None for a promise."""

    def __init__(self, words: WordList) -> None:
        self.denials = frozenset(words.denials)
        by_first: dict[str, list[tuple[list[str], str | None]]] = {}
        for phrase, plainer in (*words.plainer.items(), *((phrase, None) for phrase in words.promises)):
            tokens = _TOKEN.findall(_folded(phrase))
            if tokens:
                by_first.setdefault(tokens[0], []).append((tokens, plainer))

        @cache
        def begun_by(form: str) -> list[tuple[list[str], str | None]]:
            """The phrases that start with a form of this word, the longest first."""
            phrases = [phrase for stem in _stems(form) for phrase in by_first.get(stem, ())]
            return sorted(phrases, key=lambda phrase: -len(phrase[0]))

        self.begun_by = begun_by

    def check(self, inline: Inline, report: Report) -> None:
        """Report each listed phrase, the longest where several begin."""
        written = _written(inline, foreign=False)
        if not any(map(self.begun_by, _TOKEN.findall(_folded(written)))):
            return  # as in most texts
        tokens = list(_TOKEN.finditer(written))
        forms = [_folded(token.group()) for token in tokens]
        places = Occurrences(written, inline.span)
        end = 0
        for first, form in enumerate(forms):
            phrases = self.begun_by(form) if first >= end else ()
            fitting = (phrase for phrase in phrases if phrase[0][1:] == forms[first + 1 : first + len(phrase[0])])
            phrase, plainer = next(fitting, ((), None))
            if not phrase:
                continue
            end = first + len(phrase)
            start = tokens[first].start()
            told = written[start : tokens[end - 1].end()]
            if plainer is not None:
                report("plainer-word", f"'{told}': try '{plainer}'", places.of(start, told))
            elif not self.is_denied(forms[max(0, first - _BEFORE) : first]):
                hint = "Say what may happen, and how sure that is."
                report("promise", f"'{told}' promises too much", places.of(start, told), hint)

    def is_denied(self, before: list[str]) -> bool:
        """Whether one of the last words of the sentence so far takes back what follows."""
        same_sentence = takewhile(lambda form: form not in ".!?:;…", reversed(before))
        return not self.denials.isdisjoint(same_sentence)


def _folded(words: str) -> str:
    return words.lower().replace("’", "'")


def _stems(form: str) -> tuple[str, ...]:
    """The word, and what it may be a form of."""
    if form.endswith(("s", "ed")):
        return (form, form[:-1], form[:-2])
    if form.endswith("ing"):
        return (form, form[:-3], form[:-3] + "e")
    return (form,)


def check_club(club: Club, text: Manuscript, report: Report) -> None:
    """Judge what a club adds to a text: its words are printed beside the warning signs."""
    numbers = _Numbers(text)
    for word in filter(None, (club.name, club.contact, club.meets)):
        numbers.check(word.value, word.span, report)


class _Numbers:
    """The emergency numbers that a text may not spell out."""

    def __init__(self, text: Manuscript) -> None:
        locale = text.locale
        self.units = frozenset(locale.units)
        self.by_variable: dict[str, str] = {}
        advice, ambulance = locale.advice.number, locale.emergency.ambulance
        for name, word in (("advice.number", advice), ("emergency.ambulance", ambulance)):
            for number in _GROUPS.findall(word.value) if word else ():
                self.by_variable[_digits(number)] = name
        listed = filter(None, map(_digits, text.words.emergency_numbers if text.words else ()))
        numbers = "|".join(map(_spaced, dict.fromkeys((*self.by_variable, *listed))))
        before = r"(?<![\w£$€#+])(?<!\d[.,:/–-])(?<!\d{3}[ \u00a0-])"
        after = r"(?!\w)(?![.,:/–-]\d)(?![ \u00a0-]\d{3})(?![ \u00a0]?[%°£$€])"
        # Several in a row are no range and no long number, but the numbers of several services or countries.
        several = rf"(?<![\w£$€+])(?<!\d[.,:/–-])(?:{numbers})(?:(?:{_BETWEEN})(?:{numbers}))+(?![\w/–-])"
        # A locale may have words in place of numbers; a pattern of none would be found everywhere.
        self.pattern = re.compile(f"{several}|{before}(?:{numbers}){after}") if numbers else None

    def check(self, written: str, span: Span, report: Report) -> None:
        """Report each one in words that stand at a place."""
        places = Occurrences(written, span)
        for match in self.pattern.finditer(written) if self.pattern else ():
            unit = _UNIT.match(written, match.end())
            if unit and unit[1] in self.units:
                continue
            name = self.by_variable.get(_digits(match.group()))
            hint = f"Write {{{name}}}." if name else "Write {emergency.ambulance} or {advice.number}."
            report(
                "typed-emergency-number",
                f"'{match.group()}' is typed here, but an emergency number comes from the locale",
                places.of(match.start(), match.group()),
                f"{hint} If it counts something, put its unit right after it (112 km), or use words.",
            )


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _spaced(number: str) -> str:
    """A pattern for the number: a short one whole or with a sign between all its digits, a long one in any groups."""
    if len(number) > 3:
        return "[ \u00a0-]?".join(number)
    return "|".join(sign.join(number) for sign in ("", " ", "\u00a0", "-"))
