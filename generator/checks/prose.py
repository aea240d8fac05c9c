"""Splits a text into the sentences that its reading level is measured by.

What is prose: the message, the notice, paragraphs, the texts of steps, points and callouts, the notes of tiers. It is
split into sentences at full stops, question and exclamation marks; not within numbers (2.5 km), after abbreviations
(e.g., Dr.) or before a small letter (Wait ... then go). After "a.m.", "etc." and their like a capital starts anew.

Bullets are joined to their lead-in. Where a lead-in ends with a colon, every bullet makes a sentence with it: of a tier
and its signs, and of a paragraph or a point's text and the list below it. A bullet without a lead-in is a sentence if
it ends like one, and a note if not. Notes, tasks and the short signs of the card are written like telegrams; counted as
sentences they would make any text look easy. So they are kept short like all else, but not measured.

Not sentences at all: titles, headings, captions, alternative texts, cells of tables, lines to write on, links and
sources. A section in another language than the text is left out, and so are words in one; their stops are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, assert_never

from generator.checks.occurrences import Occurrences
from generator.checks.subject import Manuscript, primary
from generator.diagnostics import Span
from generator.model import blocks
from generator.model.content import Section
from generator.model.exhibits import Figure, Table
from generator.model.inline import Inline
from generator.model.passages import TaskGroup, Tier
from generator.record import NamedTuple

Kind = Literal["prose", "item", "note"]

_WORD = re.compile(r"[^\W_]+(?:[’'.,:&+-][^\W_]+)*")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))  # where a word may break, or must not
_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s+(?P<next>["'“‘«(\[]*\w)|\s*$)""")
_ABBREVIATION = re.compile(r"(?:^|[\s(\[\"'“‘])((?:[^\W\d_]\.)*[^\W\d_]+|[0-9]+)\.$")
_FOREIGN = re.compile(r"\w+")
_LONGEST = 24  # characters that decide whether a sentence ends: an abbreviation, and what is before it
# fmt: off
_NEVER_LAST = frozenset((
    "e.g", "i.e", "eg", "ie", "dr", "mr", "mrs", "ms", "prof", "rev", "st", "vs", "cf", "approx", "ca", "fig", "figs",
    "tel", "ext", "incl", "esp", "dept", "tbsp", "tsp",
))
_SOMETIMES_LAST = frozenset((
    "a.m", "p.m", "am", "pm", "etc", "al", "min", "max", "hr", "hrs", "mins", "no", "nos", "vol", "jr", "sr", "u.s",
    "u.k", "ltd", "co", "inc",
))
# fmt: on


class Sentence(NamedTuple):
    """A sentence with its words, variables filled in; it starts at `start` in the whole text that it is from.

    kind: running prose; an item, whose first `lead` words are those of its lead-in; or a note, which is kept short but
    not measured. A lead-in is a note as well: it is measured with each of its bullets.
    """

    text: str
    words: tuple[str, ...]
    whole: Occurrences
    start: int
    kind: Kind
    lead: int = 0

    @property
    def place(self) -> Span:
        """Where its first words stand on one line; fewer of them where the line breaks, or a variable stands there."""
        words = self.text.split()
        for first in (" ".join(words[:count]) for count in (3, 2)):
            place = self.whole.of(self.start, first)
            if place.line == place.end_line and place.end_column - place.column == len(first):
                return place
        return self.whole.of(self.start, words[0])

    @property
    def own(self) -> int:
        """How many words it has without its lead-in: readers pause before a bullet."""
        return len(self.words) - self.lead


def sentences(text: Manuscript) -> tuple[Sentence, ...]:
    """The sentences of a text, those of the card at the end; what has no words is none."""
    return tuple(sentence for sentence in _Reader(text).sentences() if sentence.words)


def own_words(text: Manuscript, inline: Inline) -> str:
    """A piece of the text with its variables filled in; words in another language are left out, but not their stops."""
    if not any(run.language for run in inline.runs):
        return text.plain(inline)
    language = primary(text.content.language.value)
    runs = [
        run._replace(text=_FOREIGN.sub("", run.text))
        if run.language and not run.variable and primary(run.language) != language
        else run
        for run in inline.runs
    ]
    return text.plain(inline._replace(runs=tuple(runs)))


def words_of(text: str) -> tuple[str, ...]:
    """The words: letters and digits, with what joins them (worn-out, don't, 2.5, A&E). Break marks are ignored."""
    return tuple(_WORD.findall(text.translate(_INVISIBLE)))


