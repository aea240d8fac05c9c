"""Reads a tagged PDF file back: is every mark reached exactly once, and what does the structure tree say?

Validators pass files whose structure tree has lost all its entries, or whose text was turned into artifacts. So this
reader trusts nothing of ours: it follows the tree from its root, the parent tree from its keys and the content from
its operators, and compares the three.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

SHOW = {"Tj", "TJ", "'", '"'}
PAINT = SHOW | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}
INLINE = {"/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot"}


# The text of each mark by its page and its identifier.
_Texts = dict[tuple[tuple[int, int] | None, int], str]


class Mark(NamedTuple):
    """One piece of marked content: `identifier` is None for an artifact."""

    identifier: int | None
    tag: str
    kind: str  # the artifact's type
    text: str


class Element(NamedTuple):
    """A structure element, as a reader of the file sees it. `text` is its own and that of all below."""

    depth: int
    role: str
    text: str
    alt: str | None
    language: str | None


class Field(NamedTuple):
    """A field with its widget; `rectangle` is left, bottom, right, top."""

    page: int
    name: str
    label: str
    rectangle: tuple[float, ...]
    ticked: bool


class _Content(NamedTuple):
    marks: list[Mark]
    findings: list[str]


def check_tree(data: bytes) -> list[str]:
    """What is wrong with the tagging of a PDF file; empty if nothing is."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_check(pdf))


def elements(data: bytes) -> list[Element]:
    """All structure elements in the order of the tree."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marks = _texts_by_place(pdf)
        found: list[Element] = []
        for kid in _list(pdf.Root.StructTreeRoot.get("/K")):
            _read_element(kid, 0, marks, found)
        return found


def tree_text(data: bytes) -> str:
    """The text in the order of the structure tree, one line for each block element that has text of its own.

    Soft hyphens, which mark the words that were divided at a line's end, are left out, as a reader would.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marks = _texts_by_place(pdf)
        text = "".join(_spoken(kid, marks) for kid in _list(pdf.Root.StructTreeRoot.get("/K")))
    lines = (line.strip() for line in text.replace("\u00ad", "").split("\n"))
    return "\n".join(line for line in lines if line)


def artifact_text(data: bytes) -> list[str]:
    """The texts of the artifacts: running heads and page numbers."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [mark.text for page in _contents(pdf) for mark in page.marks if mark.identifier is None and mark.text]


def fields(data: bytes) -> list[Field]:
    """The fields in the order of the structure tree."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {annotation.objgen: page.index for page in pdf.pages for annotation in _list(page.obj.get("/Annots"))}
        return [
            Field(
                pages[widget.objgen],
                str(widget.T),
                str(widget.TU),
                tuple(map(float, widget.Rect)),
                (widget.AS, widget.V) != ("/Off", "/Off"),
            )
            for widget in _Walk(pdf).objects
            if widget.Subtype == "/Widget"
        ]


# Following the tree


