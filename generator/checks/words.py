"""What is said by the words of a run of glyphs."""

from __future__ import annotations

from generator.typeset.items import GlyphRun


def has_capitals(run: GlyphRun) -> bool:
    """Whether a word of a run is written in capitals."""
    return any([word.text.isupper() for word in run.words])  # noqa: C419  # twice as fast


def text_of(run: GlyphRun) -> str:
    """The words of a run as one text, without the spaces between them."""
    return "".join([word.text for word in run.words])
