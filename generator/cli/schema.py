"""Prints the JSON Schema of a kind of file: `handout schema`."""

from __future__ import annotations

import click

from generator.cli.options import with_traceback

KINDS = ("content", "layout", "club", "locale", "sheet")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@with_traceback
def schema(kind: str) -> None:
    """Print the JSON Schema of content, layout, club, locale or sheet files.

    An editor that has it completes keys, explains them and marks mistakes. The same schemas come with the package, in
    generator/schemas; a first line '# yaml-language-server: $schema=PATH' names one for a file.

    \b
    Example:
      handout schema content > content.schema.json
    """
    # Here and not above, as in `build`: `handout --help` stays quick.
    import json

    from generator.model.schemas import schema_of

    click.echo(json.dumps(schema_of(kind), indent=2, sort_keys=True, ensure_ascii=False))
