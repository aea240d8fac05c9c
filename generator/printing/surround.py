"""Makes what stands beside the cards of a sheet: marks, a ruler, a line that says what each sheet is."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence

from generator.diagnostics import Diagnostics, InputError
from generator.impose.lettering import Lettering
from generator.impose.marks import Stencil, stencil
from generator.impose.sheet import Sheet
from generator.model.layout import TextStyle
from generator.model.locale import SheetWords, fill
from generator.printing.printable import Printable
from generator.record import NamedTuple
from generator.typeset.geometry import missing_characters
from generator.typeset.items import Page

TITLES = 3  # of several contents in the title of their sheets


class Surround(NamedTuple):
    """What all sheets of a job have beside their cards, and what of it changes from sheet to sheet.

    `turn` says in words how sheets are turned over.
    """

    cards: Sequence[Printable]
    words: SheetWords
    lettering: Lettering
    stencil: Stencil
    turn: str

    def marks(self, number: int, sheets: int) -> Page:
        """The marks of sheet `number`, from 0, of so many. Raises InputError for characters the font lacks.

        Texts that have no room are not checked.
        """
        line = fill(
            self.words.job,
            name=title_of(self.cards),
            edition=self.cards[0].edition.value,
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
        first, found = self.cards[0], Diagnostics()
        # What fills nothing in comes last: there a character is told that is in none of them.
        said = [(form.plain, form.span) for form in (*self.words, self.words.job)]
        written = [*(card.title for card in self.cards[:TITLES]), (first.edition.value, first.edition.span), *said]
        font = _body_of(first).font
        for character in characters:
            has_it = (span for text, span in written if character in unicodedata.normalize("NFC", text))
            found.error(
                "missing-glyph",
                f"the font '{font.value}' has no glyph for {character!r} (U+{ord(character):04X}), "
                "which stands beside the cards of a sheet",
                next(has_it, written[-1][1]).at(character),
                "Use other characters, or a font that has them for the whole document.",
                ((font.span, "the font is chosen here"),),
            )
        return InputError(found.sorted())


def title_of(cards: Sequence[Printable]) -> str:
    """The title of the sheets of these cards."""
    return "; ".join([*(card.title[0] for card in cards[:TITLES]), *(["..."] if len(cards) > TITLES else [])])


def surround_of(cards: Sequence[Printable], sheet: Sheet, folds: tuple[float, ...], turn: str) -> Surround:
    """What stands beside cards, in the language of the first one and the type of its body.

    `turn` is a key of the locale's words for sheets. Raises InputError if it has none of these, EnvironmentProblem if
    the font is not there.
    """
    first = cards[0]
    words = first.locale.sheet
    if words is None:
        message = "the locale has no words for print sheets"
        raise InputError.of("missing-key", message, first.locale.span, "Add a key 'sheet'.")
    body = _body_of(first)
    files = first.look.fonts[body.font.value]
    file = files.bold if body.weight == "bold" else files.regular
    face = first.layout.fonts.face(os.path.join(file.span.source.folder or "", file.value))
    lettering = Lettering(first.layout.fonts, face, first.language)
    return Surround(cards, words, lettering, stencil(sheet, lettering, words, folds), getattr(words, turn).plain)


def _body_of(card: Printable) -> TextStyle:
    """The type of a card's body."""
    assert card.layout.states
    return card.layout.states[0].texts["body"]
