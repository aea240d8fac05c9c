"""Lists the sheets that come with the package: `handout sheets`."""

from __future__ import annotations

import click

from generator.cli.options import with_traceback


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
    from generator.diagnostics import Diagnostics
    from generator.impose.choose import fits
    from generator.impose.sheet import sheet_of
    from generator.model.units import paper_name
    from generator.printing.stock import shipped_cards, shipped_sheets, size_in_words

    cards = shipped_cards()
    groups: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
    for name, file in shipped_sheets():
        sheet = sheet_of(file, Diagnostics())
        assert sheet
        number = "1 card" if len(sheet.cells) == 1 else f"{len(sheet.cells)} cards"
        taken = ", ".join(card for card, size in cards if fits(file, size)) or "a layout of your own"
        about = file.about if file.cut else f"{file.about} For {taken}."
        # Cards are told apart by their size in millimetres, and seldom by a name.
        groups[file.cut].append((name, paper_name(*file.paper), number, size_in_words(*file.card), about))
    titles = {True: "On plain paper, to be cut:", False: "On stock that is cut already:"}
    widths = [max(map(len, column)) for column in zip(*groups[True], *groups[False], strict=True)]
    for cut, rows in groups.items():
        click.echo(titles[cut] if cut else f"\n{titles[cut]}")
        for row in rows:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            click.echo(f"  {line.rstrip()}")
