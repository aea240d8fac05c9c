"""Hostile and broken input through the command line: what is said, where, with which exit code, and nothing written.

Each row of the table is one bad input. What a run opens for writing, connects to or starts is watched by an audit
hook. Mistakes of authors have a corpus of their own in tests/errors/.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import signal
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.cli import main
from generator.diagnostics import ExitCode
from tests.support.desk import CLUB, CONTENT
from tests.support.pictures import animated, encoded, picture, quarters
from tests.support.specimen import chunk, png
from tests.support.wording import ROOT

pytestmark = pytest.mark.slow

BAD, ENVIRONMENT, USAGE, OK = ExitCode.INPUT, ExitCode.ENVIRONMENT, ExitCode.USAGE, ExitCode.OK
real_open = builtins.open
PARAGRAPH = "      - paragraph: Lean on a wall and push one heel down.\n"
DEEP = 10_000
SPARSE = 100_000_000


class Row(NamedTuple):
    """One input. `said` is the first problem as `file:line rule`, or a part of the message where there is no place."""

    said: str
    code: ExitCode = BAD
    content: str | bytes = CONTENT
    club: str | None = None
    layout: str | None = None
    settings: tuple[str, ...] = ()
    prepare: Callable[[Path], object] = lambda folder: None


def text(value: str) -> str:
    """The content with this text for its paragraph, as a string of JSON, which is YAML too."""
    return CONTENT.replace(PARAGRAPH, f"      - paragraph: {json.dumps(value, ensure_ascii=False)}\n")


def block(value: str) -> str:
    return CONTENT.replace(PARAGRAPH, f"      - {value}\n")


def titled(value: str) -> str:
    return CONTENT.replace("title: Stretching", f"title: {json.dumps(value, ensure_ascii=False)}", 1)


def headed(lines: str) -> str:
    return CONTENT.replace("sections:\n", f"{lines}\nsections:\n", 1)


def content_is(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Put something else in the place of the content."""

    def prepare(folder: Path) -> None:
        (folder / "text.yaml").unlink()
        make(folder / "text.yaml")

    return prepare


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(SPARSE)


def files(**data: bytes | str) -> Callable[[Path], object]:
    """Files beside the content; `_` in a name stands for the dot. A string is where a link leads."""

    def prepare(folder: Path) -> None:
        for name, value in data.items():
            path = folder / name.replace("_", ".")
            if isinstance(value, str):
                path.symlink_to(value)
            else:
                path.write_bytes(value)

    return prepare


def locale_is(data: bytes) -> Callable[[Path], object]:
    """A locale of the same name beside the content, which is taken before the shipped one."""

    def prepare(folder: Path) -> None:
        (folder / "locales").mkdir()
        (folder / "locales" / "en-GB.yaml").write_bytes(data)

    return prepare


def laughs() -> str:
    lines = [f"a0: &a0 [{', '.join(['ha'] * 10)}]"]
    return "\n".join(lines + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)])


def bomb() -> bytes:
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


