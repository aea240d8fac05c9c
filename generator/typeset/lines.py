"""Turns the styled pieces of a paragraph into lines of placed words, broken ragged right and as evenly as possible.

The fewest lines come first, then the least sum of squared white space at the ends of all lines but the last.
Nothing is hyphenated: soft hyphens (U+00AD) are removed, and a word is divided only at a place from
`generator.typeset.breaks`. Runs follow the order of the text from left to right; there is no reordering for
right-to-left scripts yet.
"""

from __future__ import annotations

import unicodedata

from generator.record import NamedTuple
from generator.typeset import breaks
from generator.typeset.fit import TOLERANCE, fitted
from generator.typeset.fonts import Face, FontLibrary, Word, Words

_DROPPED = {0xAD: None, 0xFEFF: None}
_INVISIBLE = "\u200b\u2060"

# A word as it lies in its pieces: (index of the piece, text). Longer than one where the style changes inside it.
_Parts = list[tuple[int, str]]
# A place where a line may start: index of the word and offset in it.
_Cut = tuple[int, int]

# Set texts are large, and a handful of documents has a few hundred: past this many the cache starts anew.
TEXT_LIMIT = 2_000


class StyledText(NamedTuple):
    """A stretch of a paragraph in one face. White space is folded to single spaces already.

    Pieces are joined as they are, so a word may begin in one and end in the next ("**bold**ly").
    """

    text: str
    face: Face


class SetRun(NamedTuple):
    """Neighbouring words of one piece on one line, a space between each two.

    `x` is measured from where the line starts, `width` without the space that follows if `trail` says so. That is
    also the case at the end of a line that was broken at a space, so that the words stay apart when they are read
    out of the finished file. A space between two pieces belongs to the first of them.
    """

    piece: int
    x: float
    width: float
    words: Words
    trail: bool


class SetLine(NamedTuple):
    """One line; `width` without a space at its end."""

    width: float
    runs: tuple[SetRun, ...]


class SetText(NamedTuple):
    """A set paragraph; text without any word has no lines.

    `missing` names each (piece, character) without a glyph once; `overfull` says how far the widest line sticks out.
    """

    lines: tuple[SetLine, ...]
    missing: tuple[tuple[int, str], ...]
    overfull: float


class Breaking(NamedTuple):
    """What makes one break better than another with the same number of lines.

    A last line of a single word costs `runt` times the square of the measure. With `break_at_sentence` a line that
    ends a sentence costs nothing. A number and one of the `units` after it are never parted.
    """

    runt: float = 0.25
    break_at_sentence: bool = False
    units: frozenset[str] = frozenset()


def set_text(
    library: FontLibrary, pieces: tuple[StyledText, ...], size: float, measure: float, language: str, breaking: Breaking
) -> SetText:
    """The lines of a paragraph at a type size for a line length `measure`; kept in the library."""
    key = (pieces, size, measure, language, breaking)
    text: SetText | None = library.texts.get(key)
    if text is None:
        if len(library.texts) >= TEXT_LIMIT:
            library.texts.clear()
        text = library.texts[key] = _Setter(library, pieces, size, language).set(measure, breaking)
    return text


