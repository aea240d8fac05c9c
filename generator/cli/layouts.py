"""Lists the layouts that come with the package: `handout layouts`."""

from __future__ import annotations

import click

from generator.cli.options import columns, with_traceback


@click.command()
@with_traceback
def layouts() -> None:
    """List the layouts that come with handout: name, paper, promised pages and use.

    \b
    Example:
      handout layouts
    """
    # Here and not above, as in `build`: `handout --help` stays quick.
    from generator.diagnostics import Diagnostics, InputError, counted
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
        promise = "any length" if layout.page.pages is None else counted(layout.page.pages, "page")
        rows.append((name, paper_name(*layout.page.paper), promise, layout.about))
    for line in columns(rows):
        click.echo(line)
