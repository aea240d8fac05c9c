"""Holds what rules look at: a text with its words, or a document with its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.model.content import Content
from generator.model.inline import Inline
from generator.model.layout import Layout
from generator.model.locale import Locale
from generator.model.wordlist import WordList
from generator.record import NamedTuple
from generator.structure import StructureNode


class Text(NamedTuple):
    """A text, whatever layout it is printed in. `plain` gives a piece of it with its variables filled in.

    `words` are None where no list of words has the text's language: then its wording is not judged.
    """

    content: Content
    locale: Locale
    words: WordList | None
    plain: Callable[[Inline], str]


class Print(NamedTuple):
    """A text in a layout: what is known besides the pages. `layout` is in the state that the pages were set in.

    `card`: a checklist card, on which warning signs may stand on any side, in their short form. `parents` are those of
    the nodes of its structure tree.
    """

    text: Text
    layout: Layout
    card: bool
    parents: Mapping[StructureNode, StructureNode]
