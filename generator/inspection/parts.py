"""Reads pages, words, fonts, structure, links and fields from the objects of a PDF file (ISO 32000-1)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from generator.record import NamedTuple

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
# What was met is known by its id: pypdf keeps each object, and one that stands in its place has no number.
MAX_NODES = 200_000  # of a tree, and of what hangs from a page
_MAX_CONTENT = 10_000_000  # bytes of drawing instructions that are searched for words
_SUBSET = re.compile(r"\A[A-Z]{6}\+")  # 9.6.4
_DIVIDED = re.compile("\u00ad\\s*\n|(?<=[-/])\\s*\n")  # a word that goes on in the next line

# 12.7.4.2, table 226 and 12.7.4.4, table 230: bits of the flags of a field
_RADIO, _PUSH, _COMBO = 1 << 15, 1 << 16, 1 << 17


class PageFacts(NamedTuple):
    """A page as it is seen, turned if it says so: width and height in points, and its boxes as in the file.

    A box is left, bottom, right, top. There is a box only where the file states one.
    """

    width: float
    height: float
    boxes: tuple[tuple[str, tuple[float, ...]], ...]


class Font(NamedTuple):
    """A font that pages use, by its PostScript name."""

    name: str
    embedded: bool
    subset: bool


class Structure(NamedTuple):
    """The structure tree. `languages` are those that elements name themselves, with how many of them."""

    tagged: bool
    elements: int
    languages: tuple[tuple[str, int], ...]


class Link(NamedTuple):
    """An address and the pages, counted from 1, that link to it."""

    address: str
    pages: tuple[int, ...]


class Field(NamedTuple):
    """A field to fill in. `kind` is "tick box" and so on; `value` is what it holds, None if that is nothing."""

    name: str
    kind: str
    label: str | None
    value: str | None


def entry(holder: Any, key: str) -> Any:
    """The value under a key of a dictionary, never a reference to it; None if there is none."""
    return resolved(holder.get(key)) if isinstance(holder, DictionaryObject) else None


def resolved(value: Any) -> Any:
    """The object that a reference is to. The null object is None."""
    while isinstance(value, IndirectObject):
        value = value.get_object()
    return None if type(value).__name__ == "NullObject" else value


def read_info(reader: PdfReader) -> dict[str, str]:
    """The texts among a document's properties, by name (14.3.3)."""
    info = entry(reader.trailer, "/Info")
    keys = list(info) if isinstance(info, DictionaryObject) else []
    return {str(key)[1:]: value for key in keys if isinstance(value := entry(info, key), str)}


def read_page(page: PageObject) -> PageFacts:
    """The size and the boxes of a page (14.11.2); 0 by 0 if it states none."""
    boxes = {}
    for name in BOXES:
        try:
            left, bottom, right, top = (float(resolved(side)) for side in entry(page, f"/{name}"))
        except Exception:  # no box, or none that makes sense
            continue
        if all(map(math.isfinite, (left, bottom, right, top))):
            boxes[name] = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    left, bottom, right, top = boxes.get("MediaBox", (0.0, 0.0, 0.0, 0.0))
    unit = _number(page, "/UserUnit") or 1.0
    width, height = (right - left) * unit, (top - bottom) * unit
    turned = _number(page, "/Rotate") % 180 == 90
    return PageFacts(*((height, width) if turned else (width, height)), tuple(boxes.items()))


def _number(holder: Any, key: str) -> float:
    """The number under a key; 0 if there is none."""
    try:
        number = float(entry(holder, key))
    except Exception:  # something else stands there
        return 0.0
    return number if math.isfinite(number) else 0.0


def words_on(pages: list[PageObject]) -> int:
    """How many words the pages have, running heads and all: what stands between spaces and has a letter or figure.

    Raises ValueError if that is too much to read.
    """
    count = length = 0
    for page in pages:
        contents = page.get_contents()
        length += len(contents.get_data()) if contents is not None else 0
        if length > _MAX_CONTENT:
            raise ValueError("too much content")
        text = _DIVIDED.sub("", page.extract_text())
        count += sum(any(map(str.isalnum, word)) for word in text.split())
    return count


def read_fonts(pages: list[PageObject]) -> tuple[Font, ...]:
    """The fonts in the resources of the pages and of what they show, by name. Raises ValueError for too many."""
    found: set[Font] = set()
    tables = [entry(resources, "/Font") for resources in _resources(pages)]
    for fonts in {id(table): table for table in tables}.values():  # pages may share them
        for key in list(fonts) if isinstance(fonts, DictionaryObject) else ():
            font = entry(fonts, key)
            if isinstance(font, DictionaryObject):
                name = str(entry(font, "/BaseFont") or entry(font, "/Name") or key).removeprefix("/")
                bare = _SUBSET.sub("", name)
                found.add(Font(bare, _is_embedded(font), bare != name))
    return tuple(sorted(found))


