"""Turns a picture or a drawing into one box, as large as its column and its look allow."""

from __future__ import annotations

from generator.diagnostics import Span
from generator.model.looks import Look
from generator.story import CURRENT, Drawing, Illustration, Image, Paint
from generator.structure import Owner
from generator.typeset.items import Colour, Item, Path, Picture, Segment
from generator.typeset.vlist import Box

_INCH = 72.0


def illustration_box(
    illustration: Illustration, look: Look, width: float, ink: Colour, owner: Owner, span: Span | None
) -> Box:
    """The box of a picture in a column `width` wide; `ink` is what CURRENT stands for.

    A picture takes its share of the column, all of it unless it says. A drawing that has a size of its own keeps it
    unless it asks for a share; it is made smaller where the column is. The look may set a least resolution, in
    pixels per inch, and a greatest height.
    """
    picture, share = illustration
    size = width * (1.0 if share is None else share)
    if isinstance(picture, Image):
        if look.resolution:
            size = min(size, picture.width * _INCH / look.resolution)
    elif share is None and picture.own_size:
        size = min(size, picture.width)
    scale = size / picture.width
    if look.most is not None:
        scale = min(scale, look.most / picture.height)
    size, height = picture.width * scale, picture.height * scale
    x = width - size if look.align == "end" else 0.0
    if isinstance(picture, Image):
        return Box(height, (Picture(x, 0.0, size, height, picture, owner, span),), span)
    return Box(height, _shapes(picture, x, scale, ink, owner, span), span)


def _shapes(drawing: Drawing, x: float, scale: float, ink: Colour, owner: Owner, span: Span | None) -> tuple[Item, ...]:
    def colour(paint: Paint) -> Colour | None:
        if isinstance(paint, tuple):
            return Colour(*paint)
        return ink if paint == CURRENT else None

    return tuple(
        Path(
            tuple(
                Segment(operator, tuple((x + left * scale, top * scale) for left, top in points))
                for operator, points in shape.segments
            ),
            colour(shape.fill),
            colour(shape.stroke),
            shape.weight * scale,
            shape.round_ends,
            owner,
            span,
            tuple(length * scale for length in shape.dash),
        )
        for shape in drawing.shapes
    )
