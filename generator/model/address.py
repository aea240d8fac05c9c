"""Says which addresses a link may open: web addresses with a host, mail and telephone."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostics, Span
from generator.source.decode import Form

SCHEMES = ("https", "http", "mailto", "tel")
# What a text must look like to be let through by `is_allowed_address`; and to say anything at all.
_ANY_CASE = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in scheme) for scheme in SCHEMES)
ADDRESS = Form(rf"({_ANY_CASE}):[\s\S]+|\{{[a-z_]+(\.[a-z_]+)*\}}[\s\S]*")
FILLED = Form(r"[\s\S]*\S[\s\S]*")
_HOST = r"//[^/?#\s\[\]]*[^/?#\s\[\].]"  # the beginning of a name, a number or a variable
_VARIABLE = r"\{([a-z_]+(?:\.[a-z_]+)*)\}"


def variables_in(text: str) -> tuple[str, ...]:
    """The names of the variables in plain text, such as a link's address."""
    return tuple(re.findall(_VARIABLE, text))


def is_allowed_address(address: str) -> bool:
    """Whether a link may open `address`. A leading variable is let through."""
    scheme, colon, rest = address.partition(":")
    if scheme.lower() in ("https", "http"):
        return bool(re.match(_HOST, rest))
    return bool(re.match(_VARIABLE, address)) or bool(colon and rest and scheme.lower() in SCHEMES)


def check_address(address: str, span: Span, diagnostics: Diagnostics, more: str = "") -> bool:
    """Report an address that no link may open; true if it is fine. `more` is said after the hint."""
    allowed = is_allowed_address(address)
    if not allowed:
        hint = f"write the whole address, which starts with one of {', '.join(f'{scheme}:' for scheme in SCHEMES)}"
        diagnostics.error("link-scheme", f"'{address}' is not an address that a link may open", span, hint + more)
    return allowed