READING = {
    "billion laughs": Row("text.yaml:7 too-large", content=laughs()),
    "deep in brackets": Row("text.yaml:1 too-deep", content="[" * DEEP),
    "deep in braces": Row("text.yaml:1 too-deep", content="{a: " * DEEP),
    "deep in a block of lists": Row("text.yaml:1 too-deep", content="- " * DEEP),
    "deep in a block of keys": Row("text.yaml:1 too-deep", content="? " * DEEP),
    "deep by indentation": Row(
        "text.yaml:65 too-deep", content="".join(f"{' ' * depth}a:\n" for depth in range(2_000))
    ),
    "deep by aliases": Row(
        "text.yaml:64 too-deep", content="a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 99))
    ),
    "a file of 100 MB": Row("text.yaml:1 too-large", prepare=content_is(sparse)),
    "an alias inside itself": Row("text.yaml:8 unknown-alias", content=headed("topics: &t {a: *t}")),
    "an alias of nothing": Row("text.yaml:8 unknown-alias", content=headed("topics: *nothing")),
    "a merge key": Row("text.yaml:8 merge-key", content=headed("topics: {<<: {a: b}}")),
    "a key twice": Row("text.yaml:8 duplicate-key", content=headed("title: Again")),
    "a key that is a list": Row("text.yaml:8 wrong-key", content=headed("[a, b]: c")),
    "a tag that calls": Row(
        "text.yaml:8 yaml-tag", content=headed("author: !!python/object/apply:os.system [touch pwned]")
    ),
    "a tag of our own": Row("text.yaml:8 yaml-tag", content=headed("author: !env HOME")),
    "a binary": Row("text.yaml:8 yaml-tag", content=headed("author: !!binary aGVsbG8=")),
    "tabs": Row("text.yaml:8 tab", content=headed("author:\tJo")),
    "UTF-16": Row("text.yaml:1 not-utf-8", content=CONTENT.encode("utf-16")),
    "UTF-16 without a mark": Row("text.yaml:1 not-utf-8", content=CONTENT.encode("utf-16-be")),
    "Latin-1": Row("text.yaml:8 not-utf-8", content=headed("author: José").encode("latin-1")),
    "NUL": Row("text.yaml:8 control-character", content=headed("author: J\0o")),
    "escape sequences of a terminal": Row("text.yaml:8 control-character", content=headed("author: \x1b[31mJo")),
    "a C1 control": Row("text.yaml:8 control-character", content=headed("author: J\x85o")),
    "a control as an escape": Row("text.yaml:8 control-character", content=headed('author: "J\\ao"')),
    "a line separator": Row("text.yaml:8 control-character", content=headed("author: J\u2028o")),
    "half a surrogate pair in bytes": Row(
        "text.yaml:8 not-utf-8", content=headed("author: J\ud800o").encode("utf-8", "surrogatepass")
    ),
    "half a surrogate pair as an escape": Row("text.yaml:8 yaml-syntax", content=headed('author: "J\\ud800o"')),
    "nothing": Row("text.yaml:1 empty-file", content=""),
    "nothing but comments": Row("text.yaml:1 empty-file", content="# nothing\n"),
    "a list at the top": Row("text.yaml:1 wrong-type", content="- title: x\n"),
    "a word at the top": Row("text.yaml:1 wrong-type", content="title\n"),
    "two documents": Row("text.yaml:29 several-documents", content=CONTENT + "---\n" + CONTENT),
    "a PDF": Row("text.yaml:2 not-utf-8", content=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "a folder": Row("is a folder: give a file", USAGE, prepare=content_is(Path.mkdir)),
    "a link to itself": Row(
        "too many levels", ENVIRONMENT, prepare=content_is(lambda path: path.symlink_to("text.yaml"))
    ),
    "a link to nothing": Row("no such file", ENVIRONMENT, prepare=content_is(lambda path: path.symlink_to("gone"))),
    "no file": Row("there is no file", USAGE, prepare=content_is(lambda path: None)),
    "a layout that extends itself": Row("own.yaml:1 extends-circle", layout="extends: own.yaml\n"),
    "layouts that extend each other": Row(
        "b.yaml:1 extends-circle", layout="extends: b.yaml\n", prepare=files(b_yaml=b"extends: own.yaml\n")
    ),
    "a layout that extends what is anywhere": Row("own.yaml:1 unknown-name", layout="extends: /etc/passwd\n"),
    "a locale that is anywhere": Row(
        "text.yaml:4 unknown-name", content=CONTENT.replace("locale: en-GB", "locale: /etc/passwd")
    ),
    "a locale further up": Row(
        "text.yaml:4 unknown-name", content=CONTENT.replace("locale: en-GB", "locale: ../../secret")
    ),
    "a locale of laughs": Row("en-GB.yaml:7 too-large", prepare=locale_is(laughs().encode())),
    "a locale without end": Row("en-GB.yaml:1 too-deep", prepare=locale_is(b"[" * DEEP)),
    "a locale that calls": Row("en-GB.yaml:1 yaml-tag", prepare=locale_is(b"month: !!python/name:os.system x\n")),
    "a locale in UTF-16": Row("en-GB.yaml:1 not-utf-8", prepare=locale_is("month: x\n".encode("utf-16"))),
    "a locale with nothing in it": Row("en-GB.yaml:1 empty-file", prepare=locale_is(b"")),
    "a layout of laughs": Row("own.yaml:7 too-large", layout=laughs()),
    "a layout without end": Row("own.yaml:2 too-deep", layout=f"extends: handout-a4\nlooks: {'{a: ' * DEEP}"),
    "a layout that calls": Row(
        "own.yaml:2 yaml-tag", layout="extends: handout-a4\nabout: !!python/object/apply:os.system [touch pwned]\n"
    ),
    "a layout that is a list": Row("own.yaml:1 wrong-type", layout="- extends: handout-a4\n"),
    "a layout as large as no paper": Row(
        "own.yaml:2 wrong-paper", layout="extends: handout-a4\npage: {paper: [1e308 mm, 1e308 mm]}\n"
    ),
    "a layout with a length that is no number": Row(
        "own.yaml:2 wrong-length", layout="extends: handout-a4\npage: {side: nan mm}\n"
    ),
    "a font that is none": Row(
        "not a usable font file",
        ENVIRONMENT,
        layout="extends: handout-a4\nfonts: {sans: {regular: text.yaml, bold: text.yaml}}\n",
    ),
    "a club with nothing in it": Row("club.yaml:1 empty-file", club=""),
    "a club that calls": Row("club.yaml:1 yaml-tag", club="name: !!python/name:os.system x\n"),
    "a club of laughs": Row("club.yaml:7 too-large", club=laughs()),
    "a club with a key twice": Row("club.yaml:2 duplicate-key", club=f"{CLUB}name: x\n"),
    "a slug with a path": Row("text.yaml:2 slug", content=CONTENT.replace("slug: stretching", "slug: ../../evil")),
    "a slug from the root": Row("text.yaml:2 slug", content=CONTENT.replace("slug: stretching", "slug: /tmp/evil")),
}
OUTSIDE = files(link_png="../outside.png")
PICTURES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "further up": ("../outside.png", lambda folder: None),
    "absolute": ("/etc/hostname", lambda folder: None),
    "a link to the outside": ("link.png", OUTSIDE),
    "through a linked folder": ("way/outside.png", files(way="..")),
    "a link to itself": ("link.png", files(link_png="link.png")),
    "missing": ("missing.png", lambda folder: None),
    "a folder": ("a.png", lambda folder: (folder / "a.png").mkdir()),
    "a pipe that nobody fills": ("a.png", lambda folder: os.mkfifo(folder / "a.png")),
    "text": ("a.png", files(a_png=b"Lean on a wall.\n")),
    "empty": ("a.png", files(a_png=b"")),
    "cut": ("a.png", files(a_png=encoded(quarters())[:-40])),
    "a cut JPEG": ("a.jpg", files(a_jpg=encoded(quarters(), "JPEG")[:-60])),
    "a bomb": ("a.png", files(a_png=bomb())),
    "CMYK": ("a.jpg", files(a_jpg=picture(9, 9, "JPEG", "CMYK"))),
    "animated": ("a.png", files(a_png=animated())),
    "a GIF": ("a.gif", files(a_gif=picture(9, 9, "GIF", "P"))),
    "100 MB": ("a.png", lambda folder: sparse(folder / "a.png")),
}
SEEN = {
    "16 bits": ("a.png", files(a_png=png(2, 2, 2, struct.pack(">12H", *range(0, 60_000, 5_000)), depth=16).data)),
    "turned by its Exif data": ("a.jpg", files(a_jpg=encoded(quarters(), "JPEG", 6))),
    "a link inside": ("b.png", files(a_png=encoded(quarters()), b_png="a.png")),
}
FIGURE = "figure: {picture: %s, alt: A stretch}"
# What a path may lead to; the rest of the pictures is about what stands in one.
PATHS = ("further up", "absolute", "a link to the outside", "through a linked folder", "a link to itself", "missing",
         "a folder", "a pipe that nobody fills", "100 MB")  # fmt: skip
