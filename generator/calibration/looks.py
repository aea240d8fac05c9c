"""Turns `layouts/calibration/target.yaml` into a `TargetLook`: how the printer target looks. Lengths are in points."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from generator.model.units import Points
from generator.record import NamedTuple
from generator.source.files import find, read_record


class Fonts(NamedTuple):
    """Paths from the folder `layouts`."""

    regular: str
    bold: str


class TextLook(NamedTuple):
    """Paragraphs; `pad` is kept free between them and the ladders."""

    size: Points
    leading: Points
    between: Points
    indent: Points
    pad: Points


class HeadLook(NamedTuple):
    """The name of the side, `above` the frame; how far above its baseline an arrow and the word at the top stand."""

    size: Points
    above: Points
    arrow: Points
    top: Points


class LadderLook(NamedTuple):
    """A ladder with `half` of its breadth on each side of its crease, and a `hole` on both sides of the middle.

    A lane is `down` or `across` long. Its line leaves a `gap` to the next lanes; labels stand `away` from the crease.
    """

    label: Points
    line: Points
    half: Points
    hole: Points
    down: Points
    across: Points
    away: Points
    gap: Points


class BlanksLook(NamedTuple):
    """Lines to write on, from `start` to `end`: the `first` baseline below the ladder, and the `pitch` to the next."""

    label: Points
    first: Points
    pitch: Points
    start: Points
    end: Points
    under: Points


class CreaseLook(NamedTuple):
    """A dashed line; `grey` is its shade, from 0 (black) to 1."""

    line: Points
    grey: float
    dash: Points
    pause: Points


class ArrowLook(NamedTuple):
    """A triangle: half of its breadth, and its length if it points up or on."""

    half: Points
    up: Points
    on: Points


class FoldingLook(NamedTuple):
    """The picture of folding: a small sheet, and how far a crease runs `beyond` it."""

    width: Points
    height: Points
    line: Points
    beyond: Points


class ExampleLook(NamedTuple):
    """The picture of a reading: a piece of a ladder, enlarged, with the crease on the line of a letter."""

    letter: str
    width: Points
    height: Points
    step: Points
    line: Points
    away: Points
    gap: Points
    beyond: Points


class TargetLook(NamedTuple):
    """How the target looks. `tint` is a shade of grey, from 0 (black) to 1; `frame` the weight of the frame."""

    fonts: Fonts
    text: TextLook
    tint: float
    frame: Points
    head: HeadLook
    ladder: LadderLook
    blanks: BlanksLook
    crease: CreaseLook
    arrow: ArrowLook
    folding: FoldingLook
    example: ExampleLook


def target_look() -> TargetLook:
    """The shipped look. Raises InputError for mistakes in its file, EnvironmentProblem if that cannot be read."""
    return read_record(find("layouts/calibration", "target"), TargetLook)
