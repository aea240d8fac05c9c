"""Picture files: what is read, how it is turned, and what is refused without ever a crash."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from PIL import Image

from generator.diagnostics import Diagnostic, Diagnostics, Source, Span
from generator.pdf import PdfPainter
from generator.source.decode import Located
from generator.source.picture import MAX_DRAWING, PictureFile, read_drawing, read_picture
from generator.structure import StructureNode
from generator.typeset.items import Image as Placed
from generator.typeset.items import Picture
from tests.support.fuzzing import times
from tests.support.pictures import animated, encoded, picture, quarters
from tests.support.specimen import chunk, one_page, png


def named(folder: Path, name: str) -> Located:
    source = Source(str(folder / "text.yaml"), f"picture: {name}", str(folder))
    return Located(name, Span(source, 1, 10, 1, 10 + len(name)))


def read(folder: Path, data: bytes) -> tuple[PictureFile | None, tuple[Diagnostic, ...]]:
    (folder / "file").write_bytes(data)
    diagnostics = Diagnostics()
    return read_picture(named(folder, "file"), diagnostics), diagnostics.sorted()


def bomb(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of that size."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


DEEP = png(2, 2, 2, struct.pack(">12H", *range(0, 60_000, 5_000)), depth=16).data
GOOD = {
    "png": encoded(quarters()),
    "palette": encoded(quarters().quantize(4)),
    "alpha": encoded(quarters().convert("RGBA")),
    "grey": encoded(quarters().convert("L")),
    "16 bits": DEEP,
    "16 bits grey": encoded(quarters().convert("I").point(lambda value: value * 257).convert("I;16")),
    "jpeg": encoded(quarters(), "JPEG"),
    "grey jpeg": encoded(quarters().convert("L"), "JPEG"),
    "progressive": encoded(quarters(), "JPEG", progressive=True),
    "jpeg with odd Exif data": encoded(quarters(), "JPEG").replace(
        b"\xff\xdb", b"\xff\xe1\x00\x10Exif\0\0broken!!\xff\xdb", 1
    ),
}
WRONG = {
    "text": (b"This is no picture.", "not a whole PNG or JPEG"),
    "svg": (b"<svg/>", "not a whole PNG or JPEG"),
    "empty": (b"", "not a whole PNG or JPEG"),
    "gif": (picture(9, 9, "GIF", "P"), "not a whole PNG or JPEG"),
    "tiff": (picture(9, 9, "TIFF"), "not a whole PNG or JPEG"),
    "cut png": (encoded(quarters())[:-40], "not a whole PNG or JPEG"),
    "cut jpeg": (encoded(quarters(), "JPEG")[:-60], "not a whole PNG or JPEG"),
    "no palette": (png(2, 2, 3, bytes(4)).data, "not a whole PNG or JPEG"),
    "bomb": (bomb(50_000, 50_000), "more than 25 million pixels"),
    "smaller bomb": (bomb(12_000, 8_000), "more than 25 million pixels"),
    "large": (bomb(8_000, 8_000), "8000 x 8000 pixels"),
    "cmyk": (picture(9, 9, "JPEG", "CMYK"), "printing press (CMYK)"),
    "animated": (animated(), "is animated"),
    "heavy": (encoded(quarters()) + bytes(5_000_000), "larger than 5 MB"),
}


@pytest.mark.parametrize("name", GOOD)
def test_read_as_it_is(name: str, tmp_path: Path) -> None:
    file, found = read(tmp_path, GOOD[name])
    assert found == ()
    assert file is not None
    assert file.data == GOOD[name]
    assert (file.width, file.height, file.orientation) == ((2, 2, 1) if name == "16 bits" else (64, 32, 1))


@pytest.mark.parametrize("name", WRONG)
def test_refused_with_a_place_and_a_hint(name: str, tmp_path: Path) -> None:
    data, message = WRONG[name]
    file, (problem,) = read(tmp_path, data)
    assert file is None
    assert problem.rule == "picture"
    assert message in problem.message
    assert problem.hint
    assert problem.span
    assert (problem.span.line, problem.span.column) == (1, 10)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_says_its_size_as_it_is_seen(kind: str, orientation: int, tmp_path: Path) -> None:
    file, found = read(tmp_path, encoded(quarters(), kind, orientation))
    assert found == ()
    assert file
    assert (file.width, file.height) == ((64, 32) if orientation < 5 else (32, 64))
    assert file.orientation == orientation


@pytest.mark.parametrize("name", ["../file", "art/../../file", "/etc/hostname", "link", "a\0b"])
def test_nothing_outside_the_folder(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    (inside / "art").mkdir(parents=True)
    (tmp_path / "file").write_bytes(encoded(quarters()))
    (inside / "link").symlink_to(tmp_path / "file")
    for reader in (read_picture, read_drawing):
        diagnostics = Diagnostics()
        assert reader(named(inside, name), diagnostics) is None  # type: ignore[operator]
        (problem,) = diagnostics.sorted()
        assert "outside" in problem.message


@pytest.mark.parametrize("name", ["nothing", "folder", "pipe", "circle", "x" * 300])
def test_what_is_no_file_is_told_and_never_waited_for(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    diagnostics = Diagnostics()
    assert read_picture(named(tmp_path, name), diagnostics) is None
    assert [problem.rule for problem in diagnostics.sorted()] == ["picture"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"\xff\xfe<\0", "not-utf-8"), (b"<svg>\xe9</svg>", "not-utf-8"), (b" " * (MAX_DRAWING + 1), "picture")],
)
def test_a_drawing_is_text_of_a_sensible_size(data: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    diagnostics = Diagnostics()
    assert read_drawing(named(tmp_path, "file"), diagnostics) is None
    assert [problem.rule for problem in diagnostics.sorted()] == [rule]


@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture], max_examples=times(300))
@hypothesis.given(
    name=st.sampled_from(sorted(GOOD)),
    damage=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=4),
    end=st.none() | st.integers(0, 2000),
)
def test_damage_is_told_or_does_no_harm(
    name: str, damage: list[tuple[int, int]], end: int | None, tmp_path: Path
) -> None:
    """Whatever passes the reader can be written as a PDF."""
    data = bytearray(GOOD[name])
    for place, value in damage:
        data[place % len(data)] = value
    file, found = read(tmp_path, bytes(data[:end]))
    assert (file is None) == bool(found)
    if file:
        figure = StructureNode("Figure", alt="x")
        root = StructureNode("Document", (figure,))
        item = Picture(0, 0, 10, 10, Placed(*file), figure, None)
        assert PdfPainter().paint(one_page(root, item)).startswith(b"%PDF")


def test_the_corpus_is_what_it_says() -> None:
    assert Image.MAX_IMAGE_PIXELS
    assert Image.MAX_IMAGE_PIXELS < 12_000 * 8_000
    assert Image.MAX_IMAGE_PIXELS > 8_000 * 8_000
