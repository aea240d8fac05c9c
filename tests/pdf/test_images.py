"""PNG and JPEG files inside PDF: the right pixels, and nothing decoded without need."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import page as validation
import pikepdf
import PIL.Image
import pypdfium2
import pytest

from generator.diagnostics import EnvironmentProblem
from generator.pdf import PdfPainter, images
from generator.structure import StructureNode
from generator.typeset.items import Image, Picture
from tests.support.specimen import chunk, one_page, png

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
QUAD = [RED, GREEN, BLUE, (120, 120, 120)]


def place(*pictures: Image) -> bytes:
    figures = [StructureNode("Figure", alt="A test") for _ in pictures]
    root = StructureNode("Document", figures)
    items = [
        Picture(0, 40 * index, 40, 40, picture, figure, None)
        for index, (picture, figure) in enumerate(zip(pictures, figures, strict=True))
    ]
    return PdfPainter().paint(one_page(root, *items, size=(40, 40 * len(pictures))))


def corners(data: bytes) -> list[tuple[int, ...]]:
    """The colours in the middles of the four quarters, row by row."""
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    return [picture.getpixel((x, y)) for y in (10, 30) for x in (10, 30)]


def near(found: list[tuple[int, ...]], wanted: list[tuple[int, int, int]], by: int = 2) -> bool:
    return all(abs(a - b) <= by for one, two in zip(found, wanted, strict=True) for a, b in zip(one, two, strict=True))


def encoded(mode: str, kind: str = "PNG", **options: object) -> Image:
    picture = PIL.Image.new("RGB", (2, 2))
    picture.putdata(QUAD)
    picture = picture.resize((16, 16), PIL.Image.Resampling.NEAREST)
    picture = picture.quantize(4) if mode == "P" else picture.convert(mode)
    out = io.BytesIO()
    picture.save(out, kind, **options)  # type: ignore[arg-type]
    return Image(out.getvalue(), 16, 16)


def interlaced() -> Image:
    """The four colours in the order of Adam7, whose second to fifth passes are empty in so small a picture."""
    passes = [QUAD[:1], QUAD[1:2], QUAD[2:]]
    raw = b"".join(b"\0" + bytes(part for colour in colours for part in colour) for colours in passes)
    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 1)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    return Image(b"\x89PNG\r\n\x1a\n" + data, 2, 2)


@contextmanager
def objects(data: bytes) -> Iterator[list[pikepdf.Object]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield list(pdf.pages[0].Resources.XObject.values())


@pytest.mark.parametrize(
    "image",
    [
        encoded("RGB"), encoded("P"), encoded("RGBA"), interlaced(),
        encoded("RGB", "JPEG", quality=98, subsampling=0), encoded("RGB", "JPEG", quality=98, progressive=True),
        png(2, 2, 2, b"".join(struct.pack(">3H", *(c * 257 for c in colour)) for colour in QUAD), depth=16),
    ],
    ids=["rgb", "palette", "rgba", "interlaced", "jpeg", "progressive", "16 bits"],
)  # fmt: skip
def test_colours(image: Image) -> None:
    data = place(image)
    assert near(corners(data), QUAD, by=12 if image.data[:2] == b"\xff\xd8" else 2)
    for profile in ("ua1", "2a"):
        assert validation.validate_pdf_bytes(data, profile=profile).is_compliant


@pytest.mark.parametrize("image", [encoded("L"), encoded("1"), encoded("LA"), encoded("L", "JPEG", quality=95)])
def test_grey_stays_grey(image: Image) -> None:
    data = place(image)
    with objects(data) as (picture,):
        assert picture.ColorSpace == "/DeviceGray"
    assert all(max(pixel) - min(pixel) <= 1 for pixel in corners(data))


def test_jpeg_and_plain_png_pass_through() -> None:
    jpeg, plain = encoded("RGB", "JPEG"), encoded("RGB")
    with objects(place(jpeg, plain)) as (first, second):
        assert first.read_raw_bytes() == jpeg.data
        assert second.read_raw_bytes() in plain.data


def test_alpha_shows_the_paper() -> None:
    half = png(2, 2, 6, bytes([*RED, 255, *RED, 128, *RED, 0, *BLUE, 255]))
    data = place(half)
    assert near(corners(data), [RED, (255, 127, 127), WHITE, BLUE], by=3)
    with objects(data) as (picture,):
        assert picture.SMask.ColorSpace == "/DeviceGray"


def test_an_opaque_alpha_channel_costs_nothing() -> None:
    with objects(place(encoded("RGBA"))) as (picture,):
        assert "/SMask" not in picture


def test_a_transparent_colour() -> None:
    keyed = png(2, 2, 2, bytes([*RED, *GREEN, *BLUE, *RED]), chunk(b"tRNS", struct.pack(">3H", *RED)))
    assert near(corners(place(keyed)), [WHITE, GREEN, BLUE, WHITE])


def test_a_palette_with_transparency() -> None:
    extra = chunk(b"PLTE", bytes([*RED, *GREEN])) + chunk(b"tRNS", bytes([0]))
    assert near(corners(place(png(2, 2, 3, bytes([0, 1, 1, 0]), extra))), [WHITE, GREEN, GREEN, WHITE])


def test_sixteen_bits_of_grey_are_scaled_where_they_must_be_unpacked() -> None:
    """An interlaced file is: Adam7 has the four pixels of so small a picture in its first, sixth and last pass."""
    shades = [0, 20_000, 40_000, 65_535]
    raw = b"".join(
        b"\0" + b"".join(struct.pack(">H", shade) for shade in part) for part in (shades[:1], shades[1:2], shades[2:])
    )
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 16, 0, 0, 0, 1))
    file = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    assert near(corners(place(Image(file, 2, 2))), [(shade // 257,) * 3 for shade in shades])


def test_a_colour_marked_as_transparent_in_too_many_words() -> None:
    keyed = png(2, 2, 2, bytes([*RED, *GREEN, *BLUE, *RED]), chunk(b"tRNS", struct.pack(">3H", *RED) + b"x"))
    assert near(corners(place(keyed)), [WHITE, GREEN, BLUE, WHITE])


def test_the_same_picture_is_stored_once() -> None:
    picture = encoded("RGB")
    with objects(place(picture, picture, Image(bytes(bytearray(picture.data)), 16, 16))) as stored:
        assert len(stored) == 1


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (encoded("CMYK", "JPEG"), "neither grey nor RGB"),
        (Image(b"GIF89a", 1, 1), "neither a PNG nor a JPEG"),
        (Image(b"\xff\xd8\xff\xd9", 1, 1), "without a picture"),
        (Image(encoded("RGB").data[:20], 1, 1), "without a picture"),
    ],
)
def test_refused(image: Image, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        place(image)


def test_without_pillow_only_transparency_is_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "pillow", None)
    assert near(corners(place(encoded("RGB"))), QUAD)
    with pytest.raises(EnvironmentProblem, match="Pillow"):
        place(encoded("RGBA"))
