"""Makes the shipped guide again and again, with what was read kept; answers stdin as `serve` in rounds.py says."""

from __future__ import annotations

from rounds import serve

from generator.building import build
from generator.pdf import PdfPainter
from generator.workspace import Workspace

workspace, painter = Workspace(), PdfPainter()  # as Typst's compiler does, keep what was read


def pair(name: str, title: str | None) -> int:
    """Make the handout and the card anew for a club, and with another title if there is one; their bytes together."""
    values = (("club.name", name), *((("title", title),) if title else ()))
    text, club = workspace.text("sore-back"), workspace.club(None, values)
    size = 0
    for layout in ("handout-a4", "card-a6"):
        built = build(text, workspace.layout(layout, text), club, values, None, painter)
        if built.data is None:
            raise RuntimeError(str(built.diagnostics))
        size += len(built.data)
    return size


serve(pair)
