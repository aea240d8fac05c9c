"""Drives ReportLab's canvas: the only module that relies on its internals.

What is used beyond ReportLab's documented interface (pinned by tests/pdf/test_objects.py):

* `Canvas._doc`, the document behind a canvas, and there `Reference`, `idToObject`, `idToObjectNumberAndVersion`,
  `numberToId`, `objectcounter`, `Catalog`, `Pages`, `Outlines.prepare`, `Outlines.ready` and `info`;
* `pdfdoc.format`;
* the page's `stream`, and that attributes of page and catalogue named in `__NoDefault__` become dictionary entries;
* `pdfmetrics.registerFont` with an object that only looks like a font;
* the settings of `rl_config` named in `_SETTINGS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from generator.pdf.library import Canvas, pdfdoc, pdfmetrics, rl_config
from generator.pdf.serialise import serialise
from generator.pdf.syntax import number, packed_stream

# A canvas wants a font to start with, and would put Helvetica into the file. This one is never drawn with.
_NO_FONT: Any = SimpleNamespace(
    fontName="none", _dynamicFont=1, _multiByte=0, face=SimpleNamespace(name="none", builtIn=0)
)  # fmt: skip

# ReportLab takes settings from the environment and from files in the user's folders. These would reach the bytes.
_SETTINGS: dict[str, Any] = {"canvas_baseColor": None, "invariant": 1, "pdfComments": 0, "pdfMultiLine": 0}


class Writer:
    """One document being written on one canvas. `canvas` is for the documented part of ReportLab."""

    def __init__(self, language: str, deflate: Callable[[bytes], bytes]) -> None:
        pdfmetrics.registerFont(_NO_FONT)
        canvas: Any = Canvas(
            "", pageCompression=0, invariant=1, initialFontName=_NO_FONT.fontName, pdfVersion=(1, 7), lang=language
        )
        self.canvas: Canvas = canvas  # it has no file: `finish` hands out bytes
        self._deflate = deflate
        self._document: Any = canvas._doc
        self._bodies: dict[int, bytes] = {}  # of objects that ReportLab knows only the numbers of
        # All pages share one dictionary: every page uses the same few fonts, and pictures are rare. Forms share
        # another, so that none leads to itself.
        (self._resources,) = self.reserve(1)
        self._form_resources: int | None = None

    def reserve(self, count: int) -> range:
        """Numbers of that many indirect objects in a row, for `fill`."""
        first = self._document.objectcounter + 1
        self._document.objectcounter += count
        return range(first, first + count)

    def fill(self, number: int, body: bytes) -> None:
        """Give a body to an object from `reserve`."""
        self._bodies[number] = body

    def add(self, body: bytes) -> str:
        """A new indirect object; returns how to refer to it, such as `12 0 R`."""
        (number,) = self.reserve(1)
        self._bodies[number] = body
        return f"{number} 0 R"

    def add_packed(self, entries: str, data: bytes) -> str:
        """A new stream object that is deflated; returns how to refer to it."""
        return self.add(packed_stream(entries, data, self._deflate))

    @property
    def form_resources(self) -> str:
        """How to refer to the dictionary that all forms draw from."""
        if self._form_resources is None:
            (self._form_resources,) = self.reserve(1)
        return f"{self._form_resources} 0 R"

    def page(
        self,
        size: tuple[float, float],
        content: str,
        annotations: list[str],
        key: int,
        boxes: tuple[tuple[str, tuple[float, float, float, float]], ...] = (),
    ) -> str:
        """Finish a page; returns how to refer to it. `key` is where the parent tree lists its marks.

        `boxes` are page boundaries besides the MediaBox, such as TrimBox (ISO 32000-1, 14.11.2), each as left, top,
        right and bottom from the top left of the page.
        """
        self.canvas.setPageSize(size)
        self.canvas.addLiteral(content)
        self.canvas.showPage()
        page = self._document.Pages[-1]
        # ReportLab would keep the text of all pages to the end, and write it in ASCII 85.
        page.Contents = self.add_packed("", page.stream.encode())
        page.stream = None
        page.Resources = f"{self._resources} 0 R"
        page.Annots = annotations or None
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = key
        # ReportLab rounds the MediaBox finer, and then it might not hold the others.
        for name, (left, top, right, bottom) in (("MediaBox", (0, 0, *size)), *boxes) if boxes else ():
            setattr(page, name, f"[{number(left)} {number(size[1] - bottom)} {number(right)} {number(size[1] - top)}]")
        page.Tabs = "/S"  # tab order follows the structure (ISO 14289-1, 7.18.3)
        return f"{self._document.idToObjectNumberAndVersion[page.__InternalName__][0]} 0 R"

    def catalogue(self, entries: dict[str, str]) -> None:
        """Set entries of the document catalogue; the values are written as they are."""
        catalogue = self._document.Catalog
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, *entries]
        vars(catalogue).update(entries)

    def finish(self, fonts: str, images: str, forms: str) -> bytes:
        """The whole file. `fonts` is the entry of that name in dictionaries of resources; images and forms are entries
        of XObject."""
        self.fill(self._resources, f"<<{fonts}/XObject<<{images}{forms}>>>>".encode())
        if self._form_resources is not None:
            self.fill(self._form_resources, f"<<{fonts}/XObject<<{images}>>>>".encode())
        document = self._document
        root = document.Reference(document.Catalog).name
        info = document.Reference(document.info).name
        document.Outlines.prepare(document, self.canvas)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        bodies: list[bytes] = []
        # Formatting an object may add further ones at the end.
        while (number := len(bodies) + 1) <= document.objectcounter:
            body = self._bodies.pop(number, None)
            if body is None:
                body = pdfdoc.format(document.idToObject[document.numberToId[number]], document, toplevel=1).strip()
            bodies.append(body)
        numbers = document.idToObjectNumberAndVersion
        whole = serialise(bodies, numbers[root][0], numbers[info][0], self._deflate)
        for one in (self.canvas, document):  # they hold each other, and with them all that was written
            vars(one).clear()
        return whole


@contextmanager
def plain_settings() -> Iterator[None]:
    """Keeps the machine's own ReportLab settings out of the file, and leaves them as they were."""
    settings = vars(rl_config)
    before = {key: settings[key] for key in _SETTINGS}
    settings.update(_SETTINGS)
    try:
        yield
    finally:
        settings.update(before)
