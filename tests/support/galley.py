"""Sets stories and contents in memory, so that a test can look at pages as items, without a PDF."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import NamedTuple

from generator.compose import Material, compose
from generator.diagnostics import Diagnostic, Diagnostics, Source, Span
from generator.model.club import Club
from generator.model.compile import compile_layout
from generator.model.content import Content
from generator.model.layout import Layout
from generator.model.locale import Locale
from generator.source.decode import decode
from generator.source.files import find, read_file
from generator.source.node import Mapping
from generator.source.overlay import extended, overlay
from generator.source.reader import read_text
from generator.story import PAGE, PAGES, Edges, Element, Fragment, PageBreak, Story
from generator.structure import Artifact, Owner, StructureNode
from generator.typeset.breaker import Taken, natural
from generator.typeset.build import Builder
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import GlyphRun, Item, Page
from generator.typeset.move import items_of
from generator.typeset.pages import typeset
from generator.typeset.textbox import TextSetter
from generator.typeset.vlist import Flow

LIBRARY = FontLibrary()
MM = 72 / 25.4
LINE = 15.0

# A page of 20 lines, 90 mm wide, on which nothing stands but what a test puts there.
PLAIN = """
page: {paper: [100 mm, 400 pt], top: 20 pt, side: 5 mm, depth: 20 line}
place: [{sections: rest}]
skip: {banner: a test, message: a test, colophon: a test, checklist: a test}
looks:
  section: {gap: 0 pt}
  list: {gap: 0 pt}
