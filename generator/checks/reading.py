"""Judges how hard a text is to read: its grade, its sentences, its lists and its one message.

The SMOG grade is only held against its limit from 30 sentences on: it was made for 30, and below that a single long
word moves it by a grade. The other two mean something of fewer sentences. Lists are counted in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from generator.checks.family import Report
from generator.checks.measure import Measures
from generator.checks.prose import own_words, split, words_of
from generator.checks.subject import Manuscript
from generator.model import blocks
from generator.model.content import Content
from generator.model.exhibits import Figure, Table
from generator.model.passages import Passage, Sign, Step

MAX_GRADE = 6.0
MAX_SMOG = 8.0
MAX_WORDS = 20
MAX_MEAN = 14.0
MAX_ITEMS = 7
MAX_MESSAGE = (3, 35)  # sentences, words
ENOUGH = {"mean": 5, "grade": 10, "smog": 30}  # sentences


def check_reading(text: Manuscript, measures: Measures | None, report: Report) -> None:
    """Judge how hard the text is to read; without `measures`, the length of its lists alone."""
    _check_lists(text.content, report)
    if measures is None:
        return
    _check_message(text, report)
    for sentence in measures.sentences:
        if sentence.own > MAX_WORDS:
            message = f"this sentence has {sentence.own} words, more than {MAX_WORDS}"
            report("long-sentence", message, sentence.place, "Make two of it, or a list.")
    level = measures.level
    if level is None:
        return
    span = text.content.title.span
    if level.sentences >= ENOUGH["grade"] and level.grade > MAX_GRADE:
        message = f"the text is for grade {level.grade:.1f} (Flesch-Kincaid), above {MAX_GRADE:.0f}"
        hint = "Shorten sentences and words; the hardest three are shown."
        report("reading-grade", message, span, hint, measures.hardest())
    if level.sentences >= ENOUGH["smog"] and level.smog > MAX_SMOG:
        message = f"the text is for grade {level.smog:.1f} (SMOG), above {MAX_SMOG:.0f}"
        hint = f"Find shorter words for: {', '.join(measures.longest_words(7))}."
        report("smog-grade", message, span, hint, measures.hardest())
    if level.sentences >= ENOUGH["mean"] and level.mean > MAX_MEAN:
        message = f"a sentence has {level.mean:.1f} words on average, more than {MAX_MEAN:.0f}"
        report("mean-sentence", message, span, "Make two sentences of a long one.", measures.hardest())


def _check_message(text: Manuscript, report: Report) -> None:
    message = own_words(text, text.content.message)
    count, words = len(split(message)), len(words_of(message))
    most, most_words = MAX_MESSAGE
    if count > most or words > most_words:
        told = f"the main message has {count} sentence{'s' if count != 1 else ''} and {words} words"
        hint = f"Say one thing in {most} sentences and {most_words} words at most."
        report("main-message", told, text.content.message.span, hint)


def _check_lists(content: Content, report: Report) -> None:
    for name, before, items in _lists(content):
        count = before + len(items)
        if items and count > MAX_ITEMS:
            message = f"{count} {name} in a row are more than {MAX_ITEMS}"
            hint = "Make two lists of them, each under a heading of its own, or leave some out."
            report("long-list", message, items[max(0, MAX_ITEMS - before)].span, hint)


def _lists(content: Content) -> Iterator[tuple[str, int, tuple[Passage | Step | Sign, ...]]]:
    """Every row of bullets, steps, signs and tasks, with how many bullets stand right before it."""
    for section in content.sections:
        row = 0  # lists that follow each other look like one
        for block in section.blocks:
            for name, items in _lists_in(block):
                yield name, row if isinstance(block, blocks.BulletList) else 0, items
            row = row + len(block.items) if isinstance(block, blocks.BulletList) else 0
    for group in content.checklist.groups if content.checklist else ():
        yield "tasks", 0, group.items


def _lists_in(block: blocks.Block) -> Iterator[tuple[str, tuple[Passage | Step | Sign, ...]]]:
    """The lists in a block, and what their items are called."""
    match block:
        case blocks.BulletList():
            yield "items", block.items
        case blocks.Steps():
            yield "steps", block.steps
        case blocks.PointList():
            yield from (("items", point.list_) for point in block.points)
        case blocks.TierList():
            yield from (("signs", tier.signs) for tier in block.tiers)
        case blocks.Tasks():
            yield from (("tasks", group.items) for group in block.groups)
        case blocks.Paragraph() | blocks.Callout() | blocks.FillIns() | blocks.CodeBlock():
            pass
        case blocks.SourceList() | Table() | Figure():
            pass
        case _:
            assert_never(block)
