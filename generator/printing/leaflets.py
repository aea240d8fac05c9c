"""Makes other prints of a finished document: a booklet, two pages on a sheet, pages for a print shop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from generator.building import DUPLEX
from generator.diagnostics import InputError
from generator.impose.bleed import facts, preflight, print_shop_page
from generator.model.units import paper_for
from generator.printing.printable import Printable, Printed
from generator.record import NamedTuple
from generator.typeset.items import Document, Page, Painter, Placed

# Pages of a booklet: two are a sheet already; more paper than that does not stay folded, and creeps out of the cover.
FEWEST, MOST = 3, 64

Spread = tuple[int | None, int | None]  # two pages side by side: indices from 0; None is a blank page


class LeafletJob(NamedTuple):
    """Another print of a document: a booklet, two pages on a sheet, or single pages for a print shop."""

    document: Printable
    kind: Literal["booklet", "2up", "print-shop"]

    @property
    def name(self) -> str:
        """The name of its file, without `.pdf`."""
        return f"{self.document.stem}-{self.kind}"


def print_leaflet(job: LeafletJob, painter: Painter) -> Printed:
    """The file of a job. Raises InputError for a document that makes no booklet.

    For a print shop every page stands by itself, with bleed and boxes and without marks. Else two are on each side of
    a sheet. A booklet is turned over on its short edge, so that its pages stand upright on both sides; so are pages two
    by two.
    """
    pages = tuple(job.document.pages)
    if job.kind == "print-shop":
        found = preflight(pages)
        made = _painted(job, list(map(print_shop_page, pages)), ("--for", "print-shop"), None, painter)
        return made._replace(notes=facts(found), values={"preflight": found})
    is_booklet = job.kind == "booklet"
    if is_booklet and not FEWEST <= len(pages) <= MOST:
        hint = "Print it as it is, or with --2up."
        if len(pages) < FEWEST:
            hint = "That is one sheet already, with nothing to staple: print it as it is."
        message = f"a booklet has {FEWEST} to {MOST} pages, and this is {len(pages)}"
        raise InputError.of("booklet-pages", message, job.document.look.span, hint)
    pairs = saddle_pairs(len(pages)) if is_booklet else neighbours(len(pages))
    duplex, sides = DUPLEX["short-edge"], "on both sides, turned over on the short edge"
    if len(pairs) == 1:
        duplex, sides = "Simplex", "on one side"
    paper = paper_for(2 * pages[0].width, pages[0].height)
    how = ("Fold the sheets in the middle and staple them.",) if is_booklet else ()
    made = _painted(job, list(spreads(pages, pairs)), (f"--{job.kind}",), duplex, painter)
    return made._replace(notes=(f"Print at 100 % on {paper}, {sides}.", *how), paper=paper)


def _painted(
    job: LeafletJob, sheets: Sequence[Page], options: tuple[str, ...], duplex: str | None, painter: Painter
) -> Printed:
    """The file of these sheets; `options` are those of `handout build` that ask for it."""
    root, outline, metadata = job.document.root, job.document.outline, job.document.metadata
    provenance = metadata.provenance and metadata.provenance._replace(print=options)
    metadata = metadata._replace(duplex=duplex, provenance=provenance)
    document = Document(sheets, len(sheets), lambda: root, outline, metadata)
    return Printed(f"{job.name}.pdf", painter.paint(document, actual_size=True), len(sheets))


def saddle_pairs(pages: int) -> tuple[Spread, ...]:
    """The pairs of a booklet that is folded in the middle and stapled, for each side of each sheet from the outside.

    Blank pages fill up the last sheet.
    """
    last = -(-pages // 4) * 4 - 1
    pairs = [(_page(last - side, pages), _page(side, pages)) for side in range((last + 1) // 2)]
    return tuple(pair[::-1] if side % 2 else pair for side, pair in enumerate(pairs))


def neighbours(pages: int) -> tuple[Spread, ...]:
    """Pages two by two, in their order."""
    return tuple((index, _page(index + 1, pages)) for index in range(0, pages, 2))


def spreads(pages: Sequence[Page], pairs: Sequence[Spread]) -> Iterator[Page]:
    """Sheets twice as wide as a page, with a pair on each side."""
    width, height = pages[0].width, pages[0].height
    for pair in pairs:
        placed = tuple(
            Placed(pages[index], (1.0, 0.0, 0.0, 1.0, half * width, 0.0), copy=False)
            for half, index in enumerate(pair)
            if index is not None
        )
        yield Page(2 * width, height, (), placed)


def _page(index: int, pages: int) -> int | None:
    return index if index < pages else None
