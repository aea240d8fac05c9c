"""Turns a number of pages into a content file that fills them, for the benchmark of long documents."""

from __future__ import annotations

# Plain sentences without any advice; each point takes a different stretch of them, so that no two set the same lines.
_SENTENCES = (
    "The path follows the river as far as the old mill.",
    "Behind the second gate it turns left and climbs a little.",
    "In spring the lower meadow stands under water.",
    "Volunteers of the club wait at both bridges.",
    "There is a tap beside the church, and another one at the school.",
    "Please leave the gates as you find them.",
    "From the top of the hill you can see the finish.",
    "The last part is paved, flat and out of the wind.",
    "Dogs are welcome, and so are slow walkers.",
    "A map of the course hangs in the club house.",
    "Marshals wear yellow; they know the way and the time.",
)
_TITLES = ("Start", "To the mill", "The gate", "Meadow and hill", "Bridges", "On the way back", "Finish")
POINTS = 20  # in a section
FIRST = 10_001  # five digits each: none can be an emergency number, which no text may spell out


def write_content(pages: int) -> str:
    """The YAML of a content that fills about that many pages of A4 in two columns."""
    lines = [
        "title: The courses of a year",
        "slug: courses",
        "language: en-GB",
        "locale: en-GB",
        "edition: 2026-11",
        "message: Every course of the club on paper.",
        "notice: Made to measure a program.",
        "sources: {}",
        "sections:",
    ]
    for number in range(21 * pages - 6):  # less on the first page, which has a banner
        if number % POINTS == 0:
            lines += [
                f"  - id: course-{FIRST + number // POINTS}",
                "    role: info",
                f"    title: Course {FIRST + number // POINTS}",
                "    blocks:",
                "      - points:",
            ]
        text = " ".join(_SENTENCES[(number * step) % len(_SENTENCES)] for step in (1, 3))
        lines += [
            f"          - title: {_TITLES[number % len(_TITLES)]}, place {FIRST + number}",
            f"            text: {text} Mark {FIRST + number}.",
        ]
    return "\n".join(lines) + "\n"
