"""Turns elements and their looks into vertical lists: the one place that knows how properties of a look combine.

There are no components. An element is text, a leaf or a stack of parts; its look may put parts in columns, side by
side or into a tab, hang a mark before the first line and draw a panel round it all.
"""

from __future__ import annotations

from functools import partial

from generator.model.layout import TextStyle
from generator.model.looks import Columns, Look, Tab
from generator.model.units import millimetres
from generator.story import Bar, Code, Element, Grid, Illustration, Image
from generator.typeset.breaker import natural
from generator.typeset.code import code_cells
from generator.typeset.geometry import moved
from generator.typeset.illustration import illustration_box
from generator.typeset.items import Item
from generator.typeset.kept import KeptState
from generator.typeset.marks import arrow_items, check_box, mark_above, mark_beside, needs_row, with_blank
from generator.typeset.move import frozen, items_of
from generator.typeset.panel import Decoration
from generator.typeset.parts import (
    BuiltElement,
    Context,
    across,
    in_order,
    is_boxed,
    larger,
    parted,
    side,
    stacked,
    without_logo,
)
from generator.typeset.table import Claim, GridCell, Places, columns_of, ends_odd, grid_rows, under_header
from generator.typeset.textbox import TextSetter
from generator.typeset.vlist import NEVER, Box, ColumnedList, DecoratedList, Flow, Glue, ListNode, Penalty, Row


