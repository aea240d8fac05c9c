"""Reads what is in a PDF file, ours or anybody's. The only room that reads PDF.

Such a file may come from anywhere, so nothing in it is trusted: what cannot be read is named and left out, the work is
bounded, and what ends the reading is an error of the input.
"""

from __future__ import annotations

import io
import logging
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

from pypdf import PdfReader

from generator.diagnostics import ExitCode, HandoutError, UsageProblem, shown
from generator.inspection import parts
from generator.inspection.packet import Packet, parse_packet
from generator.inspection.parts import Field, Font, Link, PageFacts, Structure, entry
from generator.record import NamedTuple
from generator.source.files import read_bytes

MAX_BYTES = 100_000_000
MAX_PAGES = 2_000
SECONDS = 30.0  # a handout takes a fraction of one
_AGAIN = 0.5  # seconds

_T = TypeVar("_T")


class Inspection(NamedTuple):
    """What is known of a PDF file. `unread` names the parts that could not be read; they are empty here."""

    size: int  # bytes
    version: str  # as the header has it: "1.7"
    packet: Packet  # from the metadata, where they are silent from the older properties
    language: str | None  # BCP 47
    pages: tuple[PageFacts, ...]
    words: int | None
    fonts: tuple[Font, ...]
    structure: Structure
    links: tuple[Link, ...]
    fields: tuple[Field, ...]
    unread: tuple[str, ...]


class UnfitFile(HandoutError):
    """The file is no PDF, not a whole one, encrypted or too much to read."""

    exit_code = ExitCode.INPUT


class _TimeUp(BaseException):
    """No Exception, as a library that repairs files catches many of those."""


def inspect(path: str, seconds: float = SECONDS) -> Inspection:
    """What is known of the file at `path`.

    Raises UsageProblem if there is none, EnvironmentProblem if it cannot be read, and UnfitFile if it is no PDF file,
    is broken or encrypted, or takes longer than this.
    """
    if not os.path.lexists(path) and "\0" not in path:
        raise UsageProblem(f"there is no file {shown(path)}")
    data = read_bytes(path, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise UnfitFile(f"{shown(path)} is larger than {MAX_BYTES // 1_000_000} MB")
    if b"%PDF-" not in data[:1024]:  # where every reader looks for it (ISO 32000-1, Annex H, 3.4.1)
        raise UnfitFile(f"{shown(path)} is not a PDF file" + (": it is empty" if not data else ""))
    try:
        with _silence(), _deadline(seconds):
            return _read(path, data)
    except _TimeUp:
        raise UnfitFile(f"{shown(path)} is too much to read: gave up after {seconds:g} seconds") from None


def _read(path: str, data: bytes) -> Inspection:
    encrypted = f"{shown(path)} is encrypted; save it unprotected and try again"
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnfitFile(encrypted)
        root: Any = reader.root_object
        count = len(reader.pages)
    except UnfitFile:
        raise
    except Exception as problem:  # what a broken file leads to is a long list, and none of it is a bug of ours
        if b"/Encrypt" in data and type(problem).__name__ in ("DependencyError", "FileNotDecryptedError"):
            raise UnfitFile(encrypted) from problem
        raise UnfitFile(f"{shown(path)} is broken, or only a part of a PDF file") from problem
    if not count:
        raise UnfitFile(f"{shown(path)} has no pages, or is only a part of a PDF file")
    if count > MAX_PAGES:
        raise UnfitFile(f"{shown(path)} has {count} pages, and {MAX_PAGES} are the most that are looked at")

    unread: list[str] = []

    def part(name: str, read: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return read()
        except Exception:  # as above
            unread.append(name)
            return otherwise

    pages = list(reader.pages)
    info: dict[str, str] = part("properties", lambda: parts.read_info(reader), {})
    language = part("language", lambda: entry(root, "/Lang"), None)
    return Inspection(
        size=len(data),
        version=part("version", lambda: reader.pdf_header.removeprefix("%PDF-"), ""),
        packet=part("metadata", lambda: parse_packet(_packet(root), info), parse_packet(b"", info)),
        language=str(language) if language else None,
        pages=tuple(map(parts.read_page, pages)),
        words=part("words", lambda: parts.words_on(pages), None),
        fonts=part("fonts", lambda: parts.read_fonts(pages), ()),
        structure=part("structure", lambda: parts.read_structure(root), Structure(False, 0, ())),
        links=part("links", lambda: parts.read_links(pages), ()),
        fields=part("fields", lambda: parts.read_fields(root), ()),
        unread=tuple(unread),
    )


def _packet(root: Any) -> bytes:
    """The metadata as they stand in the catalogue; nothing if there are none."""
    stream = entry(root, "/Metadata")
    return bytes(stream.get_data()) if stream is not None else b""


@contextmanager
def _silence() -> Iterator[None]:
    """Silence the library, which logs what it repairs in a file and warns of some of it."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise _TimeUp inside `_read` when it takes too long. Where no alarm can be set, the sizes are the limit.

    What is raised while an object goes away is printed and lost, so the alarm rings again until it is heard; but no
    more once the reading is over.
    """

    def ring(_signal: int, frame: FrameType | None) -> None:
        while frame is not None:
            if frame.f_code is _read.__code__:
                raise _TimeUp
            frame = frame.f_back

    try:
        former = signal.signal(signal.SIGALRM, ring)
    except (AttributeError, ValueError):  # not on this system; not in this thread
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
