"""Turns inline text with variables into fragments with an owner: what is printed, word for word."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostics, Span
from generator.model.inline import Inline, Text, check_address
from generator.model.variables import NAMES
from generator.source.decode import suggest
from generator.story import Fragment
from generator.structure import StructureNode

_VARIABLE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


class Filler:
    """Fills in variables. Values are data: nothing in them is markup."""

    def __init__(
        self, values: dict[str, str], diagnostics: Diagnostics, givers: dict[str, Span | None] | None = None
    ) -> None:
        """`givers` are where the "club" and the "locale" stand, to be shown where they lack a value."""
        self.givers = givers or {}
        self.values = values
        self.diagnostics = diagnostics

    def fragments(self, inline: Inline, owner: StructureNode, **more: str) -> tuple[Fragment, ...]:
        """The text owned by `owner`; `more` are values for this text alone.

        A link gets a node of its own under the owner, words in another language a span under either.
        """
        fragments: list[Fragment] = []
        link: tuple[str, StructureNode] | None = None
        span: StructureNode | None = None
        for run in inline.runs:
            text = self._text(run, inline.span, more)
            parent, address = owner, None
            if run.address is None:
                link = None
            else:
                address = self._filled(run.address, inline.span, more)
                if link is None or link[0] != address:
                    if not check_address(address, inline.span, self.diagnostics):
                        continue
                    link = (address, StructureNode("Link", owner, alt=""))
                parent = link[1]
                parent.alt = (parent.alt or "") + text
            if run.language is None:
                span = None
            elif span is None or (span.parent, span.language) != (parent, run.language):
                span = StructureNode("Span", parent, language=run.language)
            fragments.append(Fragment(text, run.strong, span or parent, address))
        return tuple(fragments)

    def plain(self, inline: Inline, **more: str) -> str:
        """The text alone."""
        return "".join(self._text(run, inline.span, more) for run in inline.runs)

    def _text(self, run: Text, span: Span, more: dict[str, str]) -> str:
        return self._value(run.text, span, more) if run.variable else run.text

    def _filled(self, text: str, span: Span, more: dict[str, str]) -> str:
        return _VARIABLE.sub(lambda match: self._value(match[1], span, more), text)

    def _value(self, name: str, span: Span, more: dict[str, str]) -> str:
        value = more.get(name, self.values.get(name))
        if value is not None:
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
