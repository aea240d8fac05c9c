"""Turns a document into another print of the same pages: a booklet, two on a sheet, or the pages of a print shop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from generator.building import DUPLEX, Built, Setting
from generator.diagnostics import Diagnostics, InputError
from generator.impose.bleed import Preflight, preflight, print_shop_page
from generator.impose.booklet import FEWEST, MOST, neighbours, saddle_pairs, spreads
from generator.model.units import paper_for
from generator.record import NamedTuple
from generator.typeset.geometry import ink_box
from generator.typeset.items import Page
from generator.typeset.painter import Painter

Kind = Literal["booklet", "2up"]


class Spreads(NamedTuple):
    """A file with two pages on each side of a sheet, and the paper that it goes on."""

    file: Built
    paper: str


class ForPrintShop(NamedTuple):
    """A file for a print shop, and the facts to check it by."""

    file: Built
    preflight: Preflight


def print_spreads(setting: Setting, kind: Kind, name: str, painter: Painter) -> Spreads:
    """Two pages of a sound document on each side of a sheet. `name` is that of the file, without `.pdf`.

    A booklet is turned over on its short edge, so that its pages stand upright on both sides; so are pages two by two.
    Raises InputError for a document that makes no booklet.
    """
    pages = tuple(setting.pages.pages)
    if kind == "booklet" and not FEWEST <= len(pages) <= MOST:
        layout = setting.pages.layout.file.span
        diagnostics = Diagnostics()
        message = f"a booklet has {FEWEST} to {MOST} pages, and this is {len(pages)}"
        hint = "Print it as it is, or with --2up."
        if len(pages) < FEWEST:
            hint = "That is one sheet already, with nothing to staple: print it as it is."
        diagnostics.error("booklet-pages", message, layout, hint)
        raise InputError(diagnostics.sorted())
    pairs = saddle_pairs(len(pages)) if kind == "booklet" else neighbours(len(pages))
    duplex = DUPLEX["short-edge"] if len(pairs) > 1 else "Simplex"
    file = _built(setting, spreads(pages, pairs), len(pairs), name, (f"--{kind}",), duplex, painter)
    return Spreads(file, paper_for(2 * pages[0].width, pages[0].height))


def print_for_shop(setting: Setting, name: str, painter: Painter) -> ForPrintShop:
    """Every page of a sound document by itself, with bleed and boxes and without marks."""
    pages = tuple(setting.pages.pages)
    near = [
        min(box.left, box.top, page.width - box.right, page.height - box.bottom)
        for page in pages
        for item in page.items
        if (box := ink_box(item))
    ]
    options = ("--for", "print-shop")
    file = _built(setting, map(print_shop_page, pages), len(pages), name, options, None, painter)
    return ForPrintShop(file, preflight(pages, min(near, default=None)))


def _built(
    setting: Setting,
    sheets: Iterable[Page],
    count: int,
    name: str,
    options: tuple[str, ...],
    duplex: str | None,
    painter: Painter,
) -> Built:
    """The file of these sheets; `options` are those of `handout build` that ask for it."""
    metadata = setting.metadata
    provenance = metadata.provenance and metadata.provenance._replace(print=options)
    printed = setting._replace(metadata=metadata._replace(duplex=duplex, provenance=provenance))
    return Built(f"{name}.pdf", painter.paint(printed.document(sheets, count), actual_size=True), count, ())