class _Walk:
    """Follows the tree from its root and notes which marks and annotations it reaches, and from where."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.findings: list[str] = []
        self.marks: dict[tuple[int, int], list[Any]] = {}
        self.annotations: dict[tuple[int, int], list[Any]] = {}
        self.objects: list[Any] = []  # the annotations in order
        self._pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
        self._seen: set[tuple[int, int]] = set()
        root = pdf.Root.StructTreeRoot
        for kid in _list(root.get("/K")):
            self._element(kid, root)

    def _element(self, element: Any, parent: Any) -> None:
        where = f"element {element.objgen[0]} {element.get('/S')}"
        if element.objgen in self._seen:
            self.findings.append(f"{where} is reached twice")
            return
        self._seen.add(element.objgen)
        if element.get("/P") is None or element.P.objgen != parent.objgen:
            self.findings.append(f"{where} does not name the parent it hangs from")
        kids = _list(element.get("/K"))
        if not kids and element.S not in ("/TD", "/TH", "/Document"):
            self.findings.append(f"{where} is empty")
        for kid in kids:
            match _kind(kid):
                case "mark":
                    page, identifier = _place(element, kid)
                    if page not in self._pages:
                        self.findings.append(f"{where} has a mark {identifier} on no page")
                    else:
                        self.marks.setdefault((self._pages[page], identifier), []).append(element)
                case "object":
                    self.annotations.setdefault(kid.Obj.objgen, []).append(element)
                    self.objects.append(kid.Obj)
                case _:
                    self._element(kid, element)


def _check(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root:
        yield "no structure tree"
        return
    walk = _Walk(pdf)
    yield from walk.findings
    root = pdf.Root.StructTreeRoot
    parents = dict(_numbers(root.get("/ParentTree")))
    if parents and root.get("/ParentTreeNextKey", 0) <= max(parents):
        yield "ParentTreeNextKey is not above all keys"
    used: set[int | None] = set()
    for page, content in zip(pdf.pages, _contents(pdf), strict=True):
        used.add(page.obj.get("/StructParents"))
        used.update(annotation.get("/StructParent") for annotation in _list(page.obj.get("/Annots")))
        findings = [
            *content.findings,
            *_check_marks(page, content, walk, parents),
            *_check_annotations(page, walk, parents),
        ]
        yield from (f"page {page.index + 1}: {finding}" for finding in findings)
    yield from (f"page {page + 1}: no MCID {identifier} in the content" for page, identifier in walk.marks)
    yield from (f"annotation {objgen[0]} is on no page" for objgen in walk.annotations)
    yield from (f"nothing uses key {key} of the parent tree" for key in sorted(parents.keys() - used))
    yield from _check_fields(pdf)


def _check_marks(page: pikepdf.Page, content: _Content, walk: _Walk, parents: dict[int, Any]) -> Iterator[str]:
    """Compare a page's marks with what the walk reached, taking them away from there."""
    listed = _list(parents.get(page.obj.get("/StructParents")))
    counts = Counter(mark.identifier for mark in content.marks if mark.identifier is not None)
    for identifier, count in sorted(counts.items()):
        if count > 1:
            yield f"MCID {identifier} stands {count} times in the content"
        reached = walk.marks.pop((page.index, identifier), [])
        if len(reached) != 1:
            yield f"MCID {identifier} is reached {len(reached)} times"
        elif identifier >= len(listed) or listed[identifier].objgen != reached[0].objgen:
            yield f"the parent tree does not know the owner of MCID {identifier}"
    if len(listed) != len(counts):
        yield f"{len(listed)} entries in the parent tree for {len(counts)} marks"
    for mark in content.marks:
        if mark.identifier is None and mark.text and mark.kind != "/Pagination":
            yield f"the text {mark.text!r} is an artifact"


def _check_annotations(page: pikepdf.Page, walk: _Walk, parents: dict[int, Any]) -> Iterator[str]:
    for annotation in _list(page.obj.get("/Annots")):
        reached = walk.annotations.pop(annotation.objgen, [])
        key = annotation.get("/StructParent")
        if len(reached) != 1:
            yield f"annotation {annotation.objgen[0]} is reached {len(reached)} times"
        elif key not in parents or parents[key].objgen != reached[0].objgen:
            yield f"the parent tree does not know annotation {annotation.objgen[0]}"
        elif {"/Link": "/Link", "/Widget": "/Form"}.get(annotation.Subtype) != reached[0].S:
            yield f"annotation {annotation.objgen[0]} {annotation.Subtype} belongs to a {reached[0].S}"


