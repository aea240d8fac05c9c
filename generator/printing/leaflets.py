"""Makes other prints of a finished document: a booklet, two pages on a sheet, pages for a print shop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from generator.building import DUPLEX
from generator.diagnostics import Diagnostics, InputError
from generator.impose.bleed import facts, preflight, print_shop_page, values
from generator.impose.booklet import FEWEST, MOST, neighbours, saddle_pairs, spreads
from generator.model.units import paper_for
from generator.printing.printable import Printable, Printed
from generator.record import NamedTuple
from generator.typeset.geometry import ink_box
from generator.typeset.items import Document, Page
from generator.typeset.painter import Painter


class LeafletJob(NamedTuple):
    """Another print of a document: a booklet, two pages on a sheet, or single pages for a print shop."""

    document: Printable
    kind: Literal["booklet", "2up", "print-shop"]

    @property
    def name(self) -> str:
        """The name of its file, without `.pdf`."""
        return f"{self.document.stem}-{self.kind}"


def print_leaflet(job: LeafletJob, painter: Painter) -> Printed:
    """The file of a job. Raises InputError for a document that makes no booklet."""
    return _for_print_shop(job, painter) if job.kind == "print-shop" else _spreads(job, painter)


def _spreads(job: LeafletJob, painter: Painter) -> Printed:
    """Two pages on each side of a sheet.

    A booklet is turned over on its short edge, so that its pages stand upright on both sides; so are pages two by two.
    """
    pages, is_booklet = tuple(job.document.pages), job.kind == "booklet"
    if is_booklet and not FEWEST <= len(pages) <= MOST:
        found = Diagnostics()
        message = f"a booklet has {FEWEST} to {MOST} pages, and this is {len(pages)}"
        hint = "Print it as it is, or with --2up."
        if len(pages) < FEWEST:
            hint = "That is one sheet already, with nothing to staple: print it as it is."
        found.error("booklet-pages", message, job.document.look.span, hint)
        raise InputError(found.sorted())
    pairs = saddle_pairs(len(pages)) if is_booklet else neighbours(len(pages))
    duplex, sides = DUPLEX["short-edge"], "on both sides, turned over on the short edge"
    if len(pairs) == 1:
        duplex, sides = "Simplex", "on one side"
    paper = paper_for(2 * pages[0].width, pages[0].height)
    how = ("Fold the sheets in the middle and staple them.",) if is_booklet else ()
    made = _painted(job, spreads(pages, pairs), len(pairs), (f"--{job.kind}",), duplex, painter)
    return made._replace(notes=(f"Print at 100 % on {paper}, {sides}.", *how), paper=paper)


def _for_print_shop(job: LeafletJob, painter: Painter) -> Printed:
    """Every page by itself, with bleed and boxes and without marks."""
    pages = tuple(job.document.pages)
    near = [
        min(box.left, box.top, page.width - box.right, page.height - box.bottom)
        for page in pages
        for item in page.items
        if (box := ink_box(item))
    ]
    listed = preflight(pages, min(near, default=None))
    made = _painted(job, map(print_shop_page, pages), len(pages), ("--for", "print-shop"), None, painter)
    return made._replace(notes=facts(listed), values={"preflight": values(listed)})


def _painted(
    job: LeafletJob,
    sheets: Iterable[Page],
    count: int,
    options: tuple[str, ...],
    duplex: str | None,
    painter: Painter,
) -> Printed:
    """The file of these sheets; `options` are those of `handout build` that ask for it."""
    root, outline, metadata = job.document.root, job.document.outline, job.document.metadata
    provenance = metadata.provenance and metadata.provenance._replace(print=options)
    metadata = metadata._replace(duplex=duplex, provenance=provenance)
    document = Document(sheets, count, lambda: root, outline, metadata)
    return Printed(f"{job.name}.pdf", painter.paint(document, actual_size=True), count)
