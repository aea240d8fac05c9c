"""Lays values over what was read: a title over a text, a name over a club, a club's colour over a layout.

Nothing is read here, so any number of documents with values of their own share one read text. Values that name a file
(`locale`, `language`, `club.logo`) are looked up where files are: `workspace.py` reads the text or club for them.
"""

from __future__ import annotations

from typing import Any, get_type_hints

from generator.checks import Manuscript, check_allowed, judge_text
from generator.checks.subject import Plain
from generator.compose.fill import Filler
from generator.diagnostics import Diagnostics
from generator.inputs import LayoutMemory, ReadClub, ReadLayout, ReadText, TextMemory
from generator.model.club import Club
from generator.model.compile import compile_layout
from generator.model.content import Content
from generator.model.locale import Locale
from generator.model.variables import NAMES, variables
from generator.source.decode import Located, decode, key_of
from generator.source.node import Mapping, Node, Scalar
from generator.source.overlay import Values, laid_over, nested, overlay, settings_layer

OF_CLUB = "club."
NAMING = ("locale", "language")  # of the text's values: these choose what is read beside it
MOST_COLOURS = 64  # of a layout that are kept
MOST_LAID = 4  # values over a text: all documents of one row have the same


def of_text(values: Values) -> Values:
    """The values that lie over a text."""
    return tuple((key, value) for key, value in values if not key.startswith(OF_CLUB))


def of_club(values: Values) -> Values:
    """The values that lie over a club, without their prefix."""
    return tuple((key.removeprefix(OF_CLUB), value) for key, value in values if key.startswith(OF_CLUB))


def text_with(text: ReadText, values: Values) -> ReadText:
    """The text with values laid over it, and judged anew."""
    own = of_text(values)
    if text.document is None or all(key in NAMING for key, _ in own):
        return text
    laid = text.memory.laid
    if own not in laid:
        if len(laid) >= MOST_LAID:
            laid.clear()
        laid[own] = _text_with(text, text.document(), own)
    return laid[own]


def _text_with(text: ReadText, document: Node, values: Values) -> ReadText:
    found = Diagnostics()
    layer = layer_of(values, found)
    if layer is None:
        content = text.content
        found.extend(text.found.decoded)
    elif text.content and not text.found.decoded and not len(found) and set(layer.pairs) <= _FIELDS.keys():
        content = _changed(text.content, document, layer, found)
    else:
        content = decode_text(document, layer, found)
    # Its elements are those of the text, which holds it: with that memory itself, the two would hold each other.
    memory, found_in_it = TextMemory(text.memory.composed), text.found._replace(decoded=found.sorted())
    return judged(text._replace(content=content, found=found_in_it, memory=memory))


_FIELDS = {key_of(field): field for field in Content._fields if field != "span"}


def layer_of(values: Values, found: Diagnostics) -> Mapping | None:
    """Values of a text as a mapping to lay over its file; None if there are none."""
    return settings_layer(values, "", found)


def decode_text(node: Node, layer: Mapping | None, found: Diagnostics) -> Content | None:
    """The content decoded from a file with a layer over it."""
    whole = laid_over(node, layer)
    return decode(whole, Content, found) if whole else None


def _changed(content: Content, node: Node, layer: Mapping, found: Diagnostics) -> Content | None:
    """A sound content with a few keys decoded anew; what a whole file must keep to is looked at again."""
    hints = get_type_hints(Content, include_extras=True)
    whole = laid_over(node, layer)
    assert isinstance(whole, Mapping)
    new: dict[str, Any] = {
        _FIELDS[key]: decode(whole.pairs[key].value, hints[_FIELDS[key]], found) for key in layer.pairs
    }
    if found.has_errors:
        return None
    made = content._replace(span=whole.span, **new)
    Content.validate_parts(made._asdict(), found)
    made.validate(found)
    return made


def judged(text: ReadText) -> ReadText:
    """The text with what rules report in it for any layout."""
    if text.content is None or text.locale is None:
        return text
    found = Diagnostics()
    check_allowed(text.content.allow, found)
    manuscript = Manuscript(text.content, text.locale, text.words, plain(text.content, text.locale, None))
    sound = not (text.found.has_errors or found.has_errors)
    reading = judge_text(manuscript, found if sound else Diagnostics())
    return text._replace(manuscript=manuscript, reading=reading, found=text.found._replace(judged=found.sorted()))


def plain(content: Content, locale: Locale, club: Club | None) -> Plain:
    """What fills in the variables of a piece of the text; those without a value are empty."""
    return Filler({**dict.fromkeys(NAMES, ""), **variables(locale, club, content)}, Diagnostics()).plain


def club_with(club: ReadClub, values: Values) -> ReadClub:
    """The club with values laid over it; values alone make a club too."""
    own = of_club(values)
    if not own or (club.path and club.node is None):
        return club
    found = Diagnostics()
    return club._replace(club=decode_club(club.node, own, found), found=club.found._replace(decoded=found.sorted()))


def decode_club(node: Node | None, values: Values, found: Diagnostics) -> Club | None:
    """The club decoded from a file with values over it."""
    whole = laid_over(node, settings_layer(values, OF_CLUB, found))
    return decode(whole, Club, found) if whole else None


def layout_in(layout: ReadLayout, accent: Located | None) -> ReadLayout:
    """The layout in a club's colour, if it has one."""
    if accent is None or layout.layers is None:
        return layout
    key = (accent.value, str(accent.span))  # what is found in the layout may be said of that place
    coloured = layout.memory.coloured
    if key not in coloured:
        if len(coloured) >= MOST_COLOURS:
            coloured.clear()
        # The accent has its place in the club's file; all else keeps its own.
        colour = nested(("colours", "accent"), Scalar(accent.value, accent.span, True))
        mapping, below = layout.layers()
        coloured[key] = compiled(layout, overlay(mapping, colour)._replace(span=mapping.span), below)
    return coloured[key]


def compiled(layout: ReadLayout, mapping: Mapping, below: Mapping | None) -> ReadLayout:
    """The layout with its states compiled from a mapping, which lies over the one `below`."""
    found = Diagnostics()
    states = compile_layout(mapping, found, below)
    if states:
        check_allowed(states[0].file.allow, found)
    return layout._replace(states=states, found=layout.found._replace(decoded=found.sorted()), memory=LayoutMemory())
