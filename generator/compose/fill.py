"""Fills in the variables of inline text, and turns it into fragments that each have an owner."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Union

from generator.diagnostics import Diagnostics, Span
from generator.model.forms import check_form
from generator.model.inline import Inline, Text
from generator.model.variables import NAMES
from generator.record import NamedTuple
from generator.source.decode import suggest
from generator.story import Fragment
from generator.structure import StructureNode

_VARIABLE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


# Text with its own node, if it is part of a link or in another language, and with the link.
_Piece = tuple[Text, Union[StructureNode, None], Union[StructureNode, None]]


class Filled(NamedTuple):
    """Text with its variables filled in, before it has an owner.

    `kids` are the nodes to put under its owner: one for each link, and one for each run of words in another
    language; the latter stands in the link if it is part of one.
    """

    kids: tuple[StructureNode, ...]
    pieces: tuple[_Piece, ...]

    def owned(self, owner: StructureNode) -> tuple[Fragment, ...]:
        """The text as fragments; all that no kid owns belongs to `owner`."""
        return tuple(
            [Fragment(run.text, run.strong, node or owner, run.address, link) for run, node, link in self.pieces]
        )


class Filler:
    """Fills in variables. Values are data: nothing in them is markup."""

    def __init__(
        self, values: dict[str, str], diagnostics: Diagnostics, givers: dict[str, Span | None] | None = None
    ) -> None:
        """`givers` are the spans of the "club" and the "locale", to show where a value is missing."""
        self.givers = givers or {}
        self.values = values
        self.diagnostics = diagnostics
        self.used: dict[str, str] = {}  # which values were filled in, since somebody began to note them

    def filled(self, inline: Inline, **more: str) -> Filled:
        """The text without owner; `more` are values for this text alone."""
        runs: list[Text] = []
        for run in inline.runs:
            text = self._text(run, inline.span, more)
            address = None if run.address is None else self._filled(run.address, inline.span, more)
            if address is None or check_form(address, inline.span, self.diagnostics):
                runs.append(run._replace(text=text, address=address))
        kids: list[StructureNode] = []
        pieces: list[_Piece] = []
        for address, linked in groupby(runs, lambda run: run.address):
            said = [
                (StructureNode("Span", language=language) if language else None, list(same))
                for language, same in groupby(linked, lambda run: run.language)
            ]
            inside = [node for node, _ in said if node]
            link = None
            if address:
                alt = "".join(run.text for _, same in said for run in same)
                link = StructureNode("Link", inside, alt=alt)
            kids += [link] if link else inside
            pieces += [(run, node or link, link) for node, same in said for run in same]
        return Filled(tuple(kids), tuple(pieces))

    def plain(self, inline: Inline, **more: str) -> str:
        """The text alone."""
        return "".join(self._text(run, inline.span, more) for run in inline.runs)

    def _text(self, run: Text, span: Span, more: dict[str, str]) -> str:
        return self._value(run.text, span, more) if run.variable else run.text

    def _filled(self, text: str, span: Span, more: dict[str, str]) -> str:
        return _VARIABLE.sub(lambda match: self._value(match[1], span, more), text)

    def _value(self, name: str, span: Span, more: dict[str, str]) -> str:
        if name in more:
            return more[name]
        value = self.values.get(name)
        if value is not None:
            self.used[name] = value
            return value
        if name in NAMES:
            of_club = name.startswith("club.")
            giver = "club" if of_club else "locale"
            message = f"{{{name}}} has no value: the {giver} does not give it"
            place = self.givers.get(giver)
            related = ((place, f"the {giver}"),) if place else ()
            hint = f"Name the club's file (--club FILE) or --set {name}=..., or reword." if of_club else "Reword."
            self.diagnostics.error("empty-variable", message, span.at(f"{{{name}}}"), hint, related)
        else:
            near = suggest(name, NAMES)
            hint = (f"Did you mean {{{near}}}? " if near else "") + f"Known: {', '.join(NAMES)}."
            self.diagnostics.error("unknown-variable", f"there is no variable {{{name}}}", span.at(f"{{{name}}}"), hint)
        return ""
