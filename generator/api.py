"""The Python interface: builds a document from paths or shipped names, and returns its bytes and diagnostics."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from generator.building import Built
from generator.documents import PathLike, asked_for, build_all
from generator.pdf import PdfPainter
from generator.workspace import Workspace


def build(
    content: PathLike,
    layout: PathLike = "handout-a4",
    club: PathLike | None = None,
    *,
    values: Mapping[str, str] | None = None,
    day: datetime.date | None = None,
) -> Built:
    """Build one document from a content and a layout, each a path or the name of a shipped file.

    `club` is the path of a club file. `values` lie over the content, or over the club where a key starts with `club.`:
    {"title": "...", "club.name": "..."}. `day` is the one by which it is judged whether the text is still in date; by
    default it is this day. Problems of the files are in the result; raises UsageProblem for an unknown name and
    EnvironmentProblem for a file that cannot be read.
    """
    (made,) = build_all(asked_for((content,), layout, club, values, day), Workspace(), PdfPainter())
    return made.built
