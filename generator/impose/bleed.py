"""Makes pages for a print shop, with bleed and boxes and no marks, and the preflight list to check them by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.impose.geometry import IDENTITY, in_millimetres
from generator.model.units import POINTS_PER
from generator.typeset.geometry import ink_box
from generator.typeset.items import CheckBox, Colour, GlyphRun, Page, Panel, Path, Picture, Placed, Rule

BLEED = 3 * POINTS_PER["mm"]  # what most print shops ask for


def print_shop_page(face: Page) -> Page:
    """The face on a page that is larger on all sides. Our faces are white at their edges, so the bleed is paper."""
    width, height = face.width + 2 * BLEED, face.height + 2 * BLEED
    trim = (BLEED, BLEED, BLEED + face.width, BLEED + face.height)
    clip = (-BLEED, -BLEED, face.width + BLEED, face.height + BLEED)
    return Page(
        width, height, (), (Placed(face, (*IDENTITY[:4], BLEED, BLEED), False, clip),), trim, (0.0, 0.0, width, height)
    )


def preflight(faces: Sequence[Page]) -> dict[str, Any]:
    """What a print shop asks for, of all faces together, as values of JSON; there is a face, and all have one size.

    Lengths are in millimetres; type and strokes in points, as they are on the card. "ink" is the least distance of ink
    from the trim, negative beyond it, None where the faces have none. "pictures" counts placed pictures, whose
    colours are not looked at.
    """
    items = [item for face in faces for item in face.items if type(item) is not CheckBox]
    runs = [item for item in items if isinstance(item, GlyphRun)]
    colours = [part for item in items for part in item if isinstance(part, Colour)]
    weights = [
        item.weight
        for item in items
        if isinstance(item, Rule)
        or (isinstance(item, Panel) and item.border is not None)
        or (isinstance(item, Path) and item.stroke is not None)
    ]
    near = [
        min(box.left, box.top, face.width - box.right, face.height - box.bottom)
        for face in faces
        for item in face.items
        if (box := ink_box(item))
    ]
    return {
        "faces": len(faces),
        "trim": [in_millimetres(faces[0].width), in_millimetres(faces[0].height)],
        "bleed": in_millimetres(BLEED),
        "ink": in_millimetres(min(near)) if near else None,
        "colours": sorted({"DeviceGray" if one.red == one.green == one.blue else "DeviceRGB" for one in colours}),
        "fonts": sorted({run.face.name for run in runs}),
        "type": min((run.size for run in runs), default=None),
        "strokes": min(filter(None, weights), default=None),
        "pictures": sum(isinstance(item, Picture) for item in items),
    }


def facts(found: dict[str, Any]) -> tuple[str, ...]:
    """The values of `preflight` for people, in lines of 80 columns at most."""
    pages = "1 page, one face" if found["faces"] == 1 else f"{found['faces']} pages, one face each"
    ink, pictures = found["ink"], found["pictures"]
    is_white = ink is None or ink >= 0
    told = [
        f"pages     {pages}, without marks",
        f"trim      {' x '.join(map(_plain, found['trim']))} mm (TrimBox)",
        f"bleed     {_plain(found['bleed'])} mm on all sides (BleedBox, MediaBox)"
        + ("; white paper, no ink" if is_white else ""),
    ]
    if ink is not None:
        how = "from the trim at the nearest" if is_white else "beyond the trim at the farthest"
        told.append(f"ink       {_plain(abs(ink))} mm {how}")
    told.append(f"colours   {', '.join(found['colours']) or 'none'}; no spot colours")
    if pictures:
        told.append(f"pictures  {pictures}, in the colours and with the transparency of their files")
    else:
        told.append("pictures  none; nothing is transparent")
    told += [f"font      {name}, embedded as a subset" for name in found["fonts"]]
    if found["type"] is not None:
        told.append(f"type      {found['type']:g} pt at the smallest")
    if found["strokes"] is not None:
        told.append(f"strokes   {found['strokes']:g} pt at the thinnest")
    return tuple(told)


def _plain(millimetres: float) -> str:
    return f"{millimetres:.2f}".rstrip("0").rstrip(".")
