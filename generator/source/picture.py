"""Reads the picture files that contents and clubs name, from inside their folder only."""

from __future__ import annotations

import io
import os
import stat
import warnings

from PIL import Image

from generator.diagnostics import Diagnostics, Source, reason
from generator.digest import sha256
from generator.record import NamedTuple
from generator.source.decode import Located
from generator.source.encoding import decoded
from generator.source.files import inside
from generator.source.spelling import shortened

MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000
MAX_DRAWING = 200_000  # bytes

_SMALLER = "Save it smaller: 1000 pixels on its longer side are plenty."
_ORIENTATION = 0x0112  # the tag of Exif 2.32, 4.6.4


class PictureFile(NamedTuple):
    """A PNG or JPEG file; width and height in pixels, as it is to be seen.

    `orientation` says how the stored rows and columns are turned for that (Exif 2.32, 4.6.4.A: 1 to 8).
    """

    data: bytes
    width: int
    height: int
    orientation: int = 1


def read_picture(name: Located, diagnostics: Diagnostics) -> PictureFile | None:
    """The picture at a path that starts from the folder of the file that names it. None after an error was reported."""
    data = _read(name, MAX_BYTES, _SMALLER, diagnostics)
    if data is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            problem = _unfit(image)
            if problem is None:
                image.load()
                if image.mode == "P" and not image.getpalette():
                    raise ValueError("a palette without colours")
                if image.format != "PNG" and not _is_plain_jpeg(data):
                    problem = ("is a JPEG file of a rare kind, or a damaged one", "Save it again as JPEG or PNG.")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        problem = ("has more than 25 million pixels", _SMALLER)
    except Exception:  # what Pillow raises for broken files is a long list, and none of it is a bug of ours
        problem = ("is not a whole PNG or JPEG file", "Save it again as PNG or JPEG.")
    if problem is not None:
        _refuse(name, *problem, diagnostics)
        return None
    turned = _orientation(image)
    width, height = image.size if turned <= 4 else reversed(image.size)
    return PictureFile(data, width, height, turned)


def read_drawing(name: Located, diagnostics: Diagnostics) -> tuple[Source, str] | None:
    """The text of an SVG file, by the same rules, and its source. None after an error was reported."""
    hint = "Leave out what is not seen, or save it as PNG and name it under picture."
    data = _read(name, MAX_DRAWING, hint, diagnostics)
    if data is None:
        return None
    shown = os.path.join(os.path.dirname(name.span.source.name), name.value)
    # Tabs are as good as spaces here; the columns stay the same.
    read = decoded(data.replace(b"\t", b" "), shown, None, diagnostics)
    if read:
        read[0].digest = sha256(data).hexdigest()  # of the file, tabs and all
    return read


def _read(name: Located, limit: int, smaller: str, diagnostics: Diagnostics) -> bytes | None:
    """The bytes of a file inside the folder of the file that names it. None after an error was reported."""
    folder = os.path.realpath(name.span.source.folder or ".")
    path = inside(folder, name.value)
    try:
        if path is None:
            problem = (
                "is outside the folder of the file that names it",
                "Copy it into that folder and write its name.",
            )
        elif not stat.S_ISREG(os.stat(path).st_mode):  # it may keep its reader waiting for ever
            problem = ("is not a file", "Name a file, not a folder or a device.")
        else:
            with open(path, "rb") as file:
                data = file.read(limit + 1)
            if len(data) <= limit:
                return data
            size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1_000} kB"
            problem = (f"is larger than {size}", smaller)
    except OSError as error:
        problem = (f"cannot be read: {reason(error)}", f"It is looked for in {folder}.")
    _refuse(name, *problem, diagnostics)
    return None


def _unfit(image: Image.Image) -> tuple[str, str] | None:
    """Why a picture cannot be printed as it is, and what to do."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        return f"has {width} x {height} pixels", _SMALLER
    if image.format == "PNG" and getattr(image, "is_animated", False):
        return "is animated, and paper shows one moment only", "Save the one frame that is meant."
    if image.mode == "CMYK":
        # ISO 19005-2, 6.2.4.3: the output intent explains grey and RGB alone.
        return "is in the colours of a printing press (CMYK)", "Save it again in RGB (sRGB) or in grey."
    return None


def _is_plain_jpeg(data: bytes) -> bool:
    """Whether a JPEG is what every reader of PDF knows: 8 bits, baseline or progressive (ISO 32000-1, 7.4.8).

    Pillow skips what it does not know between two segments, and reads rarer kinds too (ITU-T T.81, table B.1).
    """
    offset = 2
    while offset + 10 <= len(data) and data[offset] == 0xFF:
        marker = data[offset + 1]
        if marker == 0xFF:
            offset += 1
        elif marker in (0xC0, 0xC1, 0xC2):
            return data[offset + 4] == 8 and data[offset + 9] in (1, 3)
        elif 0xC0 < marker < 0xD0 and marker not in (0xC4, 0xC8, 0xCC):
            return False
        else:
            offset += 2 + int.from_bytes(data[offset + 2 : offset + 4], "big")
    return False


def _orientation(image: Image.Image) -> int:
    """How the picture is to be turned; as stored if it does not say, or says nonsense."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # broken Exif data, which is about the picture and not the picture itself
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _refuse(name: Located, message: str, hint: str, diagnostics: Diagnostics) -> None:
    diagnostics.error("picture", f"the picture '{shortened(name.value)}' {message}", name.span, hint)
