"""Makes small picture files."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

ORIENTATION = 0x0112


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture file of one colour, of the size in pixels."""
    file = io.BytesIO()
    Image.new(mode, (width, height), 120).save(file, kind)
    return file.getvalue()


def quarters() -> Image.Image:
    """Red, green, blue and grey quarters, twice as wide as high."""
    image = Image.new("RGB", (2, 2))
    image.putdata([(255, 0, 0), (0, 255, 0), (0, 0, 255), (120, 120, 120)])
    return image.resize((64, 32), Image.Resampling.NEAREST)


def encoded(image: Image.Image, kind: str = "PNG", orientation: int = 1, **options: Any) -> bytes:
    """The image as a file. With an orientation it says that it is to be turned."""
    exif = Image.Exif()
    if orientation != 1:
        exif[ORIENTATION] = orientation
    if kind == "JPEG":
        options = {"quality": 98, "subsampling": 0, **options}
    file = io.BytesIO()
    image.save(file, kind, exif=exif, **options)
    return file.getvalue()


def animated() -> bytes:
    """A PNG of two frames."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), shade) for shade in ("red", "blue")]
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    return file.getvalue()
