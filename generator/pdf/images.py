"""Turns PNG and JPEG files into image objects (ISO 32000-1, 8.9.5).

A JPEG is a PDF stream as it stands, and so is a PNG without transparency: nothing is decoded or compressed anew.
Pixels are taken to be sRGB, whatever profile a file carries.
"""

from __future__ import annotations

import io
import struct

from generator.diagnostics import EnvironmentProblem
from generator.pdf.objects import Writer
from generator.pdf.syntax import stream
from generator.record import NamedTuple
from generator.typeset.items import Image

try:
    from PIL import Image as pillow
except ImportError:  # only needed for transparent and interlaced PNG files
    pillow = None  # type: ignore[assignment]

_PNG = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB"}
# Frame headers of JPEG: all but those for Huffman tables (C4), JPEG extensions (C8) and arithmetic coding (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class _Png(NamedTuple):
    width: int
    height: int
    depth: int
    colour: int
    interlaced: bool
    palette: bytes
    transparent: bytes
    pixels: bytes


def embed(image: Image, writer: Writer) -> str:
    """Write the image; returns how to refer to it.

    Raises ValueError for data that is neither PNG nor a grey or RGB JPEG (ISO 19005-2, 6.2.4.3 wants a profile for
    CMYK), and EnvironmentProblem if Pillow is needed and not installed.
    """
    if not image.data.startswith(_PNG):
        width, height, depth, components = _jpeg_frame(image.data)
        entries = _entries(width, height, _SPACES[components], depth)
        return writer.add(stream(f"{entries}/Filter/DCTDecode", image.data))
    png = _read_png(image.data)
    if png.interlaced or png.colour not in (_GREY, _RGB, _PALETTE) or (png.colour == _PALETTE and png.transparent):
        return _embed_decoded(image, writer)
    space = _SPACES[3 if png.colour == _RGB else 1]
    if png.colour == _PALETTE:
        space = f"[/Indexed/DeviceRGB {len(png.palette) // 3 - 1}<{png.palette.hex()}>]"
    entries = _entries(png.width, png.height, space, png.depth)
    components = 3 if png.colour == _RGB else 1
    if png.transparent:
        # One colour stands for "nothing here": a range from it to itself for each component.
        samples = struct.unpack_from(f">{components}H", png.transparent)
        entries += f"/Mask[{' '.join([f'{sample} {sample}' for sample in samples])}]"
    parameters = f"/Predictor 15/Colors {components}/BitsPerComponent {png.depth}/Columns {png.width}"
    return writer.add(stream(f"{entries}/Filter/FlateDecode/DecodeParms<<{parameters}>>", png.pixels))


def _entries(width: int, height: int, space: str, depth: int) -> str:
    return f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent {depth}"


def _embed_decoded(image: Image, writer: Writer) -> str:
    """A PNG with an alpha channel becomes an image and its soft mask (11.6.5.3)."""
    if pillow is None:
        raise EnvironmentProblem("transparent or interlaced PNG images need the package Pillow")
    with pillow.open(io.BytesIO(image.data)) as file:
        grey = file.mode in ("1", "L", "LA", "I", "I;16")
        # Pillow does not scale 16 bits to 8: it makes everything from 255 on white.
        scaled = file.convert("I").point(lambda value: value * (1 / 257)) if file.mode in ("I", "I;16") else file
        pixels = scaled.convert("LA" if grey else "RGBA")
    width, height = pixels.size
    *colours, alpha = pixels.split()
    mask = ""
    if alpha.getextrema() != (255, 255):
        entries = _entries(width, height, "/DeviceGray", 8)
        mask = f"/SMask {writer.add_packed(entries, alpha.tobytes())}"
    opaque = colours[0] if grey else pillow.merge("RGB", colours)
    entries = _entries(width, height, _SPACES[len(colours)], 8)
    return writer.add_packed(entries + mask, opaque.tobytes())


def _read_png(data: bytes) -> _Png:
    chunks: dict[bytes, list[bytes]] = {}
    offset = len(_PNG)
    while offset + 8 <= len(data) and b"IEND" not in chunks:
        length, kind = struct.unpack_from(">I4s", data, offset)
        chunks.setdefault(kind, []).append(data[offset + 8 : offset + 8 + length])
        offset += length + 12
    header, palette, transparent = [chunks.get(kind, [b""])[-1] for kind in (b"IHDR", b"PLTE", b"tRNS")]
    if len(header) != 13 or not any(header[:4]) or b"IDAT" not in chunks:
        raise ValueError("a PNG file without a picture")
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", header)
    return _Png(width, height, depth, colour, bool(interlace), palette, transparent, b"".join(chunks[b"IDAT"]))


def _jpeg_frame(data: bytes) -> tuple[int, int, int, int]:
    """Width, height, bits and number of components from a JPEG's frame header (ITU-T T.81, B.2.2)."""
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("neither a PNG nor a JPEG file")
    offset = 2
    while offset + 10 <= len(data) and data[offset] == 0xFF:
        marker = data[offset + 1]
        if marker == 0xFF:  # a marker may be preceded by fill bytes
            offset += 1
            continue
        if marker in _FRAMES:
            depth, height, width, components = struct.unpack_from(">BHHB", data, offset + 4)
            if components not in _SPACES:
                raise ValueError("a JPEG file that is neither grey nor RGB")
            return width, height, depth, components
        offset += 2 + struct.unpack_from(">H", data, offset + 2)[0]
    raise ValueError("a JPEG file without a picture")
