"""Builds the documents that are asked for by name or path, for the command line and Python alike."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping

from generator.building import Built, build
from generator.diagnostics import Severity
from generator.inputs import ReadClub, ReadText
from generator.record import NamedTuple
from generator.source.files import shipped_names
from generator.source.overlay import Values
from generator.typeset.items import Painter
from generator.workspace import DEFAULT_CONTENT, DEFAULT_LAYOUTS, Workspace

DOES_NOT_FIT = frozenset(("too-long", "too-high", "text-too-long", "word-too-wide"))  # rules of typesetting


class Asked(NamedTuple):
    """Which documents are wanted: each content in each layout, by names or paths.

    Without contents, those of the current folder; without layouts, those that a content names. `club` is the path of a
    club file, `values`, `day` and `created` are those of `build`.
    """

    contents: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    club: str | None = None
    values: Values = ()
    day: datetime.date | None = None
    created: str | None = None


PathLike = str | os.PathLike[str]


def asked_for(
    contents: Iterable[PathLike],
    layout: PathLike,
    club: PathLike | None,
    values: Mapping[str, str] | None,
    day: datetime.date | None,
) -> Asked:
    """What a Python program asks for; `day` is this one by default. Raises TypeError for values that are no texts."""
    pairs = tuple(dict(values or {}).items())
    if not all(isinstance(part, str) for pair in pairs for part in pair):
        raise TypeError("values are texts by names that are texts")
    if isinstance(day, datetime.datetime):
        day = day.date()
    paths = tuple([os.fspath(content) for content in contents])
    club = None if club is None else os.fspath(club)
    return Asked(paths, (os.fspath(layout),), club, pairs, day or datetime.date.today())


class Made(NamedTuple):
    """A document as it was asked for, and what became of it."""

    content: str
    layout: str
    built: Built


def build_all(asked: Asked, workspace: Workspace, painter: Painter) -> Iterator[Made]:
    """Build every document that is asked for, one content after the other.

    Raises UsageProblem for an unknown name or path, and EnvironmentProblem for a file that cannot be read.
    """
    for content in asked.contents or contents_here(os.curdir):
        text = workspace.text(content, asked.values)
        for layout in asked.layouts or layouts_of(text):
            club = workspace.club(asked.club, asked.values)
            read = workspace.layout(layout, text)
            built = build(text, read, club, asked.values, asked.day, painter, asked.created)
            if built.data is None and read.is_card:
                built = _with_sizes(built, asked, text, club, workspace, painter)
            yield Made(content, layout, built)


def layouts_of(text: ReadText) -> tuple[str, ...]:
    """The layouts that a text names, else the shipped handout and card."""
    return tuple(layout.value for layout in (text.content.layouts if text.content else ())) or DEFAULT_LAYOUTS


def contents_here(folder: str) -> tuple[str, ...]:
    """The contents of a folder: content/*.yaml in it, in alphabetical order, else the shipped guide."""
    inside = os.path.join(folder, "content")
    names = sorted(os.listdir(inside)) if os.path.isdir(inside) else []
    paths = [os.path.join(inside, name) for name in names if name.endswith((".yaml", ".yml"))]
    return tuple(os.path.relpath(path, folder) for path in paths) or (DEFAULT_CONTENT,)


def _with_sizes(
    built: Built, asked: Asked, text: ReadText, club: ReadClub, workspace: Workspace, painter: Painter
) -> Built:
    """A card that was not built; if its text just does not fit, its errors say which shipped cards it does fit."""
    errors = {problem.rule for problem in built.diagnostics if problem.severity is Severity.ERROR}
    if not errors <= DOES_NOT_FIT:
        return built
    cards = [(name, workspace.layout(name, text)) for name in shipped_names("layouts")]
    fits = [
        name
        for name, layout in cards
        if layout.is_card and build(text, layout, club, asked.values, asked.day, painter).data
    ]
    named = " and ".join(filter(None, (", ".join(fits[:-1]), *fits[-1:])))
    hint = f"It fits {named or 'none of the shipped cards'}."

    return built._replace(
        diagnostics=tuple(
            problem._replace(hint=f"{problem.hint or ''} {hint}".strip()) if problem.rule in DOES_NOT_FIT else problem
            for problem in built.diagnostics
        )
    )
