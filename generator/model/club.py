"""Turns a club file into a `Club`: the name, contact and look of whoever hands the pages out."""

from __future__ import annotations

from typing import Annotated

from generator.diagnostics import Span
from generator.model.forms import ADDRESS, COLOUR, FILLED
from generator.record import NamedTuple
from generator.source.decode import Form, Located

_NAME = Form(FILLED, "empty-text", "the club's name is empty")
_COLOUR = Form(COLOUR, "colour", "{} is not a colour", 'write it in quotes, as six digits: "#003B5C"')


class Club(NamedTuple):
    """A club. Only the name is required."""

    name: Annotated[Located, "The club's name, as it stands above the title.", _NAME]
    span: Span
    logo: Annotated[Located | None, "A PNG or JPEG file, from this file's folder."] = None
    contact: Annotated[Located | None, "How to reach the club: a mail address, a telephone number or a name."] = None
    web: Annotated[Located | None, "The club's web address, https:// included.", ADDRESS] = None
    accent: Annotated[
        Located | None, 'The club\'s colour, such as "#003B5C" (in quotes: # starts a comment).', _COLOUR
    ] = None
    meets: Annotated[Located | None, "When and where the club meets."] = None