def _resources(pages: list[PageObject]) -> Iterator[Any]:
    """The resources of pages, and of forms on them, each once (7.8.3)."""
    seen: set[int] = set()
    waiting = [entry(page, "/Resources") for page in pages]
    while waiting:
        resources = waiting.pop()
        if id(resources) in seen or not isinstance(resources, DictionaryObject):
            continue
        seen.add(id(resources))
        yield resources
        forms = entry(resources, "/XObject")
        if id(forms) in seen:
            continue
        seen.add(id(forms))
        if len(seen) + len(waiting) + len(forms or ()) > MAX_NODES:
            raise ValueError("too many resources")
        waiting += [entry(entry(forms, key), "/Resources") for key in list(forms or ())]


def _is_embedded(font: DictionaryObject) -> bool:
    """Whether the font's program is in the file (9.9); a font of type 3 is made of nothing else."""
    if entry(font, "/Subtype") == "/Type3":
        return True
    below = entry(font, "/DescendantFonts")
    holder = resolved(below[0]) if isinstance(below, list) and below else font
    descriptor = entry(holder, "/FontDescriptor")
    return any(entry(descriptor, f"/FontFile{kind}") is not None for kind in ("", "2", "3"))


def read_structure(root: DictionaryObject) -> Structure:
    """The structure tree (14.7.2) in numbers. A branch that leads back to its own start is followed once."""
    tree = entry(root, "/StructTreeRoot")
    tagged = bool(getattr(entry(entry(root, "/MarkInfo"), "/Marked"), "value", False))
    elements = [element for element in _kids(tree, "/K") if entry(element, "/S") is not None]
    languages = Counter(str(language) for element in elements if (language := entry(element, "/Lang")))
    return Structure(tagged, len(elements), tuple(languages.most_common()))


def _kids(holder: Any, key: str) -> Iterator[DictionaryObject]:
    """All dictionaries below `holder` that are reached through `key`, in order; each is followed once, as is a list."""
    seen: set[int] = set()
    waiting = [entry(holder, key)]
    while waiting:
        kid = resolved(waiting.pop())
        if id(kid) in seen or not isinstance(kid, (list, DictionaryObject)):
            continue
        seen.add(id(kid))
        below = kid if isinstance(kid, list) else [kid.get(key)]
        if len(seen) + len(waiting) + len(below) > MAX_NODES:
            raise ValueError("too many nodes")
        if isinstance(kid, DictionaryObject):
            yield kid
        waiting += reversed(below)


def read_links(pages: list[PageObject]) -> tuple[Link, ...]:
    """The addresses that the pages link to (12.6.4.7), in order. Raises ValueError for too many."""
    found: dict[str, dict[int, None]] = {}
    lists = [notes if isinstance(notes := entry(page, "/Annots"), list) else [] for page in pages]
    if sum(map(len, lists)) > MAX_NODES:
        raise ValueError("too many annotations")
    for number, notes in enumerate(lists, 1):
        for annotation in notes:
            address = entry(entry(resolved(annotation), "/A"), "/URI")
            if isinstance(address, (str, bytes)):
                text = address.decode("utf-8", "replace") if isinstance(address, bytes) else str(address)
                found.setdefault(text, {})[number] = None
    return tuple(Link(address, tuple(on)) for address, on in found.items())


def read_fields(root: DictionaryObject) -> tuple[Field, ...]:
    """The fields of the interactive form (12.7.3), in its order: those that have no fields below them.

    Raises ValueError for too many.
    """
    fields = entry(entry(root, "/AcroForm"), "/Fields") or []
    waiting = [(resolved(field), "", "", 0) for field in reversed(fields)]
    seen: set[int] = set()
    found = []
    count = len(fields)
    while waiting:
        field, above, kind, flags = waiting.pop()
        if id(field) in seen or not isinstance(field, DictionaryObject):
            continue
        seen.add(id(field))
        own = entry(field, "/T")
        name = ".".join(filter(None, (above, str(own) if own is not None else "")))
        kind = str(entry(field, "/FT") or kind)
        flags = int(_number(field, "/Ff")) or flags
        below = entry(field, "/Kids") or []
        count += len(below)  # fields may share them, so these are more than there are objects
        if count > MAX_NODES:
            raise ValueError("too many fields")
        kids = [resolved(kid) for kid in below]
        if any(entry(kid, "/T") is not None for kid in kids):
            waiting += [(kid, name, kind, flags) for kid in reversed(kids)]
            continue
        label, value = entry(field, "/TU"), entry(field, "/V")
        filled = value is not None and str(value) not in ("", "/Off")
        text = str(value).removeprefix("/") if filled else None
        found.append(Field(name, _kind(kind, flags), str(label) if label is not None else None, text))
    return tuple(found)


def _kind(kind: str, flags: int) -> str:
    if kind == "/Btn":
        return "button" if flags & _PUSH else "radio button" if flags & _RADIO else "tick box"
    if kind == "/Ch":
        return "drop-down list" if flags & _COMBO else "list"
    return {"/Tx": "text field", "/Sig": "signature"}.get(kind, "field of no kind")
