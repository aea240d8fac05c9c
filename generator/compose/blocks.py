"""Turns the blocks of a section into elements with their structure nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar, Union, assert_never, cast

from generator.compose.fill import Filler
from generator.compose.kept import Composed, Material
from generator.diagnostics import Span
from generator.model import blocks
from generator.model.blocks import Block, SourceList
from generator.model.content import Publication, Section
from generator.model.exhibits import Figure, Table, TableCell
from generator.model.inline import Inline
from generator.model.passages import FillIn, Passage, Point, Step, TaskGroup, Tier, WebLink
from generator.story import Code, Element, Fragment, Grid, Illustration, Tick
from generator.structure import StructureNode

Attributes = tuple[tuple[str, str, str], ...]

_LIST = (("List", "ListNumbering", "Square"),)
_NUMBERED = (("List", "ListNumbering", "Decimal"),)
_OF_COLUMN = (("Table", "Scope", "Column"),)
_OF_ROW = (("Table", "Scope", "Row"),)

Made = TypeVar("Made", bound=Union[Element, None])


class Blocks:
    """Makes elements of blocks for one content. `ticks`: whether tasks can be ticked off on a screen."""

    def __init__(self, material: Material, filler: Filler, *, ticks: bool) -> None:
        self.content, self.locale, self.pictures, self._kept = material
        self.filler = filler
        self.ticks = ticks
        self.tasks = 0  # so far

    def once(self, key: tuple[object, ...], made_of: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """The element that `make` gives for these values of the text, or the one made before if none has changed.

        The key has its name and all that it depends on in the layout.
        """
        key = (*key, self.ticks, self.tasks)
        made_of = (*made_of, self.locale, self.pictures, self.content.sources)
        known = self._kept.get(key)
        if known and known.holds(made_of, self.filler.values):
            self.tasks += known.tasks
            return cast("Made", known.element)
        before = self.tasks
        self.filler.used = {}
        element = make()
        if element is not None and not self.filler.diagnostics.has_errors:
            self._kept[key] = Composed(element, made_of, self.filler.used, self.tasks - before)
        return element

    def text(self, name: str, inline: Inline, role: str = "P", attributes: Attributes = ()) -> Element:
        """A text element with a node of this role."""
        filled = self.filler.filled(inline)
        node = StructureNode(role, filled.kids, attributes=attributes)
        return Element(name, (node,), inline.span, text=filled.owned(node))

    def item(self, name: str, inline: Inline) -> Element:
        """A text element that is an item of a list."""
        return _in_list(self.text(name, inline, "LBody"))

    def texts(self, **texts: Inline | None) -> list[Element]:
        """A text element by each name whose text there is."""
        return [self.text(name, text) for name, text in texts.items() if text]

    def section(self, section: Section) -> Element:
        """A section with its heading (H2) and blocks."""
        children = (self.text("heading", section.title, "H2"), *map(self.block, section.blocks))
        language = section.language.value if section.language else None
        node = StructureNode("Sect", nodes_of(children), language=language)
        return Element("section", (node,), section.span, section.role, children)

    def block(self, block: Block) -> Element:
        """The element of a block."""
        match block:
            case blocks.Paragraph():
                return self.text("paragraph", block.passage.text)
            case blocks.BulletList():
                return self.list(block.items)
            case blocks.Steps():
                steps = [self.step(number, step) for number, step in enumerate(block.steps, 1)]
                return group("steps", steps, _span_of(block.steps), "L", _NUMBERED)
            case blocks.PointList():
                return group("points", map(self.point, block.points), block.span)
            case blocks.TierList():
                return group("tiers", map(self.tier, block.tiers), block.span)
            case blocks.Callout():
                return group("callout", self.texts(title=block.title, text=block.text), block.span, "Div")
            case blocks.Tasks():
                return self.groups(block.groups, "H3")
            case blocks.FillIns():
                fields = [self.item("field", field.label)._replace(wide=field.wide) for field in block.lines]
                return group("fields", fields, _span_of(block.lines), "L", _LIST)
            case blocks.CodeBlock():
                return self.code_block(block.link)
            case blocks.SourceList():
                return self.sources(block)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case _:
                assert_never(block)

    def list(self, items: tuple[Passage, ...]) -> Element:
        return group("list", [self.item("item", item.text) for item in items], _span_of(items), "L", _LIST)

    def step(self, number: int, step: Step) -> Element:
        """A step with its number as the label of the list's item."""
        parts = self.texts(title=step.title, text=step.text)
        label = StructureNode("Lbl")
        item = StructureNode("LI", (label, StructureNode("LBody", nodes_of(parts))))
        return Element("step", (item,), step.span, children=tuple(parts), number=Fragment(str(number), False, label))

    def point(self, point: Point) -> Element:
        """A point under its title, a heading; it has no structure element of its own."""
        parts = [self.text("title", point.title, "H3"), *self.texts(text=point.text)]
        if point.list_:
            parts.append(self.list(point.list_))
        return group("point", parts, point.span)._replace(variant="callout" if point.callout else None)

    def tier(self, tier: Tier) -> Element:
        """Whom to call and how soon are one heading; the signs complete the lead-in."""
        call, when = map(self.filler.filled, self.call(tier))
        heading = StructureNode("H3", (*call.kids, *when.kids))
        call_span, when_span = (tier.call or tier.lead).span, (tier.when or tier.lead).span
        parts = (
            Element("call", (heading,), call_span, text=call.owned(heading), joins=True),
            Element("when", (), when_span, text=when.owned(heading)),  # the heading is there already
            self.text("lead", tier.lead),
            group("signs", [self.item("sign", sign.text) for sign in tier.signs], tier.span, "L", _LIST),
            *self.texts(note=tier.note),
        )
        return group("tier", parts, tier.span, "Sect")._replace(variant=tier.level)

    def call(self, tier: Tier) -> tuple[Inline, Inline]:
        """Whom to call and how soon: what the tier says, else the locale's words."""
        if tier.call and tier.when:
            return tier.call, tier.when
        local = self.locale.call(tier.level)
        return tier.call or local.call, tier.when or local.when

    def groups(self, groups: tuple[TaskGroup, ...], heading: str) -> Element:
        """Tasks to tick off, in numbered groups under headings of that role."""
        children = [self.group(number, tasks, heading) for number, tasks in enumerate(groups, 1)]
        return group("groups", children, _span_of(groups))

    def group(self, number: int, tasks: TaskGroup, heading: str) -> Element:
        """A group; its number is read before its title."""
        filled = self.filler.filled(tasks.title)
        label = StructureNode("Span")
        node = StructureNode(heading, (label, *filled.kids))
        shown = Fragment(str(number), False, label)
        parts = (
            Element("title", (node,), tasks.title.span, text=filled.owned(node), number=shown),
            group("tasks", map(self.task, tasks.items), tasks.span, "L", _LIST),
        )
        return group("group", parts, tasks.span, "Sect")

    def task(self, task: Passage) -> Element:
        """A task, its box before its text."""
        if not self.ticks:
            return self.item("task", task.text)
        filled = self.filler.filled(task.text)
        form = StructureNode("Form")
        body = StructureNode("LBody", (form, *filled.kids))
        self.tasks += 1
        tick = Tick(f"task-{self.tasks}", "".join([run.text for run, *_ in filled.pieces]), form)
        return _in_list(Element("task", (body,), task.text.span, text=filled.owned(body), tick=tick))

    def code(self, link: WebLink) -> Element:
        """A QR code, with its address as the alternative text."""
        alt = self.filler.plain(self.locale.words.qr_code, address=self.label(link))
        return Element("qr", (StructureNode("Figure", alt=alt),), link.span, leaf=Code(link.address.value))

    def code_block(self, link: WebLink) -> Element:
        """A QR code with its address in words."""
        node, words = self.linked(link)
        line = Element("line", (StructureNode("P", (node,)),), link.span, text=(words,))
        return group("qr-block", (self.code(link), group("lines", (line,), link.span)), link.span, "Div")

    def linked(self, link: WebLink) -> tuple[StructureNode, Fragment]:
        """An address in words, and the node that owns them."""
        label = self.label(link)
        node = StructureNode("Link", alt=label)
        return node, Fragment(label, False, node, link.address.value, node)

    def label(self, link: WebLink) -> str:
        """How an address is printed: by its label, else without its scheme."""
        if link.label:
            return self.filler.plain(link.label)
        return link.address.value.removeprefix("https://").removeprefix("http://").rstrip("/")

    def sources(self, sources: SourceList) -> Element:
        """Sources in full, each with its address."""
        names = self.content.sources if sources.ids is None else [word.value for word in sources.ids]
        children = [self.source(self.content.sources[name]) for name in names]
        return group("sources", children, sources.span, "L", _LIST)

    def source(self, source: Publication) -> Element:
        node, words = self.linked(WebLink(source.address, source.span))  # type: ignore[call-arg]
        body = StructureNode("LBody", (node,))
        title = Fragment(f"{source.title}. {source.publisher}. ", False, body)
        return _in_list(Element("source", (body,), source.span, text=(title, words)))

    def table(self, table: Table) -> Element:
        """A table with its header cells (ISO 32000-1, 14.8.4.3.4); an empty corner is no header."""
        captions = self._caption(table)
        variants = ["number" if column.number else None for column in table.columns]
        header = tuple(
            self.cell(column.title, variant, _OF_COLUMN if column.title.text else None)
            for column, variant in zip(table.columns, variants, strict=True)
        )
        head = StructureNode("THead", (StructureNode("TR", nodes_of(header)),))
        rows = []
        for row in table.rows:
            cells = [
                self.cell(cell, "head", _OF_ROW) if table.row_headers and index == 0 else self.cell(cell, variant, None)
                for index, (cell, variant) in enumerate(zip(row.cells, variants, strict=True))
            ]
            rows.append(group("row", cells, row.span, "TR"))
        node = StructureNode("Table", (*nodes_of(captions), head, StructureNode("TBody", nodes_of(rows))))
        children = (*captions, Element("header", (head,), table.columns[0].span, children=header), *rows)
        return Element("table", (node,), table.span, children=children, leaf=Grid())

    def cell(self, cell: TableCell, variant: str | None, scope: Attributes | None) -> Element:
        """A cell; with a scope, a header of others."""
        role, attributes = ("TH", scope) if scope else ("TD", ())
        if cell.text:
            return self.text("cell", cell.text, role, attributes)._replace(variant=variant, span=cell.span)
        return Element("cell", (StructureNode(role, attributes=attributes),), cell.span, variant)

    def figure(self, figure: Figure) -> Element:
        """A picture with its words; one that only decorates has none and is not in the tree."""
        leaf = Illustration(self.pictures[figure.file.value], figure.width)
        alt = self.filler.plain(figure.alt) if figure.alt else None
        nodes = () if alt is None else (StructureNode("Figure", alt=alt),)
        picture = Element("picture", nodes, figure.file.span, leaf=leaf)
        captions = self._caption(figure)
        return group("figure", (picture, *captions), figure.span, "Div" if captions else None)

    def _caption(self, exhibit: Table | Figure) -> tuple[Element, ...]:
        return (self.text("caption", exhibit.caption, "Caption"),) if exhibit.caption else ()


def nodes_of(elements: Iterable[Element]) -> tuple[StructureNode, ...]:
    """The nodes that elements add to the structure tree, in order."""
    return tuple([node for element in elements for node in element.nodes])


def group(
    name: str, parts: Iterable[Element], span: Span | None, role: str | None = None, attributes: Attributes = ()
) -> Element:
    """Elements as the parts of one, which has a node of that role round theirs."""
    parts = tuple(parts)
    nodes = nodes_of(parts)
    if role:
        nodes = (StructureNode(role, nodes, attributes=attributes),)
    return Element(name, nodes, span, children=parts)


def _span_of(parts: tuple[TaskGroup | FillIn | Passage | Step, ...]) -> Span | None:
    return parts[0].span if parts else None


def _in_list(element: Element) -> Element:
    """The element as an item of a list; its node is an LBody."""
    return element._replace(nodes=(StructureNode("LI", element.nodes),))
