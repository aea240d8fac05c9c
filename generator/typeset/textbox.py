"""Turns the text of an element into boxes, one a line, with penalties for the breaks between them."""

from __future__ import annotations

import os

from generator.diagnostics import Diagnostics, EnvironmentProblem, Span
from generator.model.layout import Layout, Size, TextStyle
from generator.model.looks import Look
from generator.model.units import millimetres
from generator.source.decode import Located
from generator.story import Element, Fragment
from generator.structure import Artifact
from generator.typeset.fonts import Face, FontLibrary
from generator.typeset.items import Colour, GlyphRun, Item, LinkArea, Rule
from generator.typeset.lines import Breaking, SetText, StyledText, set_text
from generator.typeset.table import Claim
from generator.typeset.vlist import Box, ListNode, Penalty


class TextSetter:
    """Sets text in the named styles of one layout. Problems go to `diagnostics`."""

    def __init__(
        self, layout: Layout, library: FontLibrary, language: str, units: frozenset[str], diagnostics: Diagnostics
    ) -> None:
        self.layout = layout
        self.library = library
        self.language = language
        self.units = units
        self.diagnostics = diagnostics
        self.colours = {name: Colour(*rgb) if rgb else None for name, rgb in layout.colours.items()}
        breaks = layout.file.breaks
        self.penalties = {  # by whether the break comes after the first line, and before the last
            (first, last): Penalty(max(breaks.inside, breaks.orphan * first, breaks.widow * last))
            for first in (False, True)
            for last in (False, True)
        }
        self._faces: dict[tuple[str, bool], Face] = {}
        self._told: set[str] = set()  # of glyphs that are missing

    def colour(self, token: Located | None) -> Colour | None:
        """The colour of a token; None where there is none to draw with."""
        return self.colours.get(token.value) if token else None

    def face(self, style: TextStyle, strong: bool = False) -> Face:
        """The face of a style; raises EnvironmentProblem if its file is missing."""
        bold = strong or style.weight == "bold"
        key = (style.font.value, bold)
        face = self._faces.get(key)
        if face is None:
            files = self.layout.file.fonts[style.font.value]
            file = files.bold if bold else files.regular
            try:
                face = self.library.face(os.path.join(file.span.source.folder or "", file.value))
            except EnvironmentProblem as problem:
                raise EnvironmentProblem(f"{file.span}: {problem}") from problem
            self._faces[key] = face
        return face

    def set_at(self, fragments: tuple[Fragment, ...], style: TextStyle, size: float, width: float) -> SetText:
        """The fragments broken into lines of at most `width` at a size."""
        pieces = tuple([StyledText(fragment.text, self.face(style, fragment.strong)) for fragment in fragments])
        breaking = Breaking(style.runt, style.break_at == "sentence", self.units)
        return set_text(self.library, pieces, size, width, self.language, breaking)

    def natural_width(self, fragments: tuple[Fragment, ...], style: TextStyle) -> float:
        """The width of the text on one line at its largest size."""
        return max(line.width for line in self.set_at(fragments, style, style.size.options[0].size, 1e6).lines)

    def claim(self, fragments: tuple[Fragment, ...], style: TextStyle, pads: float) -> Claim:
        """The widths of the widest word, at the smallest size, and of the text on one line; with padding beside it."""
        first, *_, last = (*style.size.options, style.size.options[-1])
        widths = [
            max((line.width for line in self.set_at(fragments, style, size, measure).lines), default=0.0) + pads
            for size, measure in ((last.size, 0.0), (first.size, 1e6))
        ]
        return Claim(*widths)

    def boxes(
        self, element: Element, look: Look, style: TextStyle, ink: Colour, width: float, indent: float = 0.0
    ) -> tuple[ListNode, ...]:
        """The element's text in boxes of `width`, its lines from `indent` on; the style's sizes give way in turn."""
        measure = width - indent
        option, result = self._fitting(element, style, measure)
        if result.missing:
            self._missing(tuple(dict.fromkeys(character for _, character in result.missing)), style, element.span)
        size, span = option.size, element.span
        baseline = option.leading - style.drop + (look.shift or 0.0)
        nodes: list[ListNode] = []
        last = len(result.lines) - 1
        for number, line in enumerate(result.lines):
            if number:
                nodes.append(self.penalties[number == 1, number == last])
            x = indent + (measure - line.width if look.align == "end" else 0.0)
            items: list[Item] = []
            for run in line.runs:
                fragment = element.text[run.piece]
                face, left = self.face(style, fragment.strong), x + run.x
                trail = run.trail or (element.joins and number == last and run is line.runs[-1])
                owner = fragment.owner
                items.append(GlyphRun(left, baseline, run.width, face, size, run.words, trail, ink, owner, span))
                if fragment.address and fragment.link:
                    if line_below := style.underline:
                        y = baseline + line_below.below
                        items.append(Rule(left, y, left + run.width, y, line_below.weight, ink, Artifact.LAYOUT, span))
                    top, height = baseline - face.ascent * size, (face.ascent - face.descent) * size
                    items.append(LinkArea(left, top, run.width, height, fragment.address, fragment.link, span))
            nodes.append(Box(option.leading, tuple(items), span))
        return tuple(nodes)

    def _fitting(self, element: Element, style: TextStyle, measure: float) -> tuple[Size, SetText]:
        """The first of the style's sizes at which the text fits, with its lines; the last, reported, if none."""
        for option in style.size.options:
            longest = min(measure, style.measure * option.size) if style.measure else measure
            result = self.set_at(element.text, style, option.size, longest)
            limit = style.size.line_limit(option)
            if not result.overfull and (limit is None or len(result.lines) <= limit):
                return option, result
        if result.overfull:
            words = " ".join(fragment.text for fragment in element.text).split()
            longest_word, over = max(words, key=len, default=""), millimetres(result.overfull)
            self.diagnostics.error(
                "word-too-wide",
                f"a word of the {element.name} is {over} wider than its place: '{longest_word[:40]}'",
                element.span,
                "Use a shorter word, or let it break with a hyphen or a zero-width space (U+200B).",
            )
        else:
            assert limit is not None
            count = len(result.lines)
            over = millimetres((count - limit) * option.leading)
            self.diagnostics.error(
                "text-too-long",
                f"the {element.name} takes {count} lines where {limit} fit, {over} too many",
                element.span,
                "Make the text shorter; the layout sets no smaller type.",
                ((self.layout.file.span, "the layout"),),
            )
        return option, result

    def _missing(self, characters: tuple[str, ...], style: TextStyle, span: Span | None) -> None:
        named = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in characters[:5])
        more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
        message = f"the font '{style.font.value}' has no glyph for {named}{more}"
        place = span.at(characters[0]) if span else None
        if place is span and message in self._told:
            return  # filled in here from where it is written, and was told of
        self._told.add(message)
        self.diagnostics.error(
            "missing-glyph",
            message,
            place,
            "Use other characters, or a font that has them for the whole document.",
            ((style.font.span, "the font is chosen here"),),
        )
