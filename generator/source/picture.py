"""Reads the picture files that contents and clubs name, from inside their folder only."""

from __future__ import annotations

import io
import os
import warnings
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError

from generator.diagnostics import Diagnostics
from generator.source.decode import Located

MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000


class PictureFile(NamedTuple):
    """A PNG or JPEG file; width and height in pixels."""

    data: bytes
    width: int
    height: int


def read_picture(name: Located, diagnostics: Diagnostics) -> PictureFile | None:
    """The picture at a path that starts from the folder of the file that names it. None after an error was reported."""

    def refuse(message: str, hint: str) -> None:
        diagnostics.error("picture", f"the picture '{name.value}' {message}", name.span, hint)

    folder = os.path.realpath(name.span.source.folder or ".")
    path = os.path.realpath(os.path.join(folder, name.value))
    if os.path.isabs(name.value) or os.path.commonpath((folder, path)) != folder:
        refuse("is outside the folder of the file that names it", "Copy it into that folder and write its name.")
        return None
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as problem:
        refuse(f"cannot be read: {(problem.strerror or 'unknown reason').lower()}", f"It is looked for in {folder}.")
        return None
    if len(data) > MAX_BYTES:
        refuse("is larger than 5 MB", "Save it smaller: 1000 pixels on its longer side are plenty.")
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            width, height = image.size
            if width * height <= MAX_PIXELS:
                image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning):
        refuse("is not a whole PNG or JPEG file", "Save it again as PNG or JPEG.")
        return None
    if width * height > MAX_PIXELS:
        refuse(f"has {width} x {height} pixels", "Save it smaller: 1000 pixels on its longer side are plenty.")
        return None
    return PictureFile(data, width, height)