def split(text: str) -> list[str]:
    """The sentences of a paragraph."""
    parts = []
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        before = max(start, end - _LONGEST)
        if _ends(text[before:end], stop.group(), stop["next"]):
            parts.append(text[start:end].strip())
            start = end
    rest = text[start:].strip()
    return [*parts, rest] if rest else parts


def _ends(tail: str, mark: str, following: str | None) -> bool:
    """Whether a sentence with this tail ends with its mark; `following` is what comes next, up to its first letter."""
    if following is None:
        return True
    if following[-1].islower():
        return False
    match = _ABBREVIATION.search(tail) if mark == "." else None
    if match is None:
        return True
    word = match[1].lower()
    before = tail[: match.start(1)].strip()
    if word.isdecimal():
        return bool(before)  # "2. Walk" is a number and its step
    if len(word) == 1:
        return bool(before) and not before.endswith(".")  # J. Smith, Dr. J. Smith; but: vitamin C.
    if word in _SOMETIMES_LAST:
        return following[-1].isalpha()
    return word not in _NEVER_LAST


class _Reader:
    def __init__(self, text: Manuscript) -> None:
        self.text = text
        self.content = text.content
        self.language = primary(text.content.language.value)

    def sentences(self) -> Iterator[Sentence]:
        yield from self.parts(self.content.message)
        for section in self.content.sections:
            if section.language is None or primary(section.language.value) == self.language:
                yield from self.section(section)
        yield from self.parts(self.content.notice)
        if self.content.checklist:
            yield from self.groups(self.content.checklist.groups)

    def section(self, section: Section) -> Iterator[Sentence]:
        for before, block in pairwise((None, *section.blocks, None)):
            lead = before.passage.text if isinstance(before, blocks.Paragraph) else None
            if isinstance(block, blocks.BulletList):
                yield from self.led(lead, [item.text for item in block.items])
            else:
                yield from self.parts(lead)
            if block:
                yield from self.block(block)

    def block(self, block: blocks.Block) -> Iterator[Sentence]:
        """What a block says, but for paragraphs and lists, which belong together."""
        match block:
            case blocks.Callout():
                yield from self.parts(block.text)
            case blocks.Tasks():
                yield from self.groups(block.groups)
            case blocks.Steps():
                for step in block.steps:
                    yield from self.parts(step.text)
            case blocks.PointList():
                for point in block.points:
                    yield from self.led(point.text, [item.text for item in point.list_])
            case blocks.TierList():
                for tier in block.tiers:
                    yield from self.tier(tier)
            case blocks.Paragraph() | blocks.BulletList():
                pass
            case blocks.FillIns() | blocks.CodeBlock() | blocks.SourceList() | Table() | Figure():
                pass  # no sentences
            case _:
                assert_never(block)

    def tier(self, tier: Tier) -> Iterator[Sentence]:
        yield from self.led(tier.lead, [sign.text for sign in tier.signs], completed=True)
        yield from self.parts(tier.note)
        for short in (tier.note_short, *(sign.short for sign in tier.signs)):
            yield from self.parts(short, "note")

    def led(self, text: Inline | None, bullets: list[Inline], completed: bool = False) -> Iterator[Sentence]:
        """A text, if there is one, and the bullets below it: they complete it if it ends with a colon, or always."""
        parts = self.parts(text)
        lead = None
        if parts and (completed or (bullets and parts[-1].text.endswith(":"))):
            lead = parts[-1] = parts[-1]._replace(kind="note")
        yield from parts
        for bullet in bullets:
            own = self.parts(bullet, "item")
            if lead and own:
                own[0] = own[0]._replace(words=(*lead.words, *own[0].words), lead=len(lead.words))
            elif own and not (completed or own[-1].text.endswith((".", "!", "?", "…"))):
                own = [part._replace(kind="note") for part in own]
            yield from own

    def groups(self, groups: tuple[TaskGroup, ...]) -> Iterator[Sentence]:
        for group in groups:
            for task in group.items:
                yield from self.parts(task.text, "note")

    def parts(self, inline: Inline | None, kind: Kind = "prose") -> list[Sentence]:
        """The sentences of a piece of the text; none where there is none."""
        if inline is None:
            return []
        text = own_words(self.text, inline)
        whole = Occurrences(text, inline.span)
        parts = []
        end = 0
        for part in split(text):
            start = text.index(part, end)
            end = start + len(part)
            parts.append(Sentence(part, words_of(part), whole, start, kind))
        return parts
