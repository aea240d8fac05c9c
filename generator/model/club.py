"""Turns a club file into a `Club`: the name, contact and look of whoever hands the pages out."""

from __future__ import annotations

import re
from typing import Annotated

from generator.diagnostics import Diagnostics, Span
from generator.model.address import ADDRESS, FILLED, check_address
from generator.record import NamedTuple
from generator.source.decode import Form, Located

_COLOUR = Form(r"#[0-9A-Fa-f]{6}")


class Club(NamedTuple):
    """A club. Only the name is required."""

    name: Annotated[Located, "The club's name, as it stands above the title.", FILLED]
    span: Span
    logo: Annotated[Located | None, "A PNG or JPEG file, from this file's folder."] = None
    contact: Annotated[Located | None, "How to reach the club: a mail address, a telephone number or a name."] = None
    web: Annotated[Located | None, "The club's web address, https:// included.", ADDRESS] = None
    accent: Annotated[
        Located | None, 'The club\'s colour, such as "#003B5C" (in quotes: # starts a comment).', _COLOUR
    ] = None
    meets: Annotated[Located | None, "When and where the club meets."] = None

    def validate(self, diagnostics: Diagnostics) -> None:
        if not self.name.value.strip():
            diagnostics.error("empty-text", "the club's name is empty", self.name.span)
        if self.web is not None:
            check_address(self.web.value, self.web.span, diagnostics)
        if self.accent is not None and not re.fullmatch(_COLOUR, self.accent.value):
            hint = 'write it in quotes, as six digits: "#003B5C"'
            diagnostics.error("colour", f"'{self.accent.value}' is not a colour", self.accent.span, hint)
