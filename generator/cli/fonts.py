"""Lists the font families that come with the package: `handout fonts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.options import with_traceback

if TYPE_CHECKING:
    from generator.typeset.fonts import Face

# Entries of a font's name table (OpenType 1.9, name IDs).
_FAMILY, _STYLE, _LICENCE = 1, 2, 13


@click.command()
@with_traceback
def fonts() -> None:
    """List the font families that come with handout: faces, licence and the characters they cover.

    \b
    Example:
      handout fonts
    """
    # Here and not above, as in `build`: `handout --help` stays quick.
    import os

    from generator.source.files import shipped_folder
    from generator.typeset.fonts import FontLibrary

    folder = os.path.join(shipped_folder("layouts"), "fonts")
    library = FontLibrary()
    families: dict[str, list[Face]] = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith((".ttf", ".otf")):
            face = library.face(os.path.join(folder, name))
            families.setdefault(_named(face, _FAMILY), []).append(face)
    for family, faces in families.items():
        click.echo(family)
        click.echo(f"  faces     {', '.join(_named(face, _STYLE) for face in faces)}")
        licence = (
            _named(faces[0], _LICENCE).partition(". ")[0].rstrip(".")
        )  # the first sentence of the font's own words
        click.echo(f"  licence   {licence.removeprefix('This Font Software is licensed under the ')}")
        click.echo(f"  coverage  {_coverage(faces)}")


def _named(face: Face, entry: int) -> str:
    return str(face.hb_face.get_name(entry) or "not stated")


def _coverage(faces: list[Face]) -> str:
    """How many characters all the faces have, and the scripts whose letters are among them."""
    import unicodedata
    from collections import Counter

    shared = set(faces[0].hb_face.unicodes).intersection(*(face.hb_face.unicodes for face in faces))
    letters = [chr(code) for code in shared if unicodedata.category(chr(code)).startswith("L")]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0].title() for letter in letters)
    # A stray letter, such as the mu of a unit, does not make a script readable.
    readable = [f"{script} ({count} letters)" for script, count in scripts.most_common() if count >= 20]
    return f"{len(shared)} characters: {', '.join(readable)}, figures and signs"
