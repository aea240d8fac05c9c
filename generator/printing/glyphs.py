"""Judges whether a font has the characters of what is written beside the cards of a sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from generator.diagnostics import Diagnostics, InputError, Span
from generator.impose.marks import Marks
from generator.source.decode import Located
from generator.typeset.geometry import missing_characters

Written = tuple[str, Span]  # a text, and where it stands


def check_glyphs(marks: Marks, written: Iterable[Written], font: Located) -> None:
    """Raises InputError for a character that `font` lacks, at the place of the first text `written` that has it.

    The last of them is the place of all others. What has no room on the sheet is no matter.
    """
    missing = missing_characters((*marks.items, *(item for placed in marks.placed for item in placed.face.items)))
    if not missing:
        return
    texts = tuple((unicodedata.normalize("NFC", text), span) for text, span in written)
    diagnostics = Diagnostics()
    for character in missing:
        place = next((span for text, span in texts if character in text), texts[-1][1])
        diagnostics.error(
            "missing-glyph",
            f"the font '{font.value}' has no glyph for {character!r} (U+{ord(character):04X}), "
            "which stands beside the cards of a sheet",
            place.at(character),
            "Use other characters, or a font that has them for the whole document.",
            ((font.span, "the font is chosen here"),),
        )
    raise InputError(diagnostics.sorted())