def _check_fields(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Compare the widgets on the pages with the form's fields."""
    fields = Counter(field.objgen for field in _list(pdf.Root.get("/AcroForm", {}).get("/Fields")))
    widgets = Counter(widget.objgen for widget in _widgets(pdf))
    yield from (f"field {objgen[0]} is on no page" for objgen in fields - widgets)
    yield from (f"widget {objgen[0]} is no field of the form" for objgen in widgets - fields)
    names = Counter(str(widget.get("/T", "")) for widget in _widgets(pdf))
    yield from (f"{count} fields are called {name!r}" for name, count in names.items() if count > 1 or not name)


def _widgets(pdf: pikepdf.Pdf) -> list[Any]:
    annotations = [annotation for page in pdf.pages for annotation in _list(page.obj.get("/Annots"))]
    return [annotation for annotation in annotations if annotation.get("/Subtype") == "/Widget"]


def _kind(kid: Any) -> str:
    if isinstance(kid, int) or kid.get("/Type") == "/MCR":
        return "mark"
    return "object" if kid.get("/Type") == "/OBJR" else "element"


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree (ISO 32000-1, 7.9.7)."""
    if tree is None:
        return
    numbers = _list(tree.get("/Nums"))
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        yield int(key), value
    for kid in _list(tree.get("/Kids")):
        yield from _numbers(kid)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


# Reading the text


def _place(element: Any, kid: Any) -> tuple[tuple[int, int] | None, int]:
    """The page and the identifier of a mark among an element's kids."""
    if isinstance(kid, int):
        page, identifier = element.get("/Pg"), kid
    else:
        page, identifier = kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
    return (None if page is None else page.objgen), identifier


def _spoken(element: Any, marks: _Texts) -> str:
    text = ""
    for kid in _list(element.get("/K")):
        match _kind(kid):
            case "mark":
                text += marks.get(_place(element, kid), "")
            case "element":
                text += _spoken(kid, marks)
    return text if str(element.S) in INLINE else f"\n{text}\n"


def _read_element(element: Any, depth: int, marks: _Texts, found: list[Element]) -> None:
    alt, language = (str(element[key]) if key in element else None for key in ("/Alt", "/Lang"))
    text = re.sub("\n+", "\n", _spoken(element, marks)).strip("\n")
    found.append(Element(depth, str(element.S)[1:], text, alt, language))
    for kid in _list(element.get("/K")):
        if _kind(kid) == "element":
            _read_element(kid, depth + 1, marks, found)


# Reading the content


def _contents(pdf: pikepdf.Pdf) -> list[_Content]:
    fonts: dict[tuple[int, int], dict[int, str]] = {}
    return [_Reader(page, fonts).read() for page in pdf.pages]


def _texts_by_place(pdf: pikepdf.Pdf) -> _Texts:
    pages = [page.objgen for page in pdf.pages]
    return {
        (page, mark.identifier): mark.text
        for page, content in zip(pages, _contents(pdf), strict=True)
        for mark in content.marks
        if mark.identifier is not None
    }


class _Reader:
    """Runs the operators of a page that matter to marks and text."""

    def __init__(self, page: pikepdf.Page, fonts: dict[tuple[int, int], dict[int, str]]) -> None:
        self._page = page
        self._fonts = fonts
        self._font: dict[int, str] = {}
        self._marks: list[Mark] = []
        self._findings: list[str] = []
        self._in_text = False
        # Of the open marks: tag, properties, whether they began in a text object, texts.
        self._open: list[tuple[str, Any, bool, list[str]]] = []
        self._painted = False

    def read(self) -> _Content:
        for operands, operation in pikepdf.parse_content_stream(self._page):
            operator = str(operation)
            if operator in ("BT", "ET"):
                self._in_text = operator == "BT"
            elif operator in ("BDC", "BMC"):
                if self._open:
                    self._findings.append("a mark inside a mark")
                properties = operands[1] if len(operands) > 1 else {}
                self._open.append((str(operands[0]), properties, self._in_text, []))
                self._painted = False
            elif operator == "EMC":
                self._close()
            elif operator == "Tf":
                self._set_font(self._page.resources.Font[operands[0]])
            elif operator in PAINT:
                self._paint(operator, operands)
        if self._open:
            self._findings.append("a mark is never closed")
        return _Content(self._marks, self._findings)

    def _close(self) -> None:
        if not self._open:
            self._findings.append("a mark is closed that is not open")
            return
        tag, properties, began_in_text, pieces = self._open.pop()
        if began_in_text != self._in_text:
            self._findings.append("a mark crosses a text object")
        if not self._painted:
            self._findings.append(f"an empty mark {tag}")
        identifier = properties.get("/MCID")
        if identifier is None and tag != "/Artifact":
            self._findings.append(f"a mark {tag} without MCID")
        text = str(properties["/ActualText"]) if "/ActualText" in properties else "".join(pieces)
        kind = str(properties.get("/Type", ""))
        self._marks.append(Mark(None if identifier is None else int(identifier), tag, kind, text))

    def _set_font(self, font: Any) -> None:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _to_unicode(font.ToUnicode.read_bytes().decode("ascii"))
        self._font = self._fonts[font.objgen]

    def _paint(self, operator: str, operands: Any) -> None:
        self._painted = True
        if not self._open:
            self._findings.append(f"the operator {operator} outside of marks")
        elif operator in SHOW:
            self._open[-1][3].append(_shown(operands[-1], self._font, self._findings))


def _shown(operand: Any, texts: dict[int, str], findings: list[str]) -> str:
    strings = [bytes(part) for part in _list(operand) if isinstance(part, pikepdf.String)]
    text = ""
    for string in strings:
        for offset in range(0, len(string), 2):
            code = int.from_bytes(string[offset : offset + 2], "big")
            if code not in texts:
                findings.append(f"glyph {code} has no text")
            text += texts.get(code, "\ufffd")
    return text


def _to_unicode(cmap: str) -> dict[int, str]:
    """The mappings of a ToUnicode map that has bfchar entries alone."""
    assert "bfrange" not in cmap
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL)
        for code, text in re.findall(r"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>", block)
    }
