"""Turns the shipped guide into the README's picture of its real pages: `python picture.py README.png`."""

from __future__ import annotations

import io
import sys

import pypdfium2
from PIL import Image

from generator import build

SCALE = 1.25  # pixels a point: small print stays readable, the file small
GAP = 24
PAPER = (203, 211, 217)  # the table that the pages lie on


def pages(layout: str) -> list[Image.Image]:
    """The pages of the guide in a layout."""
    built = build("sore-back", layout)
    if built.data is None:
        raise SystemExit("\n".join(diagnostic.message for diagnostic in built.diagnostics))
    document = pypdfium2.PdfDocument(built.data)
    return [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]


def side_by_side(columns: list[list[Image.Image]]) -> Image.Image:
    """Each column's pages under one another, the columns in a row."""
    widths = [max(page.width for page in column) for column in columns]
    heights = [sum(page.height for page in column) + GAP * (len(column) - 1) for column in columns]
    picture = Image.new("RGB", (sum(widths) + GAP * (len(columns) + 1), max(heights) + 2 * GAP), PAPER)
    left = GAP
    for column, width in zip(columns, widths, strict=True):
        top = GAP
        for page in column:
            picture.paste(page, (left, top))
            top += page.height + GAP
        left += width + GAP
    return picture


def main() -> None:
    handout, card = pages("handout-a4"), pages("card-a6")
    picture = side_by_side([*([page] for page in handout), card])
    # A palette is enough for print colours, and a fifth of the bytes.
    data = io.BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    with open(sys.argv[1], "wb") as file:
        file.write(data.getvalue())
    print(f"{sys.argv[1]}: {picture.width} x {picture.height} pixels, {len(data.getvalue()) / 1000:.0f} kB")


main()
