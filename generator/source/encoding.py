"""Turns the bytes of a file into text: UTF-8, of a sensible size, without tabs and control characters."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostics, Source, Span
from generator.digest import sha256

MAX_BYTES = 8_000_000  # a thousand pages of text have about four

_AS_UTF_8 = "again with the encoding 'UTF-8'; the editor offers this under 'Save as'."

# What YAML 1.2.2, 5.1 keeps out of a file; and tabs, on which parsers disagree; and the rare line breaks that editors
# do not count as lines. And what nobody sees: marks that turn the direction of writing, as which text can say one thing
# to the eye and another to a machine (Unicode Technical Standard 55), and others that have no place in plain text
# (The Unicode Standard 16.0, 23). What joins, parts and keeps together (U+00AD, U+200B to U+200D, U+2060) is allowed:
# people type it. (A set: a regular expression of these takes milliseconds to compile.)
FORBIDDEN = frozenset(
    map(
        chr,
        (
            *(code for code in range(0x20) if chr(code) not in "\n\r"),
            *range(0x7F, 0xA0),
            *(0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF),
            *range(0xD800, 0xE000),  # halves of UTF-16 pairs
            *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),  # direction
            *(0x180E, *range(0x2061, 0x2066), *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC)),  # invisible
            *(*range(0x1D173, 0x1D17B), *range(0xE0000, 0xE01F0)),  # phrases of music, tags, rare variants
        ),
    )
)


def decoded(data: bytes, name: str, folder: str | None, diagnostics: Diagnostics) -> tuple[Source, str] | None:
    """The text of a file without a byte order mark, and its source; None after an error was reported."""
    start = Span(Source(name, "", folder), 1, 1, 1, 1)
    if len(data) > MAX_BYTES:
        hint = "A handout's text takes a few kilobytes. Is this the right file?"
        diagnostics.error("too-large", f"{name} is larger than {MAX_BYTES // 1_000_000} MB", start, hint)
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:2]:
        diagnostics.error("not-utf-8", f"{name} is saved as UTF-16, not as UTF-8", start, f"Save it {_AS_UTF_8}")
        return None
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = body.decode()
    except UnicodeDecodeError as problem:
        byte = body[problem.start]
        guess = bytes([byte]).decode("cp1252", "replace")
        meant = "" if guess == "\ufffd" else f" (perhaps {guess!r} saved as Windows text)"
        message = f"the byte {byte:#04x} here is not UTF-8{meant}"
        place = _place(Source(name, body.decode("utf-8", "replace"), folder), body[: problem.start].decode())
        diagnostics.error("not-utf-8", message, place, f"Save the file {_AS_UTF_8}")
        return None
    source = Source(name, text, folder, sha256(data).hexdigest())
    return None if _has_forbidden_character(text, source, diagnostics) else (source, text)


def _place(source: Source, before: str) -> Span:
    """The character that comes after the text `before`."""
    lines = re.split("\r\n|\r|\n", before)
    line, column = len(lines), len(lines[-1]) + 1
    return Span(source, line, column, line, column + 1)


def _has_forbidden_character(text: str, source: Source, diagnostics: Diagnostics) -> bool:
    if FORBIDDEN.isdisjoint(text):
        return False
    index = next(index for index, character in enumerate(text) if character in FORBIDDEN)
    span = _place(source, text[:index])
    if text[index] == "\t":
        more = sum("\t" in line for line in source.lines) - 1
        where = "in the indentation" if not source.lines[span.line - 1][: span.column - 1].strip() else "in this line"
        also = f" (and in {more} more line{'s' if more > 1 else ''})" if more else ""
        hint = "Put spaces in its place: two for each step of indentation. Most editors can replace all tabs at once."
        diagnostics.error("tab", f"there is a tab {where}{also}; only spaces are allowed", span, hint)
    else:
        message = f"there is an invisible control character here (U+{ord(text[index]):04X})"
        hint = "Delete it. Such characters often come along when text is pasted from another program."
        diagnostics.error("control-character", message, span, hint)
    return True
