"""Defines what rules judge: a text by itself, or in one state of a layout."""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Span
from generator.model.content import Content
from generator.model.contrast import Rgb
from generator.model.inline import Inline
from generator.model.layout import Layout
from generator.model.locale import Locale, WordList
from generator.model.passages import Sign, Tier
from generator.record import NamedTuple, by_identity

Plain = Callable[[Inline], str]  # a piece of a text with its variables filled in


@by_identity
class Manuscript(NamedTuple):
    """A text as its author wrote it, whatever layout and club it is printed for.

    `plain` fills in what the text and its locale say themselves; what a club would say is left out. `words` are None
    where no list of words has the text's language: then its wording is not judged.
    """

    content: Content
    locale: Locale
    words: WordList | None
    plain: Plain


class TierSought(NamedTuple):
    """A tier of warning signs as it is looked for on pages: by its letters, without spaces.

    `said` are the words that say whom to call, and when. `signs` come with their full and their short form.
    """

    tier: Tier
    said: tuple[str, ...]
    signs: tuple[tuple[Sign, tuple[str, ...]], ...]


class Sought(NamedTuple):
    """What the pages of a text must say: its warning signs, and that nobody has checked it, where that is so.

    `places` are the spans of the signs and tiers, `tiers_at` of the tiers. `names_club`: a club's values are in them.
    """

    tiers: tuple[TierSought, ...]
    notice: str | None
    places: frozenset[Span]
    tiers_at: frozenset[Span]
    names_club: bool


class TextInLayout(NamedTuple):
    """A text in one state of a layout, with what is known before there are pages.

    `sought` has no club's values. `legible` and `visible` are the pairs
    (ink, ground) of the layout's colours that have the contrast which text, or a mark, asks for.
    """

    text: Manuscript
    layout: Layout
    sought: Sought
    legible: frozenset[tuple[Rgb, Rgb]]
    visible: frozenset[tuple[Rgb, Rgb]]


def primary(tag: str) -> str:
    """The language of a tag without its script and region: "en" for "en-GB"."""
    return tag.partition("-")[0].lower()
