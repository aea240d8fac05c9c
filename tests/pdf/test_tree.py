"""The structure tree: order of kids, what is kept, and what its elements carry."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pdf import PdfPainter
from generator.structure import StructureNode
from generator.typeset.fonts import FontLibrary
from generator.typeset.items import Document, Item, LinkArea, Page, Picture, Rule
from tests.support.roundtrip import check_tree, elements, tree_text
from tests.support.specimen import BLACK, metadata, one_page, png, run

LIBRARY = FontLibrary()


def roles(data: bytes) -> list[str]:
    return [element.role for element in elements(data)]


def test_a_link_stands_where_it_was_marked() -> None:
    second, first = StructureNode("Link", alt="B"), StructureNode("Span", language="fr")
    # Logical order says nothing about where in the text they stand.
    paragraph = StructureNode("P", (second, first))
    root = StructureNode("Document", (paragraph,))
    texts = [("see", paragraph), ("un", first), ("and", paragraph), ("two", second), ("then", paragraph)]
    items: list[Item] = [
        run(LIBRARY, text, 10 + 40 * i, 20, owner, trail=True) for i, (text, owner) in enumerate(texts)
    ]
    items.append(LinkArea(130, 10, 30, 12, "https://b.org", second, None))
    data = PdfPainter().paint(one_page(root, *items))
    assert tree_text(data) == "see un and two then"
    assert check_tree(data) == []


def test_blocks_keep_their_logical_order_whatever_is_painted_first() -> None:
    nodes = [StructureNode("P") for _ in range(4)]
    root = StructureNode("Document", nodes)
    items = [run(LIBRARY, str(i), 10, 20 * i, nodes[i]) for i in (2, 0, 3, 1)]
    assert tree_text(PdfPainter().paint(one_page(root, *items))).split() == ["0", "1", "2", "3"]


def test_inline_kids_alone_keep_the_logical_order() -> None:
    first, second = StructureNode("Span"), StructureNode("Span")
    root = StructureNode("Document", (StructureNode("P", (first, second)),))
    items = [run(LIBRARY, "two", 40, 20, second), run(LIBRARY, "one", 10, 20, first, trail=True)]
    assert tree_text(PdfPainter().paint(one_page(root, *items))) == "one two"


def test_a_block_follows_the_text_of_its_parent() -> None:
    inner = StructureNode("P")
    body = StructureNode("LBody", (inner,))
    root = StructureNode("Document", (StructureNode("L", (StructureNode("LI", (body,)),)),))
    items = [run(LIBRARY, "inner", 10, 40, inner), run(LIBRARY, "outer", 10, 20, body)]
    assert tree_text(PdfPainter().paint(one_page(root, *items))).split() == ["outer", "inner"]


def test_empty_elements_go_and_empty_cells_stay() -> None:
    filled = StructureNode("TD", (StructureNode("Span"),))
    table = StructureNode("Table", (StructureNode("TR", (StructureNode("TD"), filled)),))
    root = StructureNode("Document", (StructureNode("Sect", (StructureNode("P"),)), table))
    assert roles(PdfPainter().paint(one_page(root, run(LIBRARY, "x", 10, 20, filled)))) == [
        "Document",
        "Table",
        "TR",
        "TD",
        "TD",
    ]


def test_an_owner_outside_the_tree_is_refused() -> None:
    root = StructureNode("Document")
    with pytest.raises(ValueError, match="a P that is not part of the document's structure"):
        PdfPainter().paint(one_page(root, run(LIBRARY, "lost", 10, 20, StructureNode("P"))))


def test_a_node_that_stands_in_the_tree_twice_is_refused() -> None:
    paragraph = StructureNode("P")
    root = StructureNode("Document", [StructureNode("Sect", (paragraph,)) for _ in range(2)])
    with pytest.raises(ValueError, match="a P stands twice in the document's structure"):
        PdfPainter().paint(one_page(root, run(LIBRARY, "twice", 10, 20, paragraph)))


def test_attributes_are_grouped_by_owner() -> None:
    attributes = (("Table", "Scope", "Row"), ("Layout", "Placement", "Block"), ("Table", "RowSpan", "2"))
    head = StructureNode("TH", attributes=attributes)
    root = StructureNode("Document", (StructureNode("Table", (StructureNode("TR", (head,)),)),))
    data = PdfPainter().paint(one_page(root, run(LIBRARY, "x", 10, 20, head)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        element = pdf.Root.StructTreeRoot.ParentTree.Nums[1][0]
        table, layout = element.A
        assert (table.O, table.Scope, table.RowSpan) == ("/Table", "/Row", 2)
        assert (layout.O, layout.Placement) == ("/Layout", "/Block")


def test_a_figure_has_the_box_of_all_it_consists_of() -> None:
    caption = StructureNode("Span")
    figure = StructureNode("Figure", (caption,), alt="A chart")
    root = StructureNode("Document", (figure,))
    picture = png(1, 1, 0, b"\x80")
    label = run(LIBRARY, "label", 10, 80, caption)
    items: list[Item] = [
        Picture(10, 20, 30, 40, picture, figure, None),
        Rule(50, 10, 60, 10, 2, BLACK, figure, None),
        label,
    ]
    first = Page(200, 100, tuple(items))
    second = Page(200, 100, (Rule(0, 50, 200, 50, 1, BLACK, figure, None),))
    data = PdfPainter().paint(Document((first, second), 2, lambda: root, (), metadata()))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        owner = next(node for node in pdf.Root.StructTreeRoot.ParentTree.Nums[1] if node.S == "/Figure")
        box = [float(value) for value in owner.A[0].BBox]
    assert box == pytest.approx([10, 20 + label.face.descent * 10, 60, 91], abs=0.01)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Document, list[str]]:
    """Sections of paragraphs with links in them, broken over pages at any place; and the text of each paragraph."""
    pages: list[list[Item]] = [[]]
    texts = []
    sections = []
    for section in range(draw(st.integers(1, 3))):
        nodes = []
        for _ in range(draw(st.integers(0, 3))):
            kinds = draw(st.lists(st.sampled_from("tsl"), max_size=6))
            inline = [StructureNode({"s": "Span", "l": "Link"}[kind], alt="there") for kind in kinds if kind != "t"]
            nodes.append(StructureNode("P", inline))
            left = iter(inline)
            words = []
            for index, kind in enumerate(kinds):
                word = f"{section}{kind}{index}"
                owner = nodes[-1] if kind == "t" else next(left)
                if draw(st.booleans()):
                    pages.append([])
                pages[-1].append(run(LIBRARY, word, 10 + 30 * index, 20, owner, trail=True))
                if kind == "l":
                    pages[-1].append(LinkArea(10, 10, 30, 12, "https://a.org", owner, None))
                words.append(word)
            texts.append(" ".join(words))
        sections.append(StructureNode("Sect", nodes))
    root = StructureNode("Document", sections)
    document = Document(
        tuple(Page(300, 100, tuple(items)) for items in pages), len(pages), lambda: root, (), metadata()
    )
    return document, [text for text in texts if text]


@given(stories())
def test_every_text_comes_back_in_order(story: tuple[Document, list[str]]) -> None:
    document, texts = story
    data = PdfPainter().paint(document)
    assert check_tree(data) == []
    assert tree_text(data).splitlines() == texts