DRAWING = "figure: {drawing: %s, alt: A stretch}"
SVG = "<svg viewBox='0 0 9 9'>%s</svg>"
DRAWINGS: dict[str, bytes] = {
    "text": b"Lean on a wall.\n",
    "empty": b"",
    "cut": (SVG % "<path d='M0 0L1 1'/>").encode()[:-9],
    "deep": (SVG % ("<g>" * DEEP)).encode(),
    "of huge numbers": (SVG % "<path d='M0 0L1e308 1e308'/>").encode(),
    "with a script": (SVG % "<script>alert(1)</script>").encode(),
    "with a file in it": (SVG % "<image href='file:///etc/passwd'/>").encode(),
    "of laughs": b"<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><svg>&b;</svg>",
}
ILLUSTRATED = {
    **{f"a logo that is {name}": Row("club.yaml:2 picture", club=f"{CLUB}logo: {path}\n", prepare=prepare)
       for name, (path, prepare) in PICTURES.items()},
    **{f"a figure that is {name}": Row("text.yaml:22 picture", content=block(FIGURE % path), prepare=prepare)
       for name, (path, prepare) in PICTURES.items()},
    "a figure with an address": Row("text.yaml:22 picture", content=block(FIGURE % '"https://example.org/a.png"')),
    **{f"a drawing that is {name}": Row(
        "text.yaml:22 picture", content=block(DRAWING % PICTURES[name][0]), prepare=PICTURES[name][1])
       for name in PATHS},
    **{f"a drawing, {name}": Row("a.svg:1 drawing", content=block(DRAWING % "a.svg"), prepare=files(a_svg=data))
       for name, data in DRAWINGS.items()},
    "a drawing that is a picture": Row(
        "a.svg:1 not-utf-8", content=block(DRAWING % "a.svg"), prepare=files(a_svg=encoded(quarters()))
    ),
    "a drawing with NUL": Row(
        "a.svg:1 control-character", content=block(DRAWING % "a.svg"), prepare=files(a_svg=b"<svg>\0</svg>")
    ),
    "a drawing that asks for entities": Row(
        "a.svg:1 drawing",
        content=block("figure: {drawing: a.svg, alt: x}"),
        prepare=files(a_svg=b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'),
    ),
}  # fmt: skip


def sourced(address: str) -> str:
    source = f"{{title: x, publisher: y, address: '{address}', read: 2026-11-05, short: z}}"
    return CONTENT.replace("sources: {}", f"message-sources: [a]\nsources: {{a: {source}}}")


SCHEMES = ("javascript:alert(1)", "JavaScript:x", "file:///etc/passwd", "data:,x", "//example.org", "\\\\host\\x")
LINKS = {
    **{f"a link to {address}": Row("text.yaml:22 link-scheme", content=text(f"[x]({address})"))
       for address in SCHEMES[:-1]},
    **{f"a code for {address}": Row("text.yaml:22 link-scheme", content=block(f"qr: '{address}'"))
       for address in SCHEMES},
    **{f"a club's web at {address}": Row("club.yaml:2 link-scheme", club=f"{CLUB}web: '{address}'\n")
       for address in SCHEMES},
    **{f"a source at {address}": Row("text.yaml:8 link-scheme", content=sourced(address)) for address in SCHEMES},
    **{f"a language called {address}": Row("text.yaml:22 language-tag", content=text(f"[x](lang:{address})"))
       for address in ("", "javascript:alert(1)", "fr-", "en\u00e9", "../fr", "fr/>")},
    **{f"help at {address}": Row("text.yaml:8 link-scheme", content=headed(f"help: '{address}'"))
       for address in SCHEMES[:2]},
    **{f"reading at {address}": Row(
        "text.yaml:8 link-scheme", content=headed(f"further-reading: [{{title: x, address: '{address}'}}]"))
       for address in SCHEMES[:2]},
    "a link through a variable": Row(
        "text.yaml:22 link-scheme", content=text("[x]({club.contact})"), club=f"{CLUB}contact: javascript:alert(1)\n"
    ),
    "a link through the title": Row(
        "text.yaml:22 link-scheme", content=text("[x]({title})"), settings=("title=javascript:alert(1)",)
    ),
    "a link through a locale's word": Row("text.yaml:22 link-scheme", content=text("[x]({doctor.short})")),
    "a code that no code can hold": Row(
        "text.yaml:22 code-too-long", content=block(f"qr: https://example.org/{'a' * 5_000}")
    ),
}  # fmt: skip
INVISIBLE = {
    "an override": "\u202e", "an isolate": "\u2066", "a direction mark": "\u200f", "an Arabic mark": "\u061c",
    "a tag": "\U000e0041", "an invisible plus": "\u2064", "an annotation": "\ufff9", "a mark inside": "\ufeff",
}  # fmt: skip
WORDS = {
    **{f"{name} in a text": Row("text.yaml:22 control-character", content=text(f"Lean{character} on"))
       for name, character in INVISIBLE.items()},
    **{f"{name} as an escape": Row(
        "text.yaml:22 control-character", content=CONTENT.replace(PARAGRAPH, f"      - paragraph: {json.dumps(c)}\n"))
       for name, c in list(INVISIBLE.items())[:4]},
    "a club with a turned name": Row("club.yaml:1 control-character", club="name: gpj.\u202enub\n"),
    "a setting with a turned name": Row("--set:1 control-character", settings=("title=gpj.\u202enub",)),
    "a setting that is no UTF-8": Row("--set:1 control-character", settings=("title=\udcff",)),
    "a setting that talks to the terminal": Row("--set:1 control-character", settings=("title=\x1b]0;x\x07",)),
    "an emoji without a font": Row("text.yaml:22 missing-glyph", content=text("Lean \U0001f600 on")),
    "a character of nobody": Row("text.yaml:22 missing-glyph", content=text("Lean \ue000 on")),
    "a Hangul filler": Row("text.yaml:22 missing-glyph", content=text("Lean \u3164 on")),
    "another script": Row("text.yaml:22 missing-glyph", content=text("Lean \u05d0 on")),
    "a combining mark without a font": Row("text.yaml:22 missing-glyph", content=text("Lea\u20e3n on")),
    "a title of 10 000 characters": Row("text.yaml:1 word-too-wide", content=titled("a" * DEEP)),
    "a title of 10 000 characters in words": Row("text.yaml:1 text-too-long", content=titled("ab " * (DEEP // 3))),
    "a word of 500 characters": Row("text.yaml:22 word-too-wide", content=text("w" * 500)),
    "a text of zero-width characters": Row("text.yaml:22 empty-text", content=text("\u200b\u200b")),
}  # fmt: skip
SETTINGS = {
    "title=": "empty-text", "title.x=y": "wrong-type", "sections=x": "wrong-type", "sections.0=x": "wrong-type",
    "sources=x": "wrong-type", "sources.a=b": "wrong-type", "topics=x": "wrong-type", "layouts=x": "wrong-type",
    "checklist=x": "wrong-type", "written-on=x": "wrong-type", "written-on=2026-02-30": "wrong-date",
    "written-on=0": "wrong-type", "review-by=2099-01-01": "not-to-set", "language=..": "language-tag",
    "locale=": "unknown-name", "locale=..": "unknown-name",
    "edition=": "empty-text", "slug=": "slug", "slug=..": "slug", "span=x": "unknown-key", ".=x": "unknown-key",
    "a..b=c": "unknown-key", "club=x": "unknown-key", "club.name=": "empty-text", "club.nam=x": "unknown-key",
    "club.name.x=y": "wrong-type", "club.accent=red": "colour", "club.web=x": "link-scheme", "club.logo=..": "picture",
    "help=x": "link-scheme", "help=": "link-scheme", "help.label=": "empty-text", "message=": "empty-text",
    "message.x=y": "wrong-type", "subtitle= ": "empty-text", "author.x=y": "wrong-type", "notice=": "empty-text",
    "reviewed-by=x": "not-to-set", "reviewed-on=2026-13-01": "not-to-set", "message-sources=x": "wrong-type",
    "further-reading=x": "wrong-type", "edition.x=y": "wrong-type", "slug.x=y": "wrong-type",
    "language=": "language-tag", "language=123": "language-tag", "layouts.0=x": "wrong-type",
    "sections.x=y": "wrong-type", "checklist.groups=x": "wrong-type", "club.meets.x=y": "wrong-type",
    "club.accent=": "colour", "club.logo=": "picture",
}  # fmt: skip
VALUES = {
    "name: [a]": "wrong-type", "name: {a: b}": "wrong-type", "name:": "wrong-type", "name: ' '": "empty-text",
    "name: x\nlogo: []": "wrong-type", "name: x\nweb: {}": "wrong-type", "name: x\naccent: 1": "colour",
    "name: x\naccent: '#12345'": "colour", "name: x\nmeets: [a]": "wrong-type", "name: x\ncontact: {a}": "wrong-type",
    "[]": "wrong-type", "x": "wrong-type", "- name: x": "wrong-type", "name: x\naccent: []": "wrong-type",
    "name: x\naccent: 2026-01-01": "colour", "name: x\nweb: [a]": "wrong-type", "name: x\nmeets: {a: b}": "wrong-type",
    "name: x\nlogo: {a: b}": "wrong-type", "name: x\ncontact: []": "wrong-type",
}  # fmt: skip
TYPED = {
    **{f"--set {setting}": Row(f"--set:1 {rule}", settings=(setting,) if not setting.startswith("club.") or
                               setting.startswith("club.nam") else (setting, "club.name=x"))
       for setting, rule in SETTINGS.items()},
    **{f"a club of {value!r}": Row(f"club.yaml:{value.count(chr(10)) + 1} {rule}", club=f"{value}\n")
       for value, rule in VALUES.items()},
    "--set without a value": Row("is not KEY=VALUE", USAGE, settings=("title",)),
    "--set without a key": Row("is not KEY=VALUE", USAGE, settings=("=x",)),
}  # fmt: skip
HARMLESS = {
    "a byte order mark": Row("", OK, content=b"\xef\xbb\xbf" + CONTENT.encode()),
    "line ends of Windows": Row("", OK, content=CONTENT.replace("\n", "\r\n")),
    "line ends of old": Row("", OK, content=CONTENT.replace("\n", "\r")),
    "a zero-width space": Row("", OK, content=text("Lean\u200bon")),
    "joiners": Row("", OK, content=text("Lean\u200d \u200con\u2060")),
    "soft hyphens": Row("", OK, content=text("Le\u00adan on")),
    "a combining mark": Row("", OK, content=text("Le\u0301an on")),
    **{f"a logo, {name}": Row("", OK, club=f"{CLUB}logo: {path}\n", prepare=prepare)
       for name, (path, prepare) in SEEN.items()},
    **{f"a figure, {name}": Row("", OK, content=block(FIGURE % path), prepare=prepare)
       for name, (path, prepare) in SEEN.items()},
}  # fmt: skip
ROWS = {**READING, **ILLUSTRATED, **LINKS, **WORDS, **TYPED, **HARMLESS}


# What a run does to the machine


class Watch:
    """Hears of every file that is opened for writing, every socket and every program that is started."""

    def __init__(self) -> None:
        self.events: list[str] | None = None

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.events is None:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = set(mode or "") & set("wax+") or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes:
                self.events.append(f"open {os.path.abspath(os.fsdecode(path)) if not isinstance(path, int) else path}")
        elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "urllib.", "ftplib.")):
            self.events.append(event)


WATCH = Watch()
sys.addaudithook(WATCH)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder, with a picture above it; what the run does is watched."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(encoded(quarters()))
    (tmp_path / "secret.yaml").write_text("secret: yes\n")
    monkeypatch.chdir(folder)
    yield folder
    WATCH.events = None


def lay_out(row: Row, folder: Path) -> list[str]:
    """Write the row's files; the arguments of the command."""
    data = row.content if isinstance(row.content, bytes) else row.content.encode()
    (folder / "text.yaml").write_bytes(data)
    command = ["build", "text.yaml", "--format", "json"]
    if row.club is not None:
        (folder / "club.yaml").write_text(row.club, encoding="utf-8")
        command += ["--club", "club.yaml"]
    if row.layout is not None:
        (folder / "own.yaml").write_text(row.layout)
    row.prepare(folder)
    command += ["-l", "handout-a4" if row.layout is None else "./own.yaml"]
    return command + [word for setting in row.settings for word in ("--set", setting)]


def tree(folder: Path) -> set[str]:
    return {os.path.join(place, name) for place, folders, names in os.walk(folder) for name in folders + names}


def test_the_table_is_long() -> None:
    assert sum(row.code is not OK for row in ROWS.values()) >= 60
    parts = (READING, ILLUSTRATED, LINKS, WORDS, TYPED, HARMLESS)
    assert len(ROWS) == sum(map(len, parts))


@pytest.mark.parametrize("name", ROWS)
def test_each_is_told_in_its_place_and_nothing_is_written(
    name: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = ROWS[name]
    command = lay_out(row, desk)
    before = tree(desk.parent)
    WATCH.events = events = []
    code = main(command)
    WATCH.events = None
    out, err = capsys.readouterr()
    made = tree(desk.parent) - before
    assert "Traceback" not in err
    assert code == row.code, err
    if row.code is OK:
        assert out == "out/stretching-handout-a4.pdf\n"
        assert [json.loads(line)["rule"] for line in err.splitlines()] == ["not-reviewed", "unsourced-sign"]
        assert made == {str(desk / "out"), str(desk / out.strip())}
        assert [event for event in events if not event.startswith(f"open {desk / 'out'}")] == []
        return
    assert (out, made, events) == ("", set(), [])
    if row.code is not BAD:
        assert row.said in err
        assert len([line for line in err.splitlines() if line.startswith("Error: ")]) == 1
        return
    problems = [json.loads(line) for line in err.splitlines()]
    errors = [problem for problem in problems if problem["severity"] == "error"]
    places = [
        f"{os.path.basename(problem['place']['file'])}:{problem['place']['line']} {problem['rule']}"
        for problem in errors
        if problem["place"]
    ]
    assert places[:1] == [row.said], err
    assert len(places) == len(errors)  # each has a place
    assert all(len(problem["message"]) < 300 for problem in problems)
    assert "root:" not in err
    assert "secret" not in err or "secret" in str(row.content)


def test_a_file_that_must_not_be_read(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Administrators may read everything, so the refusal is played."""
    command = lay_out(Row(""), desk)

    def refuse(path: Any, *arguments: Any, **options: Any) -> Any:
        if str(path).endswith("text.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return real_open(path, *arguments, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    assert main(command) == ENVIRONMENT
    monkeypatch.undo()
    assert "permission denied" in capsys.readouterr().err


# What is there already


def former(folder: Path) -> tuple[list[str], Path]:
    """A command whose file is there from an earlier run."""
    command = lay_out(Row(""), folder)
    target = folder / "out" / "stretching-handout-a4.pdf"
    target.parent.mkdir()
    target.write_bytes(b"former")
    return command, target


@pytest.mark.parametrize("step", ["write", "flush", "fsync", "replace"])
def test_a_full_disk_leaves_the_former_file(
    step: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command, target = former(desk)

    def full(*arguments: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    class Full(io.FileIO):
        def write(self, data: Any) -> int:
            return full() if step == "write" else super().write(data[: len(data) // 2])

        def flush(self) -> None:
            if step == "flush" and not self.closed:
                full()

    if step in ("write", "flush"):
        monkeypatch.setattr(builtins, "open", lambda path, mode="r", **options: (
            Full(path, mode) if str(path).endswith(".part") else real_open(path, mode, **options)
        ))  # fmt: skip
    else:
        monkeypatch.setattr(os, step, full)
    assert main(command) == ENVIRONMENT
    monkeypatch.undo()
    out, err = capsys.readouterr()
    assert out == ""
    error = f"Error: cannot write '{os.path.join('out', target.name)}': no space left on device"
    assert [line for line in err.splitlines() if not line.startswith('{"severity": "warning"')] == [error]
    assert target.read_bytes() == b"former"
    assert list(target.parent.iterdir()) == [target]


KILLED = """\
import os, signal, sys
def kill(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)
os.{name} = kill
from generator.cli import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_killed_build_leaves_the_former_file_and_the_next_one_clears_away(step: str, desk: Path) -> None:
    command, target = former(desk)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    code = KILLED.format(name=step)
    killed = subprocess.run([sys.executable, "-c", code, *command], env=environment, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"former"
    (part,) = set(target.parent.iterdir()) - {target}
    others = [target.parent / f"{target.name}.{os.getppid()}.part", target.parent / "other.pdf.1.part"]
    for other in others:  # of a build at work; of another file
        other.write_bytes(b"not ours")
    assert main(command) == OK
    assert not part.exists()
    assert set(target.parent.iterdir()) == {target, *others}
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_link_in_the_way_is_not_written_through(desk: Path) -> None:
    command, target = former(desk)
    precious = desk.parent / "precious"
    precious.write_bytes(b"precious")
    target.with_name(f"{target.name}.{os.getpid()}.part").symlink_to(precious)
    target.unlink()
    target.symlink_to(precious)
    assert main(command) == OK
    assert precious.read_bytes() == b"precious"
    assert not target.is_symlink()
    assert list(target.parent.iterdir()) == [target]
