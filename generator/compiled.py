"""Stores the shipped files, except sheets, as decoded values, so that a start need not read their YAML.

The wheel's build writes them; a checkout has none, and reads the YAML. Each names the files that it was made from, with
their SHA-256: if one has changed, the YAML is read. What is loaded is part of the package, and as trusted
as its code; nothing is ever loaded from anywhere else.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from generator.diagnostics import Diagnostics, Source
from generator.digest import sha256
from generator.model.compile import compile_layout
from generator.model.content import Content
from generator.model.layout import Layout
from generator.model.locale import Locale, WordList
from generator.source.decode import decode
from generator.source.files import find, read_file, shipped_folder, shipped_names
from generator.source.node import Mapping, Node
from generator.source.overlay import layers, merged

if TYPE_CHECKING:
    from pickle import Pickler, Unpickler
else:
    try:
        from _pickle import Pickler, Unpickler  # all that is needed of `pickle`, which takes a millisecond to load
    except ImportError:
        from pickle import Pickler, Unpickler

FOLDER = "compiled"  # inside the package's folder of shipped files
RECORDS: dict[str, type[Any]] = {"content": Content, "content/locales": Locale, "content/words": WordList}

Layers = tuple[Mapping, Mapping | None]
_Record = TypeVar("_Record", Locale, WordList)


def load_layout(path: str) -> tuple[tuple[Layout, ...], tuple[Source, ...], Callable[[], Layers]] | None:
    """The layout at a path; None if its YAML must be read.

    All its states, its file with those that it extends, and a function that loads what only compiling it anew needs:
    the mapping that it was compiled from, and the one below that.
    """
    return _load("layouts", path)


def load_record(path: str, kind: type[_Record]) -> _Record | None:
    """The locale or list of words at a path; None if its YAML must be read."""
    found = _load(next(name for name, record in RECORDS.items() if record is kind), path)
    return found[0] if found else None


def load_text(path: str) -> tuple[Content, Callable[[], Node]] | None:
    """The content at a path, and what loads its document; None if its YAML must be read."""
    loaded = _load("content", path)
    return (loaded[0], loaded[2]) if loaded else None


def compile_shipped(target: str) -> None:
    """Write the shipped files, decoded, into the folder `target`. One with problems is left out."""
    for name in shipped_names("layouts"):
        diagnostics = Diagnostics()
        found = layers(find("layouts", name), diagnostics)
        if found is None:
            continue
        mapping, below = merged(found), merged(found[1:]) if found[1:] else None
        states = compile_layout(mapping, diagnostics, below)
        if states and not diagnostics.sorted():
            _save(target, "layouts", name, tuple(layer.span.source for layer in found), states, (mapping, below))
    for kind, record in RECORDS.items():
        for name in shipped_names(kind):
            diagnostics = Diagnostics()
            node = read_file(find(kind, name), diagnostics)
            value = decode(node, record, diagnostics) if node else None
            if node and value and not diagnostics.sorted():
                _save(target, kind, name, (node.span.source,), value, node)


def _load(kind: str, path: str) -> tuple[Any, tuple[Source, ...], Callable[[], Any]] | None:
    """What was saved first, the files that it was made from, and what loads what was saved next."""
    folder, name = os.path.split(path)
    if folder != shipped_folder(kind):
        return None
    try:
        loader = Unpickler(io.BytesIO(_read(_place(shipped_folder(FOLDER), kind, name.removesuffix(".yaml")))))
        sources: tuple[Source, ...] = loader.load()
        for source in sources:
            data = _read(os.path.join(folder, source.name))
            if sha256(data).hexdigest() != source.digest:
                return None
            source.found(os.path.join(folder, source.name), data.decode("utf-8-sig"), folder)
    except OSError:
        return None
    return loader.load(), sources, cache(loader.load)


def _save(target: str, kind: str, name: str, sources: tuple[Source, ...], *values: Any) -> None:
    place = _place(target, kind, name)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "wb") as file:
        saver = Pickler(file, 5)  # what it has met before, as the files, is loaded as the same objects
        for value in (sources, *values):
            saver.dump(value)


def _place(folder: str, kind: str, name: str) -> str:
    return os.path.join(folder, *kind.split("/"), name + ".bin")


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
