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

    def __init__(self, values: dict[str, str], diagnostics: Diagnostics) -> None:
        self.values = values
        self.diagnostics = diagnostics

    def fragments(self, inline: Inline, owner: StructureNode, **more: str) -> tuple[Fragment, ...]:
        """The text owned by `owner`; a link gets a node of its own under it. `more` are values for this text alone."""
        fragments: list[Fragment] = []
        link: tuple[str, StructureNode] | None = None
        for run in inline.runs:
            text = self._text(run, inline.span, more)
            if run.address is None:
                link = None
                fragments.append(Fragment(text, run.strong, owner))
                continue
            address = self._filled(run.address, inline.span, more)
            if link is None or link[0] != address:
                if not check_address(address, inline.span, self.diagnostics):
                    continue
                link = (address, StructureNode("Link", owner, alt=""))
            link[1].alt = (link[1].alt or "") + text
            fragments.append(Fragment(text, run.strong, link[1], address))
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
            message = f"{{{name}}} has no value: the {'club' if of_club else 'locale'} does not give it"
            hint = f"Name the club's file (--club FILE) or --set {name}=..., or reword." if of_club else "Reword."
            self.diagnostics.error("empty-variable", message, span.at(f"{{{name}}}"), hint)
        else:
            near = suggest(name, NAMES)
            hint = (f"Did you mean {{{near}}}? " if near else "") + f"Known: {', '.join(NAMES)}."
            self.diagnostics.error("unknown-variable", f"there is no variable {{{name}}}", span.at(f"{{{name}}}"), hint)
        return ""
