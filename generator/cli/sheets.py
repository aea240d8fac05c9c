"""Lists the sheets that come with the package: `handout sheets`."""

from __future__ import annotations

import click

from generator.cli.options import columns, with_traceback
from generator.diagnostics import counted


@click.command()
@with_traceback
def sheets() -> None:
    """List the sheets that come with handout: name, paper, number and size of the cards, and what it is.

    First those for plain paper, which is cut after printing, then stock that is sold cut, with the shipped cards that
    are no larger. `handout build --sheet a4` or `--sheet letter` chooses the one on plain paper that has the card's
    size.

    \b
    Example:
      handout sheets
    """
    # Here and not above, as in `build`: `handout --help` stays quick.
    from generator.model.units import paper_name
    from generator.printing.stock import fits, shipped_cards, shipped_sheets, size_in_words

    cards, files, rows = shipped_cards(), shipped_sheets(), []
    for name, file in files:
        taken = ", ".join(card for card, size in cards if fits(file, size)) or "a layout of your own"
        about = file.about if file.cut else f"{file.about} For {taken}."
        # Cards are told apart by their size in millimetres, and seldom by a name.
        number = len(file.cells) if file.grid is None else file.grid.columns * file.grid.rows
        rows.append((name, paper_name(*file.paper), counted(number, "card"), size_in_words(*file.card), about))
    lines = columns(rows)
    for title, cut in (("On plain paper, to be cut:", True), ("\nOn stock that is cut already:", False)):
        click.echo(title)
        for line, (_, file) in zip(lines, files, strict=True):
            if file.cut is cut:
                click.echo(f"  {line}")
