"""Turns Python values into the syntax of PDF objects (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import lru_cache

_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})
_NAME_SPECIAL = re.compile(rb"[^A-Za-z0-9+\-._]")
_URI_SPECIAL = re.compile(rb"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")


@lru_cache(maxsize=1 << 16)
def hundredths(value: int) -> str:
    """A whole number of hundredths as a number; never an exponent, which PDF does not know (7.3.3)."""
    whole, rest = divmod(value, 100)
    return repr(value / 100) if rest else str(whole)


def number(value: float) -> str:
    """A length, to two decimals: 1/100 point is finer than any printer."""
    return hundredths(round(value * 100))


def fine_number(value: float) -> str:
    """A number of a matrix, to six decimals: a scale of 0.997 must not lose 0.1 mm over a sheet."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) >= 5e-7 else "0"


@lru_cache(maxsize=1 << 10)
def component(value: float) -> str:
    """A colour component: three decimals tell all 256 steps of a screen apart."""
    whole, rest = divmod(round(value * 1000), 1000)
    return f"{whole or ''}.{rest:03}".rstrip("0") if rest else str(whole)


def colour_operator(red: float, green: float, blue: float, grey: str, rgb: str) -> str:
    """A colour with its operator: `grey` for equal components, which print with black ink alone, else `rgb`."""
    if red == green == blue:
        return f"{component(red)} {grey}"
    return f"{component(red)} {component(green)} {component(blue)} {rgb}"


def text_string(text: str) -> str:
    """A text string (7.9.2.2): plain ASCII in parentheses, all else as UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{utf16(text)}>"


def utf16(text: str) -> str:
    """The text in big-endian UTF-16 as hexadecimal digits, as ToUnicode and ActualText want it."""
    return text.encode("utf-16-be").hex().upper()


@lru_cache(maxsize=1 << 10)
def name(text: str) -> str:
    """A name with its solidus; bytes that are not regular are written as #xx (7.3.5)."""
    return "/" + _NAME_SPECIAL.sub(lambda match: b"#%02X" % match[0][0], text.encode()).decode("ascii")


def uri(address: str) -> str:
    """An address as a string of 7-bit ASCII (12.6.4.7): what a URI may not hold is percent-encoded."""
    escaped = _URI_SPECIAL.sub(lambda match: b"%%%02X" % match[0][0], address.encode()).decode("ascii")
    return f"({escaped.translate(_ESCAPES)})"


def stream(entries: str, data: bytes) -> bytes:
    """A stream object with these dictionary entries.

    ISO 19005-2, 6.1.7.1 demands a line end before `endstream`; it does not count in the length.
    """
    # Data that ends in CR would make one line end of two with LF, and a reader might not count the first.
    end = b"\r\nendstream" if data.endswith(b"\r") else b"\nendstream"
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + end


def packed_stream(entries: str, data: bytes, deflate: Callable[[bytes], bytes]) -> bytes:
    """A stream object whose data is deflated here."""
    return stream(entries + "/Filter/FlateDecode", deflate(data))


def deflated(data: bytes) -> bytes:
    """The data deflated. Level 9 costs a document a few hundredths of its time."""
    return zlib.compress(data, 9)
