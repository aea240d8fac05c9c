"""Makes pages for a print shop, with bleed and boxes and no marks, and the preflight list to check them by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.impose.geometry import Matrix
from generator.model.units import POINTS_PER
from generator.record import NamedTuple
from generator.typeset.items import Cells, CheckBox, Colour, GlyphRun, Item, Page, Panel, Path, Picture, Placed, Rule

BLEED = 3 * POINTS_PER["mm"]  # what most print shops ask for


class Preflight(NamedTuple):
    """The facts that a print shop asks for. Lengths are in points; sizes of type as they are on the card.

    `ink` is the least distance of ink from the trim, negative beyond it, None where the faces have none. `pictures`
    counts placed pictures.
    """

    trim: tuple[float, float]
    bleed: float
    faces: int
    spaces: tuple[str, ...]
    fonts: tuple[str, ...]
    smallest: float | None
    thinnest: float | None
    ink: float | None
    pictures: int


def print_shop_page(face: Page, bleed: float = BLEED) -> Page:
    """The face on a page that is larger on all sides. Our faces are white at their edges, so the bleed is paper."""
    width, height = face.width + 2 * bleed, face.height + 2 * bleed
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, bleed, bleed)
    trim = (bleed, bleed, bleed + face.width, bleed + face.height)
    clip = (-bleed, -bleed, face.width + bleed, face.height + bleed)
    return Page(width, height, (), (Placed(face, matrix, False, clip),), trim, (0.0, 0.0, width, height))


def preflight(faces: Iterable[Page], ink: float | None, bleed: float = BLEED) -> Preflight:
    """The facts of all faces together; all have one size. `ink` is measured by whoever knows where ink is.

    Raises ValueError if there is no face.
    """
    faces = tuple(faces)
    if not faces:
        raise ValueError("no face to look at")
    items = [item for face in faces for item in face.items if type(item) is not CheckBox]
    runs = [item for item in items if isinstance(item, GlyphRun)]
    colours = [colour for item in items for colour in _colours(item)]
    spaces = sorted({"DeviceGray" if colour.red == colour.green == colour.blue else "DeviceRGB" for colour in colours})
    weights = [weight for item in items if (weight := _weight(item))]
    return Preflight(
        (faces[0].width, faces[0].height),
        bleed,
        len(faces),
        tuple(spaces),
        tuple(sorted({run.face.name for run in runs})),
        min((run.size for run in runs), default=None),
        min(weights, default=None),
        ink,
        sum(isinstance(item, Picture) for item in items),
    )


def facts(found: Preflight) -> tuple[str, ...]:
    """The preflight list for people, in lines of 80 columns at most."""
    width, height = found.trim
    pages = "1 page, one face" if found.faces == 1 else f"{found.faces} pages, one face each"
    is_white = found.ink is None or found.ink >= 0
    blank = "; white paper, no ink" if is_white else ""
    told = [
        f"pages     {pages}, without marks",
        f"trim      {_mm(width)} x {_mm(height)} mm (TrimBox)",
        f"bleed     {_mm(found.bleed)} mm on all sides (BleedBox, MediaBox){blank}",
    ]
    if found.ink is not None:
        how = "from the trim at the nearest" if is_white else "beyond the trim at the farthest"
        told.append(f"ink       {_mm(abs(found.ink))} mm {how}")
    told.append(f"colours   {', '.join(found.spaces) or 'none'}; no spot colours")
    if found.pictures:
        told.append(f"pictures  {found.pictures}, in the colours and with the transparency of their files")
    else:
        told.append("pictures  none; nothing is transparent")
    told += [f"font      {name}, embedded as a subset" for name in found.fonts]
    if found.smallest is not None:
        told.append(f"type      {found.smallest:g} pt at the smallest")
    if found.thinnest is not None:
        told.append(f"strokes   {found.thinnest:g} pt at the thinnest")
    return tuple(told)


def values(found: Preflight) -> dict[str, Any]:
    """The preflight list as values of JSON: lengths in millimetres, type and strokes in points."""
    return {
        "faces": found.faces,
        "trim": [_rounded(side) for side in found.trim],
        "bleed": _rounded(found.bleed),
        "ink": None if found.ink is None else _rounded(found.ink),
        "colours": list(found.spaces),
        "fonts": list(found.fonts),
        "type": found.smallest,
        "strokes": found.thinnest,
        "pictures": found.pictures,
    }


def _rounded(points: float) -> float:
    return round(points / POINTS_PER["mm"], 2)


def _mm(points: float) -> str:
    return f"{_rounded(points):.2f}".rstrip("0").rstrip(".")


def _colours(item: Item) -> list[Colour]:
    """What an item is painted in; the colours of pictures are not looked at."""
    if isinstance(item, (GlyphRun, Rule)):
        return [item.ink]
    if isinstance(item, Panel):
        return [colour for colour in (item.fill, item.border) if colour]
    if isinstance(item, Path):
        return [colour for colour in (item.fill, item.stroke) if colour]
    return [item.fill] if isinstance(item, Cells) else []


def _weight(item: Item) -> float | None:
    if isinstance(item, Rule):
        return item.weight
    if isinstance(item, Panel):
        return item.weight if item.border else None
    return item.weight if isinstance(item, Path) and item.stroke else None
