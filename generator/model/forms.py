"""Defines how certain text must be written: addresses, language tags, slugs, colours, the entry of a block."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostics, Span
from generator.record import NamedTuple
from generator.source.decode import Form, matched
from generator.source.node import Scalar

FILLED = r"[\s\S]*\S[\s\S]*"  # the text says anything at all
COLOUR = r"#[0-9A-Fa-f]{6}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
TAG = Form(  # what text needs of BCP 47
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?",
    "language-tag",
    "{} cannot be used here",
    "write a BCP 47 tag such as en, en-GB, pt-BR or zh-Hant",
)
_VARIABLE = r"\{([a-z_]+(?:\.[a-z_]+)*)\}"
_SCHEMES = ("https", "http", "mailto", "tel")
_ANY_CASE = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in scheme) for scheme in _SCHEMES)
_HOST = r"//[^/?#\s\[\]]*[^/?#\s\[\].]"  # the beginning of a name, a number or a variable
ADDRESS = Form(  # what a link may open: on the web with a host, mail and telephone; a leading variable is let through
    rf"({_ANY_CASE}):[\s\S]+|\{{[a-z_]+(\.[a-z_]+)*\}}[\s\S]*",
    "link-scheme",
    "{} is not an address that a link may open",
    f"write the whole address, which starts with one of {', '.join(f'{scheme}:' for scheme in _SCHEMES)}",
    strict=rf"((?i:https?):{_HOST}|(?i:mailto|tel):[\s\S]|{_VARIABLE})[\s\S]*",
)


class Entry(NamedTuple):
    """How a kind of block is written. The `example` is what stands after `- ` in a section's blocks, in YAML.

    The `description` is for authors; by default it is the docstring of the block's class.
    """

    key: str
    example: str
    description: str = ""


def variables_in(text: str) -> tuple[str, ...]:
    """The names of the variables in plain text, such as a link's address."""
    return tuple(re.findall(_VARIABLE, text))


def check_form(text: str, span: Span, diagnostics: Diagnostics, form: Form = ADDRESS) -> bool:
    """Report a text, such as an address, that is not written as it must be; true if it is."""
    return matched(Scalar(text, span, False), form, diagnostics) is not None