class Builder:
    """Builds elements in one state of a layout."""

    def __init__(self, setter: TextSetter, kept: KeptState) -> None:
        self.setter = setter
        self.layout = setter.layout
        self.diagnostics = setter.diagnostics
        self._kept = kept

    def stack(self, elements: tuple[Element, ...], width: float, *, comes_again: bool = True) -> Flow:
        """A flow of elements as they stand on a page. They are kept if there was no problem to report."""
        ink = self.setter.colours["ink"]
        assert ink is not None  # checked when the layout was read
        context = Context(self.layout.texts["body"], ink)
        parts: list[BuiltElement] = []
        for element in elements:
            found = len(self.diagnostics)
            part = self._kept.get((element, width)) or self._element(element, context, width)
            if comes_again and len(self.diagnostics) == found:
                self._kept[element, width] = part
            parts.append(part)
        return Flow(stacked(parts).nodes)

    def _element(self, element: Element, context: Context, width: float) -> BuiltElement:
        look, inner = self._inner(element, context)
        boxed = is_boxed(look)
        built = self._boxed(element, look, inner, width) if boxed else self._plain(element, look, inner, width)
        if not built.nodes:
            return built
        before = look.before if boxed else larger(look.before, built.before)
        after = look.after if boxed else larger(look.after, built.after)
        nodes = built.nodes
        if look.keep in ("always", "try") and not boxed:
            nodes = (DecoratedList(Flow(nodes), keep=look.keep, span=element.span),)
        return BuiltElement(nodes, before, after, look.keep == "next")

    def _inner(self, element: Element, context: Context) -> tuple[Look, Context]:
        """An element's look, and what its parts inherit."""
        look = self.layout.looks.look(element.name, element.variant, context.parts)
        style = self._style(look, context)
        ink = self.setter.colour(look.ink) or (look.text and self.setter.colour(style.ink)) or context.ink
        return look, Context(style, ink, look.parts, context.places)

    def _style(self, look: Look, context: Context) -> TextStyle:
        return self.layout.texts[look.text.value] if look.text else context.style

    def _plain(self, element: Element, look: Look, context: Context, width: float) -> BuiltElement:
        """The element without a panel: its text, leaf or parts, and its mark."""
        mark = look.mark
        indent = mark.indent if mark and mark.place == "side" else 0.0
        if element.text:
            built = BuiltElement(self.setter.boxes(element, look, context.style, context.ink, width, indent))
            if look.blank:
                built = BuiltElement(with_blank(built.nodes, look, width, self.setter, element.span))
        elif isinstance(element.leaf, Code):
            size = look.size or width
            cells = code_cells(element.leaf.address, look.level, size, context.ink, element.owner, element.span)
            built = BuiltElement((Box(size, (cells,), element.span),))
        elif isinstance(element.leaf, Illustration):
            box = illustration_box(element.leaf, look, width, context.ink, element.owner, element.span)
            built = BuiltElement((box,))
        elif isinstance(element.leaf, Bar):
            built = BuiltElement((Box(0.0),))
        elif isinstance(element.leaf, Image):
            self.diagnostics.error(
                "unplaced",
                "the layout has no place for the club's logo",
                element.span,
                "Give the look of the banner a `tile`, or take the logo out of the club's file.",
            )
            built = BuiltElement()
        else:
            built = self._parts(element, look, context, width - indent)
            if indent and built.nodes:
                built = built._replace(nodes=(DecoratedList(Flow(built.nodes), x=indent),))
        if element.tick:
            check_box(look, self.diagnostics)
        if mark and mark.place == "above":
            strip = mark_above(mark, element, context.ink, self.setter)
            return built._replace(nodes=(strip, Penalty(NEVER), *built.nodes))
        if mark and built.nodes:
            nodes = mark_beside(built.nodes, mark, element, context.ink, self.setter)
            return built._replace(nodes=nodes)
        return built

    def _boxed(self, element: Element, look: Look, context: Context, width: float) -> BuiltElement:
        """The element in a panel that hangs out, is padded, decorated and grows with its content."""
        hang = side(look.hang, "left")
        outer = width + hang + side(look.hang, "right")
        left, right = side(look.pad, "left", hang), side(look.pad, "right", side(look.hang, "right"))
        top, bottom = side(look.pad, "top"), side(look.pad, "bottom")
        element, logo = without_logo(element, look)
        right = max(right, logo.room) if logo else right
        in_tab, element = parted(element, look.tab)
        start = left + (look.tab.width if look.tab and look.tab.side == "left" else 0.0)
        body = self._plain(element, look, context, outer - start - right)
        if not body.nodes and not in_tab:
            return BuiltElement()
        nodes, x, strip_height = body.nodes or (Box(0.0),), start, 0.0
        strip: tuple[Item, ...] = ()
        if look.tab and look.tab.side == "left":
            tab_x, tab_flow = self._tab(in_tab, look.tab, context, look.tab.width, hang)
            nodes, x = (Row(((tab_x, tab_flow), (start, Flow(nodes)))),), 0.0
        elif look.tab:
            tab_x, tab_flow = self._tab(in_tab, look.tab, context, outer, hang)
            taken = natural(tab_flow, self.layout.file.line)
            strip_height = max(look.tab.height, taken.height + side(look.tab.pad, "bottom"))
            strip = items_of(taken, tab_x, 0.0)
        decoration = Decoration(look, outer, x, strip_height, self.setter.colour, logo, strip, element.span)
        group = DecoratedList(
            Flow(nodes),
            dx=-hang,
            x=x,
            top=top + strip_height,
            top_rest=top,
            bottom=bottom,
            least=look.least or 0.0,
            snap=look.snap or 0.0,
            keep=look.keep if look.keep in ("always", "try") else None,
            decorate=decoration.items,
            span=element.span,
        )
        return BuiltElement((group,))

    def _tab(
        self, parts: tuple[Element, ...], tab: Tab, context: Context, width: float, hang: float
    ) -> tuple[float, Flow]:
        """The parts in a tab `width` wide, and where they start."""
        x = side(tab.pad, "left", hang)
        inner = context._replace(ink=self.setter.colour(tab.ink) or context.ink)
        nodes = self._stack(parts, None, inner, width - x - side(tab.pad, "right")).nodes
        return x, Flow((DecoratedList(Flow(nodes), top=side(tab.pad, "top")),))

    def _parts(self, element: Element, look: Look, context: Context, width: float) -> BuiltElement:
        children = in_order(element.children, tuple(part.value for part in look.order))
        if context.places:
            return BuiltElement((self._cells(element, context),))
        if isinstance(element.leaf, Grid):
            return self._table(element, look, context, width)
        if look.beside:
            return self._beside(children, look, context, width)
        if look.columns and len(children) > 1:
            return self._in_columns(children, look, look.columns, context, width)
        return self._stack(children, look, context, width)

    def _stack(self, children: tuple[Element, ...], look: Look | None, context: Context, width: float) -> BuiltElement:
        """Children under each other."""
        return stacked([self._element(child, context, width) for child in children], look, width, self.setter)

    def _beside(self, children: tuple[Element, ...], look: Look, context: Context, width: float) -> BuiltElement:
        """Children side by side, each breaking for itself."""
        beside = look.beside
        assert beside is not None
        named = {name: span_width.points for name, span_width in beside.widths.items()}
        fixed = [named.get(child.name) for child in children]
        free = width - beside.gap * (len(children) - 1) - sum(size for size in fixed if size)
        shared = free / max(sum(1 for size in fixed if not size), 1)
        cells: list[tuple[float, Flow | None]] = []
        x = 0.0
        before, after = None, None
        for child, size in zip(children, fixed, strict=True):
            room = size or shared
            built = self._element(child, context, room)
            before, after = larger(before, built.before), larger(after, built.after)
            if built.nodes:
                cells.append((x, Flow(built.nodes)))
                x += room + beside.gap
        return BuiltElement((Row(tuple(cells), beside.align),), before, after) if cells else BuiltElement()

    def _in_columns(
        self, children: tuple[Element, ...], look: Look, columns: Columns, context: Context, width: float
    ) -> BuiltElement:
        """Children in columns of equal width: down one after the other, or in rows from left to right."""
        column = (width - columns.gutter * (columns.number - 1)) / columns.number
        xs = tuple(index * (column + columns.gutter) for index in range(columns.number))
        if columns.fill != "rows":
            stacked = self._stack(children, look, context, column)
            return stacked._replace(nodes=(ColumnedList(Flow(stacked.nodes), xs),))
        cells: list[GridCell] = []
        for child in children:
            child_look = self.layout.looks.look(child.name, child.variant, context.parts)
            wide = child.wide or needs_row(child, child_look, self._style(child_look, context), column, self.setter)
            built = self._element(child, context, width if wide else column)
            if built.nodes:
                cells.append(GridCell(self._frozen(built.nodes), wide, child_look))
        if columns.odd == "span" and ends_odd(cells, len(xs)):
            last = self._element(children[-1], context, width)
            cells[-1] = GridCell(self._frozen(last.nodes), True, cells[-1].look)
        return BuiltElement(grid_rows(cells, xs, look.gap or 0.0, partial(arrow_items, look.arrow, self.setter)))

    def _table(self, element: Element, look: Look, context: Context, width: float) -> BuiltElement:
        """Rows of cells in columns that are as wide as their words want, under what stands before the header."""
        rows = [child for child in element.children if child.name in ("header", "row")]
        above = self._stack(tuple(child for child in element.children if child not in rows), look, context, width)
        places, excess = self._places(rows, look, context, width)
        if excess > 0.01:
            self.diagnostics.error(
                "table-too-wide",
                f"the longest words of the columns are {millimetres(excess)} wider together than the table's place",
                element.span,
                "Use shorter words or fewer columns.",
            )
            return BuiltElement((Box(0.0),))
        gap = look.gap or 0.0
        boxes = [
            self._frozen(self._element(row, context._replace(places=places), width).nodes)._replace(span=row.span)
            for row in rows
        ]
        body = stacked([BuiltElement((box,)) for box in boxes[1:]], look, width, self.setter)
        table = under_header(boxes[0], body.nodes, gap)
        if not above.nodes:
            return BuiltElement((table,))
        return BuiltElement((*above.nodes, Penalty(NEVER), Glue(gap if above.after is None else above.after), table))

    def _places(self, rows: list[Element], look: Look, context: Context, width: float) -> tuple[Places, float]:
        """Where each column starts and how wide it is; and by how much their words are too wide."""
        claims: list[list[Claim]] = []
        gap = padding = 0.0
        for row in rows:
            row_look, inner = self._inner(row, context)
            gap = max(gap, row_look.beside.gap if row_look.beside else 0.0)
            padding = max(padding, across(row_look))
            cells = [(cell, *self._inner(cell, inner)) for cell in row.children]
            claims.append([self.setter.claim(cell.text, own.style, across(its)) for cell, its, own in cells])
        return columns_of(claims, width - padding, gap, look.stretch)

    def _cells(self, row: Element, context: Context) -> Box:
        """The cells of a row as one box: tops align, and it never breaks."""
        inner = context._replace(places=())
        boxes = [
            (x, self._frozen(self._element(cell, inner, width).nodes))
            for cell, (x, width) in zip(row.children, context.places, strict=True)
        ]
        items = [moved(item, x, 0.0) for x, box in boxes for item in box.items]
        return Box(max(box.height for _, box in boxes), tuple(items), row.span)

    def _frozen(self, nodes: tuple[ListNode, ...]) -> Box:
        return frozen(nodes, self.layout.file.line)
