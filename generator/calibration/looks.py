"""Turns `layouts/calibration/target.yaml` into a `TargetLook`: how the printer target looks. Lengths are in points."""

# No postponed annotations here: evaluating the text of each field's type would double the time of this import.

from generator.model.units import Points
from generator.record import NamedTuple
from generator.source.files import find, read_record

Lengths = dict[str, Points]  # by the names that the file gives and explains


class TargetLook(NamedTuple):
    """How the target looks: the lengths of its parts, and what else there is to say of them.

    `fonts` are paths from the folder `layouts`, "regular" and "bold"; `tint` and `grey` are shades, from 0 (black) to
    1; `frame` is the weight of the frame, and `letter` that of the line on which the example has its crease.
    """

    fonts: dict[str, str]
    tint: float
    grey: float
    letter: str
    frame: Points
    text: Lengths
    head: Lengths
    ladder: Lengths
    blanks: Lengths
    crease: Lengths
    arrow: Lengths
    folding: Lengths
    example: Lengths


def target_look() -> TargetLook:
    """The shipped look. Raises InputError for mistakes in its file, EnvironmentProblem if that cannot be read."""
    return read_record(find("layouts/calibration", "target"), TargetLook)
