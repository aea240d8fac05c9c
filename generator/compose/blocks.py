"""Turns the blocks of a section into elements with their structure nodes."""

from __future__ import annotations

from typing import Union

from generator.compose.fill import Filler
from generator.model.blocks import (
    Block,
    Callout,
    Cell,
    Figure,
    FillIn,
    Group,
    Link,
    Passage,
    Point,
    SourceList,
    Step,
    Table,
    Tier,
)
from generator.model.content import Content, Section
from generator.model.inline import Inline
from generator.model.locale import Locale
from generator.story import Code, Drawing, Element, Fragment, Grid, Illustration, Raster, Tick
from generator.structure import Artifact, StructureNode

_LIST = (("List", "ListNumbering", "Square"),)
_NUMBERED = (("List", "ListNumbering", "Decimal"),)
_OF_COLUMN = (("Table", "Scope", "Column"),)
_OF_ROW = (("Table", "Scope", "Row"),)

Pictures = dict[str, Union[Raster, Drawing]]  # by the path that figures name


class Blocks:
    """Makes elements of blocks for one content. `ticks`: whether tasks can be ticked off on a screen."""

    def __init__(self, content: Content, locale: Locale, filler: Filler, pictures: Pictures, *, ticks: bool) -> None:
        self.content = content
        self.pictures = pictures
        self.ticks = ticks
        self.tasks = 0  # so far
        self.locale = locale
        self.filler = filler

    def text(self, name: str, inline: Inline, node: StructureNode, variant: str | None = None) -> Element:
        """A text element owned by `node`."""
        return Element(name, node, inline.span, variant, text=self.filler.fragments(inline, node))

    def section(self, section: Section, parent: StructureNode) -> Element:
        """A section with its heading (H2) and blocks."""
        node = StructureNode("Sect", parent, language=section.language.value if section.language else None)
        heading = self.text("heading", section.title, StructureNode("H2", node))
        children = [heading]
        for block in section.blocks:
            children.append(self.block(block, node))
        return Element("section", node, section.span, section.role, tuple(children))

    def block(self, block: Block, parent: StructureNode) -> Element:
        """The element of a block: exactly one of its fields is given."""
        if block.paragraph:
            return self.text("paragraph", block.paragraph.text, StructureNode("P", parent))
        if block.list_ is not None:
            return self.list("list", "item", block.list_, parent)
        if block.steps is not None:
            return self.steps(block.steps, parent)
        if block.points is not None:
            return Element(
                "points", parent, block.span, children=tuple(self.point(point, parent) for point in block.points)
            )
        if block.tiers is not None:
            return Element("tiers", parent, block.span, children=tuple(self.tier(tier, parent) for tier in block.tiers))
        if block.callout:
            return self.callout(block.callout, parent)
        if block.checklist:
            return self.groups(block.checklist.groups, parent, "H3")
        if block.fill_in is not None:
            return self.fields(block.fill_in, parent)
        if block.qr:
            return self.code_block(block.qr, parent)
        if block.table:
            return self.table(block.table, parent)
        if block.figure:
            return self.figure(block.figure, parent)
        assert block.sources is not None
        return self.sources(block.sources, parent)

    def list(self, name: str, item_name: str, items: tuple[Passage, ...], parent: StructureNode) -> Element:
        node = StructureNode("L", parent, attributes=_LIST)
        children = [self.text(item_name, item.text, _list_body(node)) for item in items]
        return Element(name, node, items[0].span if items else None, children=tuple(children))

    def steps(self, steps: tuple[Step, ...], parent: StructureNode) -> Element:
        node = StructureNode("L", parent, attributes=_NUMBERED)
        children = []
        for number, step in enumerate(steps, 1):
            item = StructureNode("LI", node)
            label = Fragment(str(number), False, StructureNode("Lbl", item))
            body = StructureNode("LBody", item)
            parts = []
            if step.title:
                parts.append(self.text("title", step.title, StructureNode("P", body)))
            if step.text:
                parts.append(self.text("text", step.text, StructureNode("P", body)))
            children.append(Element("step", body, step.span, children=tuple(parts), number=label))
        return Element("steps", node, steps[0].span if steps else None, children=tuple(children))

    def point(self, point: Point, parent: StructureNode) -> Element:
        """Its title is a heading, so the point needs no element of its own round it."""
        parts = [self.text("title", point.title, StructureNode("H3", parent))]
        if point.text:
            parts.append(self.text("text", point.text, StructureNode("P", parent)))
        if point.list_:
            parts.append(self.list("list", "item", point.list_, parent))
        return Element("point", parent, point.span, "callout" if point.callout else None, tuple(parts))

    def callout(self, callout: Callout, parent: StructureNode) -> Element:
        node = StructureNode("Div", parent)
        parts = []
        if callout.title:
            parts.append(self.text("title", callout.title, StructureNode("P", node)))
        parts.append(self.text("text", callout.text, StructureNode("P", node)))
        return Element("callout", node, callout.span, children=tuple(parts))

    def tier(self, tier: Tier, parent: StructureNode) -> Element:
        """Whom to call and how soon are one heading; the signs complete the lead-in."""
        node = StructureNode("Sect", parent)
        heading = StructureNode("H3", node)
        call, when = self.call(tier)
        parts = [
            self.text("call", call, heading)._replace(joins=True, span=(tier.call or tier.lead).span),
            self.text("when", when, heading)._replace(span=(tier.when or tier.lead).span),
            self.text("lead", tier.lead, StructureNode("P", node)),
        ]
        signs = StructureNode("L", node, attributes=_LIST)
        items = tuple(self.text("sign", sign.text, _list_body(signs)) for sign in tier.signs)
        parts.append(Element("signs", signs, tier.span, children=items))
        if tier.note:
            parts.append(self.text("note", tier.note, StructureNode("P", node)))
        return Element("tier", node, tier.span, tier.level, tuple(parts))

    def call(self, tier: Tier) -> tuple[Inline, Inline]:
        """Whom to call and how soon: what the tier says, else the locale's words."""
        if tier.call and tier.when:
            return tier.call, tier.when
        local = self.locale.call(tier.level)
        return tier.call or local.call, tier.when or local.when

    def groups(self, groups: tuple[Group, ...], parent: StructureNode, heading: str) -> Element:
        """Tasks to tick off, in numbered groups; the number is read before the group's title."""
        children = []
        for number, group in enumerate(groups, 1):
            node = StructureNode("Sect", parent)
            title_node = StructureNode(heading, node)
            label = Fragment(str(number), False, StructureNode("Span", title_node))
            title = self.text("title", group.title, title_node)._replace(number=label)
            tasks = StructureNode("L", node, attributes=_LIST)
            items = tuple(self.task(item, tasks) for item in group.items)
            parts = (title, Element("tasks", tasks, group.span, children=items))
            children.append(Element("group", node, group.span, children=parts))
        return Element("groups", parent, groups[0].span if groups else None, children=tuple(children))

    def task(self, task: Passage, parent: StructureNode) -> Element:
        """A task, its box before its text."""
        body = _list_body(parent)
        form = StructureNode("Form", body) if self.ticks else None
        element = self.text("task", task.text, body)
        if form is None:
            return element
        self.tasks += 1
        label = "".join(fragment.text for fragment in element.text)
        return element._replace(tick=Tick(f"task-{self.tasks}", label, form))

    def fields(self, fields: tuple[FillIn, ...], parent: StructureNode) -> Element:
        node = StructureNode("L", parent, attributes=_LIST)
        children = [self.text("field", field.label, _list_body(node))._replace(wide=field.wide) for field in fields]
        return Element("fields", node, fields[0].span if fields else None, children=tuple(children))

    def code(self, link: Link, parent: StructureNode) -> Element:
        """A QR code, with its address as the alternative text."""
        label = self.label(link)
        alt = self.filler.plain(self.locale.words.qr_code, address=label)
        return Element("qr", StructureNode("Figure", parent, alt=alt), link.span, leaf=Code(link.address.value))

    def code_block(self, link: Link, parent: StructureNode) -> Element:
        node = StructureNode("Div", parent)
        code = self.code(link, node)
        line = StructureNode("P", node)
        text = Element("line", line, link.span, text=(self.link(link, line),))
        return Element(
            "qr-block", node, link.span, children=(code, Element("lines", node, link.span, children=(text,)))
        )

    def link(self, link: Link, parent: StructureNode) -> Fragment:
        """The address in words, as a link."""
        label = self.label(link)
        return Fragment(label, False, StructureNode("Link", parent, alt=label), link.address.value)

    def label(self, link: Link) -> str:
        """How an address is printed: by its label, else without its scheme."""
        if link.label:
            return self.filler.plain(link.label)
        return link.address.value.removeprefix("https://").removeprefix("http://").rstrip("/")

    def sources(self, sources: SourceList, parent: StructureNode) -> Element:
        """Sources in full, each with its address."""
        names = self.content.sources if sources.ids is None else [word.value for word in sources.ids]
        node = StructureNode("L", parent, attributes=_LIST)
        children = []
        for name in names:
            source = self.content.sources[name]
            body = _list_body(node)
            link = Link(source.address, source.span)  # type: ignore[call-arg, arg-type]
            text = (Fragment(f"{source.title}. {source.publisher}. ", False, body), self.link(link, body))
            children.append(Element("source", body, source.span, text=text))
        return Element("sources", node, sources.span, children=tuple(children))

    def table(self, table: Table, parent: StructureNode) -> Element:
        """A table with its header cells (ISO 32000-1, 14.8.4.3.4); an empty corner is no header."""
        node = StructureNode("Table", parent)
        children = []
        if table.caption:
            children.append(self.text("caption", table.caption, StructureNode("Caption", node)))
        head = StructureNode("TR", StructureNode("THead", node))
        variants = ["number" if column.number else None for column in table.columns]
        cells = [
            self.cell(column.title, StructureNode("TH", head, attributes=_OF_COLUMN), variant)
            if column.title.text
            else self.cell(column.title, StructureNode("TD", head), variant)
            for column, variant in zip(table.columns, variants, strict=True)
        ]
        children.append(Element("header", head, table.columns[0].span, children=tuple(cells)))
        body = StructureNode("TBody", node)
        for row in table.rows:
            line = StructureNode("TR", body)
            cells = [
                self.cell(cell, StructureNode("TH", line, attributes=_OF_ROW), "head")
                if table.row_headers and index == 0
                else self.cell(cell, StructureNode("TD", line), variant)
                for index, (cell, variant) in enumerate(zip(row.cells, variants, strict=True))
            ]
            children.append(Element("row", line, row.span, children=tuple(cells)))
        return Element("table", node, table.span, children=tuple(children), leaf=Grid())

    def cell(self, cell: Cell, node: StructureNode, variant: str | None) -> Element:
        text = self.filler.fragments(cell.text, node) if cell.text else ()
        return Element("cell", node, cell.span, variant, text=text)

    def figure(self, figure: Figure, parent: StructureNode) -> Element:
        """A picture with its words; one that only decorates has none and is not in the tree."""
        leaf = Illustration(self.pictures[figure.file.value], figure.width)
        if figure.alt is None:
            picture = Element("picture", Artifact.LAYOUT, figure.file.span, leaf=leaf)
            return Element("figure", Artifact.LAYOUT, figure.span, children=(picture,))
        node = StructureNode("Div", parent) if figure.caption else parent
        owner = StructureNode("Figure", node, alt=self.filler.plain(figure.alt))
        children = [Element("picture", owner, figure.file.span, leaf=leaf)]
        if figure.caption:
            children.append(self.text("caption", figure.caption, StructureNode("Caption", node)))
        return Element("figure", node, figure.span, children=tuple(children))


def _list_body(node: StructureNode) -> StructureNode:
    return StructureNode("LBody", StructureNode("LI", node))
