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

from generator.checks.family import Family, Report
from generator.checks.occurrences import Occurrences
from generator.checks.subject import Manuscript, primary
from generator.diagnostics import Span
from generator.model.club import Club
from generator.model.content import FurtherReading, Publication, Section
from generator.model.exhibits import Table
from generator.model.inline import Inline, Text
from generator.model.locale import WordList
from generator.model.passages import WebLink
from generator.record import NamedTuple
from generator.source.decode import Located

_VALUE = "\ufffc"  # stands for a variable: no word, and part of none
_TOKEN = re.compile(r"[^\W_]+(?:[’'.,&+-][^\W_]+)*%?|[.!?:;…]")
_BEFORE = 4  # words
_LONGEST = 8  # words in a phrase
_BETWEEN = "[ \u00a0]?[/,:;–-][ \u00a0]?|[ \u00a0]"
_GROUPS = re.compile(r"\d(?:[ \u00a0-]?\d)+")
_UNIT = re.compile(r"[\s-]*([^\W\d_]+)")
_UNSAID = (Span, Located, Publication)


def check_wording(text: Manuscript, report: Report) -> None:
    """Judge the words of everything that the author wrote, titles, tasks and labels included."""
    numbers = _Numbers(text)
    phrases = _Phrases(text.words) if text.words else None
    for said in _said(text.content, primary(text.content.language.value)):
        if said.numbers:
            numbers.check(said.inline, report)
        if said.wording and phrases:
            phrases.check(said.inline, report)


class _Said(NamedTuple):
    """A text of the author's, and what it is judged by."""

    inline: Inline
    wording: bool = True
    numbers: bool = True


def _said(value: object, language: str, wording: bool = True, numbers: bool = True) -> Iterator[_Said]:
    """Every text in `value`, in reading order. Whatever a record holds is looked at, so that no new field is missed."""
    if isinstance(value, Inline):
        yield _Said(value, wording, numbers)
        for run in value.runs:
            if run.address and run.address.lower().startswith("tel:"):
                yield _Said(_telephone(run.address, value.span), wording=False)
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
        if value.address.value.lower().startswith("tel:"):
            yield _Said(_telephone(value.address.value, value.address.span), wording=False)
    else:
        foreign = isinstance(value, Section) and value.language and primary(value.language.value) != language
        for part in value:
            yield from _said(part, language, wording and not foreign, numbers)


def _telephone(address: str, span: Span) -> Inline:
    """The number that a link calls, as a text; variables in it stay what they are."""
    return Inline((Text(re.sub(r"\{[^}]*\}", _VALUE, address[len("tel:") :])),), span)


def _written(inline: Inline, *, foreign: bool = True) -> str:
    """What the author wrote: variables are not the author's words. `foreign`: also words in another language."""
    runs = inline.runs
    return "".join([_VALUE if run.variable or (run.language and not foreign) else run.text for run in runs])


class _Phrases:
    """Listed words and phrases, by their first word; each with a plainer one, or None for a promise."""

    def __init__(self, words: WordList) -> None:
        self.denials = frozenset(words.denials)
        self.by_first: dict[str, list[tuple[list[str], str | None]]] = {}
        self._begun: dict[str, bool] = {}
        for phrase, plainer in (*words.plainer.items(), *((phrase, None) for phrase in words.promises)):
            tokens = _TOKEN.findall(_folded(phrase))
            if tokens:
                self.by_first.setdefault(tokens[0], []).append((tokens, plainer))

    def check(self, inline: Inline, report: Report) -> None:
        """Report each listed phrase, the longest where several begin."""
        written = _written(inline, foreign=False)
        if not any(map(self.may_begin, _TOKEN.findall(_folded(written)))):
            return  # as in most texts
        tokens = list(_TOKEN.finditer(written))
        forms = [_folded(token.group()) for token in tokens]
        places = Occurrences(written, inline.span)
        end = 0
        for first, form in enumerate(forms):
            found = self.longest(form, forms[first + 1 : first + _LONGEST]) if first >= end else None
            if found is None:
                continue
            end = first + len(found[0])
            start = tokens[first].start()
            told = written[start : tokens[end - 1].end()]
            if found[1] is not None:
                report("plainer-word", f"'{told}': try '{found[1]}'", places.of(start, told))
            elif not self.is_denied(forms[max(0, first - _BEFORE) : first]):
                hint = "Say what may happen, and how sure that is."
                report("promise", f"'{told}' promises too much", places.of(start, told), hint)

    def may_begin(self, form: str) -> bool:
        """Whether a listed phrase starts with a form of this word."""
        known = self._begun.get(form)
        if known is None:
            known = self._begun[form] = any(stem in self.by_first for stem in _stems(form))
        return known

    def longest(self, form: str, following: list[str]) -> tuple[list[str], str | None] | None:
        """The longest phrase that starts with a form of this word and goes on like the text."""
        found: tuple[list[str], str | None] | None = None
        for stem in _stems(form):
            for phrase in self.by_first.get(stem, ()):
                tokens = phrase[0]
                if tokens[1:] == following[: len(tokens) - 1] and (found is None or len(tokens) > len(found[0])):
                    found = phrase
        return found

    def is_denied(self, before: list[str]) -> bool:
        """Whether one of the last words of the sentence so far takes back what follows."""
        for form in reversed(before):
            if form in ".!?:;…":
                return False
            if form in self.denials:
                return True
        return False


def _folded(words: str) -> str:
    return words.lower().replace("’", "'")


def _stems(form: str) -> tuple[str, ...]:
    """The word, and what it may be a form of."""
    if form.endswith("s"):
        return (form, form[:-1], form[:-2])
    if form.endswith("ed"):
        return (form, form[:-1], form[:-2])
    if form.endswith("ing"):
        return (form, form[:-3], form[:-3] + "e")
    return (form,)


def check_club(club: Club, text: Manuscript, report: Report) -> None:
    """Judge what a club adds to a text: its words are printed beside the warning signs."""
    numbers = _Numbers(text)
    for word in (club.name, club.contact, club.meets):
        if word is not None:
            numbers.check_written(word.value, word.span, report)


class _Numbers:
    """The emergency numbers that a text may not spell out."""

    def __init__(self, text: Manuscript) -> None:
        locale = text.locale
        self.units = frozenset(locale.units)
        self.by_variable: dict[str, str] = {}
        for name, word in (
            ("advice.number", locale.advice.number),
            ("emergency.ambulance", locale.emergency.ambulance),
        ):
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

    def check(self, inline: Inline, report: Report) -> None:
        """Report each one that stands in the text as itself."""
        self.check_written(_written(inline), inline.span, report)

    def check_written(self, written: str, span: Span, report: Report) -> None:
        """Report each one in words that stand at a place."""
        if self.pattern is None:
            return
        matches = list(self.pattern.finditer(written))
        places = Occurrences(written, span) if matches else None
        for match in matches:
            assert places
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


FAMILY = Family("Wording", ("promise", "plainer-word", "typed-emergency-number"), text=check_wording, club=check_club)