"""
_PLACES = itertools.count(1)
_SOURCE = Source("story.yaml", "")


class Set(NamedTuple):
    """What came of typesetting: pages are None after errors."""

    pages: tuple[Page, ...] | None
    gave_way: tuple[str, ...]
    found: tuple[Diagnostic, ...]
    story: Story | None = None
    states: tuple[Layout, ...] = ()


# Layouts


def read(text: str, name: str = "test.yaml") -> Mapping:
    """A mapping written in a test."""
    diagnostics = Diagnostics()
    node = read_text(text.encode(), name, diagnostics)
    assert diagnostics.sorted() == ()
    assert isinstance(node, Mapping)
    return node


def compiled(changes: str = "", over: str = "base") -> tuple[tuple[Layout, ...] | None, tuple[Diagnostic, ...]]:
    """A shipped layout with changes laid over it, and what is wrong with that."""
    diagnostics = Diagnostics()
    mapping = extended(find("layouts", over), diagnostics)
    assert mapping
    for layer in [PLAIN] * (over == "base") + [changes] * bool(changes):
        mapping = overlay(mapping, read(layer))
    return compile_layout(mapping, diagnostics), diagnostics.sorted()


def layouts(changes: str = "", over: str = "base") -> tuple[Layout, ...]:
    """The states of a layout that has no mistakes."""
    states, found = compiled(changes, over)
    assert [problem for problem in found if problem.rule != "unused-name"] == []
    assert states
    return states


# Stories


def place() -> Span:
    """A line of its own for every element of a test."""
    line = next(_PLACES)
    return Span(_SOURCE, line, 1, line, 2)


def text(name: str, words: str, *, variant: str | None = None, owner: Owner | None = None,
         number: str | None = None, link: str | None = None, wide: bool = False) -> Element:  # fmt: skip
    """An element of text."""
    owner = owner or StructureNode("P")
    linked = StructureNode("Link") if link else owner
    label = Fragment(number, False, owner) if number else None
    run = Fragment(words, False, linked, link, linked if isinstance(linked, StructureNode) else None)
    nodes = (owner,) if isinstance(owner, StructureNode) else ()
    return Element(name, nodes, place(), variant, text=(run,), number=label, wide=wide)


def stack(name: str, *children: Element, variant: str | None = None, number: str | None = None) -> Element:
    """An element of parts."""
    owner = StructureNode("Div")
    return Element(
        name, (owner,), place(), variant, children, number=Fragment(number, False, owner) if number else None
    )


def paragraphs(*texts: str, name: str = "paragraph") -> tuple[Element, ...]:
    return tuple(text(name, words) for words in texts)


def lines(count: int, tag: str = "w") -> str:
    """Words that fill that many lines of the plain page: two of them are wider than it is."""
    return " ".join(f"{tag}{number:02}{'m' * 13}" for number in range(count))


def story(*body: Element | PageBreak, head: Edges = Edges(None, None), foot: Edges = Edges(None, None)) -> Story:  # noqa: B008
    return Story(body, head, foot, StructureNode("Document"), (), "A title", "", "en", frozenset())


def foot(page: str = f"Page {PAGE} of {PAGES}") -> Element:
    """A running foot."""
    return Element("foot", (), None, children=(text("page", page, owner=Artifact.PAGINATION),))


def set_story(told: Story, changes: str = "", over: str = "base") -> Set:
    states = layouts(changes, over)
    diagnostics = Diagnostics()
    done = typeset(told, states, LIBRARY, diagnostics)
    if done is None:
        return Set(None, (), diagnostics.sorted(), told, states)
    return Set(tuple(done.pages), done.gave_way, diagnostics.sorted(), told, states)


def set_body(*body: Element | PageBreak, changes: str = "") -> Set:
    return set_story(story(*body), changes)


def built(*elements: Element, changes: str = "", width: float = 90 * MM) -> tuple[Flow, tuple[Diagnostic, ...]]:
    """The vertical list of elements."""
    diagnostics = Diagnostics()
    builder = Builder(TextSetter(layouts(changes)[0], LIBRARY, "en", frozenset(), diagnostics), {})
    return builder.stack(elements, width), diagnostics.sorted()


def galley(*elements: Element, changes: str = "", width: float = 90 * MM) -> tuple[Item, ...]:
    """The items of elements on an endless page."""
    flow, found = built(*elements, changes=changes, width=width)
    assert found == ()
    return items_of(endless(flow), 0.0, 0.0)


def endless(flow: Flow) -> Taken:
    return natural(flow, LINE)


# Contents


def shipped(name: str, kind: type, folder: str = "content") -> object:
    diagnostics = Diagnostics()
    node = read_file(find(folder, name), diagnostics)
    value = decode(node, kind, diagnostics) if node else None
    assert diagnostics.sorted() == ()
    return value


def set_content(content: Content, changes: str = "", over: str = "handout-a4", locale: str = "en-GB",
                club: str | None = None) -> Set:  # fmt: skip
    """A whole content in a shipped layout with changes."""
    states = layouts(changes, over)
    words = shipped(locale, Locale, "content/locales")
    assert isinstance(words, Locale)
    diagnostics = Diagnostics()
    member = decode(read(f"name: {club}"), Club, diagnostics) if club else None
    told = compose(Material(content, words, {}, {}), states[0].file, member, None, diagnostics)
    done = typeset(told, states, LIBRARY, diagnostics) if told else None
    found = diagnostics.sorted()
    return Set(tuple(done.pages) if done else None, done.gave_way if done else (), found, told, states)


def content(sections: str, head: str = "") -> Content:
    """A content of these sections (YAML, indented by two) with nothing else in it."""
    diagnostics = Diagnostics()
    start = "title: A title\nslug: test\nlanguage: en-GB\nlocale: en-GB\nedition: 2026-11\nmessage: A message.\n"
    found = decode(read(f"{start}sources: {{}}\n{head}\nsections:\n{sections}"), Content, diagnostics)
    assert diagnostics.sorted() == ()
    assert found
    return found


def temporary(text: str, name: str = "test.yaml") -> str:
    """The path of a new file, in a new folder."""
    path = Path(tempfile.mkdtemp()) / name
    path.write_text(text, encoding="utf-8")
    return str(path)


# Looking at items


def runs(items: tuple[Item, ...]) -> list[GlyphRun]:
    return [item for item in items if isinstance(item, GlyphRun)]


def words_of(items: tuple[Item, ...]) -> list[str]:
    """All words in painting order."""
    return [word.text for run in runs(items) for word in run.words]


def line_of(items: tuple[Item, ...], word: str) -> GlyphRun:
    """The run that has a word."""
    return next(run for run in runs(items) if word in [part.text for part in run.words])


def of(items: tuple[Item, ...], kind: type) -> list[Item]:
    return [item for item in items if isinstance(item, kind)]


def told_words(elements: tuple[Element | PageBreak, ...]) -> list[str]:
    """The words that elements want to be printed, their marks' numbers not among them."""
    return [
        word
        for element in elements
        if isinstance(element, Element)
        for word in ("".join(fragment.text for fragment in element.text).split() + told_words(element.children))
    ]
