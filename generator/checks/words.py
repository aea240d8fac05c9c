"""What is said by the words of a run of glyphs."""

from __future__ import annotations

from generator.typeset.items import GlyphRun


def text_of(run: GlyphRun) -> str:
    """The words of a run as one text, without the spaces between them."""
    return "".join([word.text for word in run.words])
