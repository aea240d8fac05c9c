"""Turns an address into the modules of a QR code (ISO/IEC 18004)."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Literal

import segno

from generator.diagnostics import Diagnostic, InputError, Severity, Span
from generator.structure import Owner
from generator.typeset.items import Cells, Colour

_OVERLAP = 0.02  # of neighbouring rows: viewers show a white seam between edges that only touch


@lru_cache(maxsize=64)
def _runs(address: str, level: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """How many modules a symbol is wide, and its dark ones along the rows, as (x, y, length): slow to work out."""
    rows = segno.make_qr(address, error=level, boost_error=False).matrix
    runs = []
    for y, row in enumerate(rows):
        x = 0
        for dark, same in groupby(row):
            length = len(tuple(same))
            if dark:
                runs.append((x, y, length))
            x += length
    return len(rows), tuple(runs)


@lru_cache(maxsize=64)
def _modules(address: str, level: str, size: float) -> tuple[tuple[float, float, float, float], ...]:
    """The dark modules of a symbol that is `size` wide, as rectangles (x, y, width, height)."""
    number, runs = _runs(address, level)
    module = size / number
    return tuple([(x * module, y * module, length * module, module + _OVERLAP) for x, y, length in runs])


def code_cells(
    address: str, level: Literal["L", "M", "Q", "H"], size: float, ink: Colour, owner: Owner, span: Span | None
) -> Cells:
    """A QR code of `size` points without its quiet zone: the white paper round it is the layout's business.

    Raises InputError for an address that no code can hold (ISO/IEC 18004, table 7).
    """
    try:
        modules = _modules(address, level, size)
    except segno.DataOverflowError as problem:
        message = f"an address of {len(address)} characters does not fit into a QR code"
        hint = "Use a shorter address: a code that is read with ease holds about a hundred characters."
        raise InputError((Diagnostic(Severity.ERROR, "code-too-long", message, span, hint),)) from problem
    return Cells(0.0, 0.0, size, size + _OVERLAP, modules, ink, owner, span)
