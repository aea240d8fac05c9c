"""Writes the structure tree of a document as text to compare with: indented roles, and what each says.

`python -m tests.support.golden` writes tests/golden/ anew from the shipped contents and layouts; read the difference
before you commit it.
"""

from __future__ import annotations

from functools import cache

from generator.building import Built
from tests.support.press import Press
from tests.support.roundtrip import elements
from tests.support.wording import PAIRS, ROOT

FOLDER = ROOT / "tests" / "golden"
_INLINE = ("Span", "Link", "Form")


@cache
def shipped(content: str, layout: str) -> Built:
    """A shipped content in a shipped layout, without a club."""
    return Press().build(content, layout)


def tree(data: bytes) -> str:
    """One line for each element. What an element says stands once: beside the lowest one that is no part of a line."""
    found = elements(data)
    lines = []
    for index, element in enumerate(found):
        below = []
        for other in found[index + 1 :]:
            if other.depth <= element.depth:
                break
            below.append(other)
        line = "  " * element.depth + element.role
        line += f" ({element.language})" if element.language else ""
        line += f" [{element.alt}]" if element.alt is not None else ""
        if element.text and all(other.role in _INLINE for other in below):
            line += f": {' '.join(element.text.split())}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def refresh() -> None:
    """Write all files of tests/golden/ anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for content, layout in PAIRS:
        data = shipped(content, layout).data
        assert data is not None
        (FOLDER / f"{content}-{layout}.txt").write_text(tree(data), encoding="utf-8")


if __name__ == "__main__":
    refresh()
