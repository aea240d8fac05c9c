"""Turns the shipped guide into PDF bytes on demand, with one press kept; answers stdin as `serve` in rounds.py says."""

from __future__ import annotations

from rounds import serve

from generator.pipeline import Press, Shelf

shelf = Shelf()  # as Typst's compiler does, keep what was read: fonts, content and layouts


def pair(name: str) -> int:
    """Make the handout and the card anew for a club; their bytes together."""
    press = Press(settings=(("club.name", name),), shelf=shelf)
    size = 0
    for layout in ("handout-a4", "card-a6"):
        built = press.build("sore-back", layout)
        if built.data is None:
            raise RuntimeError(str(built.diagnostics))
        size += len(built.data)
    return size


serve(pair)
