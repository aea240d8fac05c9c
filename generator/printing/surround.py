"""Makes what stands beside the cards of a sheet: marks, a ruler, a line that says what each sheet is."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from generator.diagnostics import Diagnostics, InputError
from generator.impose.lettering import Lettering
from generator.impose.marks import Marks, Stencil, stencil
from generator.impose.sheet import Sheet
from generator.model.locale import SheetWords, fill
from generator.printing.printable import Printable, Written
from generator.record import NamedTuple
from generator.source.decode import Located
from generator.typeset.geometry import missing_characters

Turn = Literal["long_edge", "short_edge", "not_turned"]  # a key of the words
TITLES = 3  # of several contents in the title of their sheets


class Surround(NamedTuple):
    """What all sheets of a job have beside their cards.

    `turn` says in words how sheets are turned over. `written` has all texts that may be printed, with their spans;
    `font` is the name of their font in the layout.
    """

    words: SheetWords
    lettering: Lettering
    stencil: Stencil
    title: str
    edition: str
    turn: str
    written: tuple[Written, ...]
    font: Located

    def marks(self, number: int, sheets: int) -> Marks:
        """The marks of sheet `number`, from 0, of so many. Raises InputError for characters the font lacks.

        Texts that have no room are not checked.
        """
        line = fill(
            self.words.job,
            name=self.title,
            edition=self.edition,
            sheet=str(number + 1),
            sheets=str(sheets),
            side=self.words.front.plain,
            flip=self.turn,
        )
        marks = self.stencil.with_job(line, self.lettering)
        items = (*marks.items, *(item for placed in marks.placed for item in placed.face.items))
        if missing := missing_characters(items):
            raise self._lacking(missing)
        return marks

    def _lacking(self, characters: Iterable[str]) -> InputError:
        """The error for each, at the first text that has it, else at the last."""
        found = Diagnostics()
        for character in characters:
            has_it = (span for text, span in self.written if character in unicodedata.normalize("NFC", text))
            found.error(
                "missing-glyph",
                f"the font '{self.font.value}' has no glyph for {character!r} (U+{ord(character):04X}), "
                "which stands beside the cards of a sheet",
                next(has_it, self.written[-1][1]).at(character),
                "Use other characters, or a font that has them for the whole document.",
                ((self.font.span, "the font is chosen here"),),
            )
        return InputError(found.sorted())


def title_of(cards: Sequence[Printable]) -> str:
    """The title of the sheets of these cards."""
    return "; ".join([*(card.title[0] for card in cards[:TITLES]), *(["..."] if len(cards) > TITLES else [])])


def surround_of(
    cards: Sequence[Printable],
    sheet: Sheet,
    folds: tuple[float, ...],
    turn: Turn,
) -> Surround:
    """What stands beside cards, in the language of the first one and the type of its body.

    Raises InputError if its locale has no words for sheets, EnvironmentProblem if the font is not there.
    """
    first = cards[0]
    words = first.locale.sheet
    if words is None:
        found = Diagnostics()
        found.error("missing-key", "the locale has no words for print sheets", first.locale.span, "Add a key 'sheet'.")
        raise InputError(found.sorted())
    assert first.layout.states
    body = first.layout.states[0].texts["body"]
    files = first.look.fonts[body.font.value]
    file = files.bold if body.weight == "bold" else files.regular
    face = first.layout.fonts.face(os.path.join(file.span.source.folder or "", file.value))
    lettering = Lettering(first.layout.fonts, face, first.language)
    # What fills nothing in comes last: there a character is told that is in none of them.
    said = ((form.plain, form.span) for form in (*words, words.job))
    return Surround(
        words,
        lettering,
        stencil(sheet, lettering, words, folds),
        title_of(cards),
        first.edition.value,
        getattr(words, turn).plain,
        (*(card.title for card in cards[:TITLES]), (first.edition.value, first.edition.span), *said),
        body.font,
    )
