"""Turns the marks made while painting into the structure tree and the parent tree (ISO 32000-1, 14.7).

Blocks stand in their logical order, whatever the order they were painted in. Inline elements stand between the marks
of the element around them, where they were first marked: "see", link, "after" must be read in this order, and no
validator would notice if they were not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Union

from generator.pdf.objects import Writer
from generator.pdf.syntax import name, number, text_string
from generator.structure import StructureNode, parents_of

Box = tuple[float, float, float, float]  # left, bottom, right, top; origin bottom left

# Inline-level elements (14.8.4.4), and fields, which stand in a line here.
_INLINE = frozenset({
    "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "Form",
})  # fmt: skip
# Elements that may stand for a picture; their place on the page is stated (14.8.5.4.3).
_ILLUSTRATIONS = frozenset({"Figure", "Formula", "Form"})
# A table keeps its empty cells, or the others would move to wrong columns.
_CELLS = frozenset({"TD", "TH"})

_Mark = tuple[int, int]  # page index, marked content identifier
_Annotation = tuple[int, str]  # page index, reference to the annotation
_Kid = Union[_Mark, _Annotation, StructureNode]


class StructureTree:
    """Collects who owns which marks, then writes the elements."""

    def __init__(self, page_count: int) -> None:
        self._page_count = page_count
        self._owned: list[tuple[StructureNode, _Mark | _Annotation]] = []  # in the order they were painted
        self._marks: list[list[StructureNode]] = []
        self._annotations: list[StructureNode] = []
        self._figures: dict[StructureNode, StructureNode] = {}  # by the nodes that they consist of
        self._boxes: dict[StructureNode, tuple[int, Box]] = {}

    @property
    def page(self) -> int:
        """The index of the page being painted. It is also the page's key in the parent tree."""
        return len(self._marks) - 1

    def begin_page(self) -> None:
        """Start a page: what is marked from now on is on it."""
        self._marks.append([])

    def mark(self, node: StructureNode) -> int:
        """A new marked content identifier on this page, owned by `node`."""
        owners = self._marks[-1]
        owners.append(node)
        self._owned.append((node, (self.page, len(owners) - 1)))
        return len(owners) - 1

    def annotation_key(self) -> int:
        """The key in the parent tree of the annotation that `annotate` is called with next."""
        return self._page_count + len(self._annotations)

    def annotate(self, node: StructureNode, reference: str) -> None:
        """An annotation on this page, owned by `node`."""
        self._annotations.append(node)
        self._owned.append((node, (self.page, reference)))

    def illustration(self, node: StructureNode) -> StructureNode | None:
        """The figure that the node is, or is part of. Marks of a figure itself come before those of its parts."""
        if node.role in _ILLUSTRATIONS and node not in self._figures:
            self._figures.update(dict.fromkeys(node.walk(), node))
        return self._figures.get(node)

    def cover(self, node: StructureNode, box: Box) -> None:
        """Extend the bounding box of an illustration. Only its first page counts: an element has one box."""
        page, before = self._boxes.get(node, (self.page, box))
        if page == self.page:
            left, bottom, right, top = before
            union = min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3])
            self._boxes[node] = (page, union)

    def write(self, writer: Writer, root: StructureNode, pages: list[str]) -> str:
        """Write all elements; returns how to refer to the root of the structure tree. `pages` are references.

        Raises ValueError if an item was owned by a node that the tree does not lead to: its text would be lost; or if
        a node stands in the tree twice.
        """
        kids_of: dict[StructureNode, list[_Kid]] = {}
        contents = self._contents(parents_of(root))
        if not _arrange(root, contents, kids_of):
            kids_of[root] = []
        for node in contents:
            if node not in kids_of:
                raise ValueError(f"an item is owned by a {node.role} that is not part of the document's structure")
        # A page's entry in the parent tree repeats what its elements list as kids. Beside them, in one stream of
        # objects, deflate writes it once.
        order = self._beside_pages(root, kids_of)
        numbers = dict(zip(order, writer.reserve(len(order)), strict=True))
        objects = {node: number for node, number in numbers.items() if isinstance(node, StructureNode)}
        (tree,) = writer.reserve(1)
        tree_reference = f"{tree} 0 R"
        parents = {root: tree_reference}
        for node in reversed(kids_of):  # from the root down: each element names its parent
            kids = kids_of[node]
            reference = f"{objects[node]} 0 R"
            parents.update((kid, reference) for kid in kids if isinstance(kid, StructureNode))
            body = self._element(node, parents.pop(node), kids, objects, pages)
            writer.fill(objects[node], body.encode())

        entries: list[str] = []
        for key, owners in enumerate(self._marks):
            references = " ".join([f"{objects[node]} 0 R" for node in owners])
            writer.fill(numbers[key], f"[{references}]".encode())
            entries.append(f"{key} {numbers[key]} 0 R")
        for key, node in enumerate(self._annotations, self._page_count):
            entries.append(f"{key} {objects[node]} 0 R")
        parent_tree = writer.add(f"<</Nums[{' '.join(entries)}]>>".encode())
        next_key = self._page_count + len(self._annotations)
        entry = f"/K {objects[root]} 0 R/ParentTree {parent_tree}/ParentTreeNextKey {next_key}"
        writer.fill(tree, f"<</Type/StructTreeRoot{entry}>>".encode())
        return tree_reference

    def _beside_pages(self, root: StructureNode, elements: Iterable[StructureNode]) -> list[StructureNode | int]:
        """The elements, with the index of each page after the last of them that is marked on it."""
        last: dict[StructureNode, list[int]] = {}
        places = {node: place for place, node in enumerate(elements)}
        for page, owners in enumerate(self._marks):
            node = max(owners, key=places.__getitem__, default=root)
            last.setdefault(node, []).append(page)
        order: list[StructureNode | int] = []
        for node in places:
            order.append(node)
            order.extend(last.get(node, ()))
        return order

    def _contents(self, parents: Mapping[StructureNode, StructureNode]) -> dict[StructureNode, list[_Kid]]:
        """What each node owns, in the order it was painted; inline elements stand where their first mark does."""
        contents: dict[StructureNode, list[_Kid]] = {}
        for node, owned in self._owned:
            part: StructureNode | None = node
            inner: StructureNode | None = None  # an inline element that has just begun in this one
            while part is not None:
                is_new = part not in contents
                own = contents.setdefault(part, [])
                if inner is not None:
                    own.append(inner)
                inner, part = part, parents.get(part) if is_new and part.role in _INLINE else None
            contents[node].append(owned)
        return contents

    def _element(
        self, node: StructureNode, parent: str, kids: list[_Kid], objects: dict[StructureNode, int], pages: list[str]
    ) -> str:
        """The structure element dictionary (table 323)."""
        home = next((kid[0] for kid in kids if not isinstance(kid, StructureNode)), None)
        entries = [f"/S{name(node.role)}/P {parent}"]
        if home is not None:
            entries.append(f"/Pg {pages[home]}")
        references: list[str] = []
        for kid in kids:
            if isinstance(kid, StructureNode):
                references.append(f"{objects[kid]} 0 R")
            elif isinstance(kid[1], str):
                references.append(f"<</Type/OBJR/Pg {pages[kid[0]]}/Obj {kid[1]}>>")
            elif kid[0] == home:
                references.append(str(kid[1]))
            else:
                references.append(f"<</Type/MCR/Pg {pages[kid[0]]}/MCID {kid[1]}>>")
        if references:
            entries.append(f"/K[{' '.join(references)}]")
        if node.alt is not None and node.role != "Link":  # a link's is the Contents of its annotations
            entries.append(f"/Alt{text_string(node.alt)}")
        if node.language is not None:
            entries.append(f"/Lang{text_string(node.language)}")
        if attributes := self._attributes(node):
            entries.append(f"/A[{''.join(attributes)}]")
        return f"<<{''.join(entries)}>>"

    def _attributes(self, node: StructureNode) -> list[str]:
        """The attribute dictionaries (14.7.5), one for each owner."""
        by_owner: dict[str, str] = {}
        for owner, key, value in node.attributes:
            # Spans of cells are the one attribute in use that is a number.
            written = f" {value}" if value.isdecimal() else name(value)
            by_owner[owner] = by_owner.get(owner, "") + name(key) + written
        if node in self._boxes:
            box = " ".join(map(number, self._boxes[node][1]))
            by_owner["Layout"] = by_owner.get("Layout", "") + f"/BBox[{box}]"
        return [f"<</O{name(owner)}{entries}>>" for owner, entries in by_owner.items()]


def _arrange(
    node: StructureNode, contents: dict[StructureNode, list[_Kid]], kids_of: dict[StructureNode, list[_Kid]]
) -> bool:
    """Put the kids of this node and of all below in order; False if there is nothing to keep."""
    content = contents.get(node, [])
    kids: list[_Kid] = list(node.kids)
    if any(not isinstance(kid, StructureNode) for kid in content):
        placed = set(content)
        kids = content + [kid for kid in kids if kid not in placed]
    kids = [kid for kid in kids if not isinstance(kid, StructureNode) or _arrange(kid, contents, kids_of)]
    if not kids and node.role not in _CELLS:
        return False
    kids_of[node] = kids
    return True
