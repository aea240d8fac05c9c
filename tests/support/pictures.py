"""Makes small picture files."""

from __future__ import annotations

import io

from PIL import Image


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture file of one colour, of the size in pixels."""
    file = io.BytesIO()
    Image.new(mode, (width, height), 120).save(file, kind)
    return file.getvalue()
