"""Lists the layouts that come with the package: `handout layouts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.options import with_traceback

if TYPE_CHECKING:
    from generator.model.layout import PageShape


@click.command()
@with_traceback
def layouts() -> None:
    """List the layouts that come with handout: name, paper, promised pages and use.

    \b
    Example:
      handout layouts
    """
    # Here and not above, as in `build`: `handout --help` stays quick.
    from generator.diagnostics import Diagnostics, InputError
    from generator.model.compile import compile_layout
    from generator.model.units import paper_name
    from generator.source.files import find, shipped_names
    from generator.source.overlay import extended

    rows = []
    for name in shipped_names("layouts"):
        problems = Diagnostics()
        mapping = extended(find("layouts", name), problems, name)
        if mapping is not None and "place" not in mapping.pairs:
            continue  # a base for others: it says how things look, not what is printed
        states = compile_layout(mapping, problems) if mapping is not None else None
        if not states:
            raise InputError(problems.sorted())
        layout = states[0].file
        rows.append((name, paper_name(*layout.page.paper), _promise(layout.page), layout.about))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _promise(page: PageShape) -> str:
    if page.pages is None:
        return "any length"
    return "1 page" if page.pages == 1 else f"{page.pages} pages"
