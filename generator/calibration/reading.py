"""Turns what somebody read off the printer target into the correction of each side of the sheet.

A target has two ladders. The letters stand along the crease that runs down, their lines each half a millimetre further
right than the one before; the numbers stand along the crease that runs across, their lines each half a millimetre
lower. The middle ones, L and 11, stand in the middle of the page.
"""

from __future__ import annotations

import re

from generator.diagnostics import UsageProblem
from generator.model.printer import (
    LARGEST_FACTOR,
    SMALLEST_FACTOR,
    Factor,
    Millimetres,
    PaperName,
    PrinterProfile,
    Side,
)
from generator.record import NamedTuple

LETTERS = "ABCDEFGHJKLMNPRSTUVWX"  # without I, O and Q, which look like 1 and 0
NUMBERS = tuple(range(1, len(LETTERS) + 1))
MIDDLE = len(LETTERS) // 2  # the place of L and of 11
STEP = 0.5  # millimetres from one line to the next
INCH = 25.4
_ADVICE = 'write what each side reads, such as --read "front C3, back E5"'


class MeasuredFrame(NamedTuple):
    """The frame of a target, in millimetres from outer edge to outer edge.

    `label` is its size as it is written on the target, `example` what somebody may have measured.
    """

    width: float
    height: float
    label: str
    example: str


# In whole inches where rulers have them. No two may be within the largest scale of each other in both directions, or
# a reading with the wrong `--paper` would pass for a printer's scale.
FRAMES: dict[PaperName, MeasuredFrame] = {
    "A4": MeasuredFrame(180.0, 240.0, "180\u00a0×\u00a0240\u00a0mm", "179.5x239.5"),
    "Letter": MeasuredFrame(177.8, 228.6, "7\u00a0×\u00a09\u00a0in (177.8\u00a0×\u00a0228.6\u00a0mm)", "6.98x8.97in"),
}

_SIDE = re.compile(r"\b(front|back)s?\b[ :=]*")
_PLACE = r"(?:(?P<letter>[a-z]) ?(?P<number>\d{1,3})|(?P<number_first>\d{1,3}) ?(?P<letter_last>[a-z]))"
_LENGTH = r"\d{1,3}(?:[.,]\d{1,3})?"
_SIZE = rf"(?P<width>{_LENGTH}) ?(?:mm|in)? ?[x×*] ?(?P<height>{_LENGTH}) ?(?P<unit>mm|in)?"
_READ = re.compile(rf"{_PLACE}(?:[ ,]+{_SIZE})?")


def read(text: str, paper: PaperName) -> PrinterProfile:
    """The profile that follows from a reading such as "front C3, back E5" of a target on `paper`, one of `FRAMES`.

    Case, spaces and order do not matter. The size of the printed frame may follow: "front C3 179.5x239.4". A page is
    moved as far as the line that was read stands from its middle: that line lay in the paper's middle, where the
    page's own middle should be. Raises UsageProblem for what cannot be read, and for a print of the wrong size.
    """
    plain = " ".join(text.lower().split())
    before, *parts = _SIDE.split(plain)
    if before.strip(" ,;") or not parts:
        raise UsageProblem(f"cannot read '{_shown(text)}': {_ADVICE}")
    sides: dict[str, Side] = {}
    for name, words in zip(parts[::2], parts[1::2], strict=True):
        if name in sides:
            raise UsageProblem(f"'{_shown(text)}' has the {name} twice: {_ADVICE}")
        sides[name] = _side(name, words.strip(" ,;."), FRAMES[paper])
    for name in ("front", "back"):
        if name not in sides:
            raise UsageProblem(f"'{_shown(text)}' does not say what the {name} reads: {_ADVICE}")
    return PrinterProfile(paper=paper, front=sides["front"], back=sides["back"])


def _side(name: str, words: str, frame: MeasuredFrame) -> Side:
    match = _READ.fullmatch(words)
    if match is None:
        what = f"'{_shown(words)}' is not what a target reads" if words else "nothing stands there"
        raise UsageProblem(f"the {name}: {what}: {_ADVICE}")
    letter = (match["letter"] or match["letter_last"]).upper()
    number = int(match["number"] or match["number_first"])
    if letter not in LETTERS:
        raise UsageProblem(f"the {name}: no line of the target is called {letter}; its letters are {LETTERS}")
    if number not in NUMBERS:
        raise UsageProblem(f"the {name}: no line of the target is called {number}; they go from 1 to {NUMBERS[-1]}")
    wide = high = 1.0
    if match["width"]:
        unit = INCH if match["unit"] == "in" else 1.0
        measured = [float(match[side].replace(",", ".")) * unit for side in ("width", "height")]
        wide, high = (_factor(name, *pair) for pair in zip(measured, (frame.width, frame.height), strict=True))
    return Side(
        right=Millimetres((LETTERS.index(letter) - MIDDLE) * STEP),
        down=Millimetres((NUMBERS.index(number) - MIDDLE) * STEP),
        wide=Factor(wide),
        high=Factor(high),
    )


def _factor(name: str, measured: float, stated: float) -> float:
    """The factor that gives a measured length its stated one."""
    factor = round(stated / measured, 4) if measured else 0.0
    if not SMALLEST_FACTOR <= factor <= LARGEST_FACTOR:
        raise UsageProblem(
            f"the {name}: {measured:g} mm instead of {stated:g} mm is no printer's error. Was the target printed at "
            "100 % (actual size), and is --paper the paper of this target? Print it again, and read that"
        )
    return factor


def _shown(text: str) -> str:
    """A stretch of the command line that is safe to print, and short."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    return plain if len(plain) <= 60 else plain[:57] + "..."