class _Setter:
    """One paragraph on its way from pieces to lines."""

    __slots__ = ("faces", "known", "shaped", "size", "spaces", "words")

    def __init__(self, library: FontLibrary, pieces: tuple[StyledText, ...], size: float, language: str) -> None:
        self.faces = [piece.face for piece in pieces]
        self.known = [library.shaped(face, language) for face in self.faces]
        self.spaces = [face.space.width * size for face in self.faces]
        self.size = size
        self.words = _split(pieces)
        self.shaped = [self._shape(parts) for parts in self.words]

    def set(self, measure: float, breaking: Breaking) -> SetText:
        if not self.words:
            return SetText((), (), 0.0)
        missing: dict[tuple[int, str], None] = {}
        starts: list[float] = []
        ends: list[float] = []
        x = 0.0
        for parts in self.shaped:
            starts.append(x)
            for piece, word in parts:
                x += word.width * self.size
                if word.missing:
                    missing.update(dict.fromkeys((piece, word.text[offset]) for offset in word.missing))
            ends.append(x)
            x += self.spaces[piece]
        cuts = [(0, 0)] if ends[-1] <= measure + TOLERANCE else self._breaks(starts, ends, measure, breaking)
        cuts.append((len(self.words), 0))
        lines = tuple([self._line(cuts[index], cuts[index + 1]) for index in range(len(cuts) - 1)])
        overfull = max(line.width for line in lines) - measure
        return SetText(lines, tuple(missing), overfull if overfull > TOLERANCE else 0.0)

    def _breaks(self, starts: list[float], ends: list[float], measure: float, breaking: Breaking) -> list[_Cut]:
        """Where the lines start, given where each word starts and ends if all stand on one line."""
        texts = ["".join([text for _, text in parts]) for parts in self.words]
        cuts: list[_Cut] = []
        box_starts: list[float] = []  # a box is what no line end divides
        box_ends: list[float] = []
        offsets_of, holds, units = breaks.offsets, breaks.holds, breaking.units
        before = ""
        for index, text in enumerate(texts):
            if not holds(before, text, units) or not index:
                if index:
                    box_ends.append(ends[index - 1])
                box_starts.append(starts[index])
                cuts.append((index, 0))
            before = text
            offsets = offsets_of(text)
            if offsets:
                stops, begins = self._divided(self.words[index], offsets)
                box_ends += [starts[index] + stop for stop in stops]
                box_starts += [starts[index] + begin for begin in begins]
                cuts += [(index, offset) for offset in offsets]
        box_ends.append(ends[-1])

        runt = len(cuts)
        if "\u00a0" not in texts[-1]:
            runt = next((box for box, (index, _) in enumerate(cuts) if index == len(texts) - 1), runt)
        free: set[int] = set()
        if breaking.break_at_sentence:
            free = {
                box
                for box, (index, offset) in enumerate(cuts)
                if index and not offset and breaks.ends_sentence(texts[index - 1], texts[index])
            }
        return [cuts[box] for box in fitted(box_starts, box_ends, measure, breaking.runt * measure**2, runt, free)]

    def _shape(self, parts: _Parts) -> list[tuple[int, Word]]:
        return [(piece, self.known[piece][text]) for piece, text in parts]

    def _divided(self, parts: _Parts, offsets: tuple[int, ...]) -> tuple[list[float], list[float]]:
        """How far into a word each stretch before an offset ends, and the stretch after it begins.

        Kerning is between neighbours, so these hold for any stretch between two of the offsets. Each stretch is
        shaped with its neighbour only: a word may have as many offsets as a file has room for.
        """
        stops: list[float] = []
        begins: list[float] = []
        x = 0.0
        before, *rest = _stretches(parts, offsets)
        before_width = self._width(before)
        for after in rest:
            after_width = self._width(after)
            x += before_width
            stops.append(x)
            if before[-1][0] == after[0][0]:
                (piece, left), (_, right) = before[-1], after[0]
                x += self._width([(piece, left + right)]) - self._width([(piece, left)]) - self._width([(piece, right)])
            begins.append(x)
            before, before_width = after, after_width
        return stops, begins

    def _width(self, parts: _Parts) -> float:
        return sum([word.width for _, word in self._shape(parts)]) * self.size

    def _line(self, first: _Cut, stop: _Cut) -> SetLine:
        (start_word, start_offset), (stop_word, stop_offset) = first, stop
        runs: list[SetRun] = []
        words: list[Word] = []
        piece = -1
        x = run_x = run_end = 0.0
        for index in range(start_word, stop_word + (stop_offset > 0)):
            parts = self.shaped[index]
            start = start_offset if index == start_word else 0
            if start or index == stop_word:
                parts = self._shape(_clip(self.words[index], start, stop_offset if index == stop_word else None))
            spaced = index > start_word
            for number, word in parts:
                if number == piece:
                    words.append(word)
                else:
                    if words:
                        runs.append(SetRun(piece, run_x, run_end - run_x, Words(words, self.faces[piece]), spaced))
                    piece, words, run_x = number, [word], x
                x = run_end = x + word.width * self.size
                spaced = False
            x += self.spaces[piece]
        trail = not stop_offset and stop_word < len(self.words)
        runs.append(SetRun(piece, run_x, run_end - run_x, Words(words, self.faces[piece]), trail))
        return SetLine(run_end, tuple(runs))


def _split(pieces: tuple[StyledText, ...]) -> list[_Parts]:
    """The words of a paragraph."""
    words: list[_Parts] = []
    joins = False
    for index, piece in enumerate(pieces):
        text = piece.text
        if not text.isascii():
            text = unicodedata.normalize("NFC", text).translate(_DROPPED)
        head, *rest = text.split(" ")
        if head.strip(_INVISIBLE):
            if joins:
                words[-1].append((index, head))
            else:
                words.append([(index, head)])
        words.extend([[(index, word)] for word in rest if word.strip(_INVISIBLE)])
        joins = bool((rest[-1] if rest else head).strip(_INVISIBLE)) or (joins and not rest)
    return words


def _stretches(parts: _Parts, offsets: tuple[int, ...]) -> list[_Parts]:
    """A word divided at the offsets."""
    stretches: list[_Parts] = [[]]
    places = iter([*offsets, -1])
    place = next(places)
    done = 0
    for piece, text in parts:
        start = 0
        while place >= 0 and place - done < len(text):
            if place - done > start:
                stretches[-1].append((piece, text[start : place - done]))
            stretches.append([])
            start = place - done
            place = next(places)
        stretches[-1].append((piece, text[start:]))
        done += len(text)
    return stretches


def _clip(parts: _Parts, start: int, stop: int | None) -> _Parts:
    """The stretch of a word between two offsets."""
    clipped = []
    for piece, text in parts:
        stretch = text[max(start, 0) : stop if stop is None else max(stop, 0)]
        if stretch:
            clipped.append((piece, stretch))
        start -= len(text)
        stop = stop if stop is None else stop - len(text)
    return clipped
