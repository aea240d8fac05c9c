"""Turns the bytes of a YAML file into a tree of nodes with places; the only module that knows PyYAML.

Built from the parser's events, so that what YAML allows and a handout does not need (tags, merge keys, several
documents, keys given twice) is refused with a place, and so that no file, however made, can exhaust the machine.
"""

from __future__ import annotations

import re
from typing import Any

from generator.diagnostics import Diagnostics, Source, Span
from generator.source.encoding import FORBIDDEN, MAX_BYTES, decoded
from generator.source.events import Parser, errors, events
from generator.source.node import Mapping, Node, Pair, Scalar, Sequence, has_no_colon, is_null
from generator.source.spelling import shortened
from generator.source.syntax import COMMA_HINT, Scene, explain, tag

MAX_DEPTH = 64


class _Refused(Exception):
    """Ends the reading of a file that goes beyond a limit; the reason was reported."""


def read_text(data: bytes, name: str, diagnostics: Diagnostics, folder: str | None = None) -> Node | None:
    """The document in `data`, or None after an error was reported. (A key given twice is one that leaves a document.)

    `name` and `folder` are those of `generator.diagnostics.Source`.
    """
    source = decoded(data, name, folder, diagnostics)
    return None if source is None else _Tree(*source, diagnostics).read()


class _Tree:
    """Builds the tree of one document from a parser's events."""

    def __init__(self, source: Source, text: str, diagnostics: Diagnostics) -> None:
        self._source = source
        self._parser = Parser(text if text.endswith("\n") else text + "\n")  # so both parsers see one end
        self._next = self._parser.get_event
        self._diagnostics = diagnostics
        self._failed = False
        self._anchors: dict[str, Node | None] = {}  # None: still being built
        self._extents: dict[int, tuple[int, int]] = {}  # of what aliases stand for, by the node's identity
        self._expanded = 0  # how much the aliases stand for, in the measure of `_extent`
        self._has_comments = " #" in text

    def read(self) -> Node | None:
        try:
            root = self._document()
            return None if self._failed else root
        except _Refused:
            pass
        except errors.MarkedYAMLError as problem:
            at = problem.problem_mark
            self._explain(problem.problem, problem.context or "", at, problem.context_mark or at)
        except (ValueError, OverflowError):  # PyYAML's own parser has no check of "\UFFFFFFFF"
            mark = self._parser.get_mark()
            self._explain("invalid Unicode character escape code", "", mark, mark)
        return None

    def _explain(self, problem: str, context: str, at: Any, began: Any) -> None:
        scene = Scene(self._source, problem, context, at.line, at.column, (began.line, began.column))
        self._diagnostics.extend((explain(scene),))

    def _document(self) -> Node | None:
        self._next()  # the start of the stream
        start = self._next()
        root = None
        if start.__class__ is events.DocumentStartEvent:
            root = self._node(self._next(), 0)
            self._next()  # the end of the document
            following = self._next()
            if following.__class__ is events.DocumentStartEvent:
                message = "a second document starts here; a file holds one"
                hint = "Take out the line '---', or put what follows into a file of its own."
                self._error("several-documents", message, self._span(following), hint)
        if root is None or is_null(root):
            only = "nothing but comments" if any(line.strip() for line in self._source.lines) else "nothing"
            hint = "Write 'key: value' lines into it, such as 'title: Sore back after a run?'."
            self._error("empty-file", f"{self._source.name} has {only} in it", Span(self._source, 1, 1, 1, 1), hint)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is events.AliasEvent:
            return self._alias(event, depth)
        if event.tag is not None:
            self._failed = True
            self._diagnostics.extend((tag(_sign(self._span(event))),))
        anchor = event.anchor
        if anchor is not None:
            self._anchors[anchor] = None
        node: Node
        if kind is events.ScalarEvent:
            node = self._scalar(event)
        else:
            if depth >= MAX_DEPTH:
                self._too_deep(self._span(event))
            node = self._mapping(event, depth) if kind is events.MappingStartEvent else self._sequence(event, depth)
        if anchor is not None:
            self._anchors[anchor] = node
        return node

    def _scalar(self, event: Any) -> Scalar:
        span = self._span(event)
        style = event.style
        if not style:
            self._warn_of_comment(span)
            if span.end_line > span.line:
                self._warn_of_items(span)
        elif style in "|>":
            span = self._without_blank_end(span)
        elif style == '"' and not FORBIDDEN.isdisjoint(event.value):
            message = "this text has a control character written as a backslash escape"
            hint = "Take it out. For a backslash that is printed, use single quotes or block style."
            self._error("control-character", message, span, hint)
        return Scalar(event.value, span, bool(style))

    def _warn_of_comment(self, span: Span) -> None:
        """Nothing is lost in silence: a `#` in plain text, as in "Call #1 now", makes the rest a comment."""
        if not self._has_comments:
            return
        lines = self._source.lines
        rest = lines[span.end_line - 1][span.end_column - 1 :] if span.end_line <= len(lines) else ""
        found = re.match(r" +(?=#[^\s#])", rest) if "#" in rest else None
        if found:
            line, column = span.end_line, span.end_column
            place = Span(self._source, line, column + found.end(), line, column + len(rest))
            message = f"'{shortened(rest.strip())}' is a comment, so it is left out"
            hint = "If it is text, put the whole text in quotes; if it is a comment, put a space after the '#'."
            self._diagnostics.warning("comment", message, place, hint)

    def _warn_of_items(self, span: Span) -> None:
        """An item that is indented too deep is no item for YAML, but more of the text of the one above it."""
        for number, line in enumerate(self._source.lines[span.line : span.end_line], span.line + 1):
            if line.lstrip().startswith("- "):
                column = line.index("-") + 1
                message = "this '- ' is read as part of the text above it, not as an item of a list"
                hint = "Give it the indentation of the other items. If it is text, put the whole text in quotes."
                place = Span(self._source, number, column, number, column + 1)
                self._diagnostics.warning("item-in-text", message, place, hint)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        while (event := self._next()).__class__ is not events.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._over(start, event, items[-1] if items else None))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        pairs: dict[str, Pair] = {}
        last: Node | None = None
        while (event := self._next()).__class__ is not events.MappingEndEvent:
            key = self._node(event, depth + 1)
            last = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar) or event.__class__ is events.AliasEvent:
                message = "a key must be a word, not a list, a mapping or an alias"
                hint = "Text that starts with '{', '[' or '*' must be in quotes."
                self._error("wrong-key", message, self._span(event), hint)
            elif key.value == "<<" and not key.quoted:
                hint = "Write the keys out, or put what is shared into a file of its own and name it in 'extends'."
                self._error("merge-key", "the merge key '<<' is not supported", key.span, hint)
            elif (pair := Pair(key, last)) is not (first := pairs.setdefault(key.value, pair)):
                # The tree is as sound without the second one, so that what else is wrong can be reported.
                hint = COMMA_HINT if has_no_colon(pair) else "Keep one of them."
                related = ((first.key.span, "first given here"),)
                message = f"the key '{key.value}' is given twice"
                self._diagnostics.error("duplicate-key", message, key.span, hint, related)
        return Mapping(pairs, self._over(start, event, last))

    def _alias(self, event: Any, depth: int) -> Node:
        name, span = event.anchor, self._span(event)
        node = self._anchors.get(name)
        if node is None:
            problem = "stands inside what it refers to" if name in self._anchors else "refers to nothing"
            hint = f"An alias repeats what was marked '&{name}' earlier. If this is text, put it in quotes."
            self._error("unknown-alias", f"'*{name}' {problem}", span, hint)
            return Scalar(name, span, True)
        weight, height = _extent(node, self._extents)
        if depth + height > MAX_DEPTH:
            self._too_deep(span)
        self._expanded += weight
        if self._expanded > MAX_BYTES:
            message = "the aliases of this file stand for more text than a file may hold"
            self._error("too-large", message, span, "Write out what is needed, without '&' and '*'.")
            raise _Refused
        return node

    def _too_deep(self, span: Span) -> None:
        hint = "A handout needs about ten levels. Is a bracket or a brace never closed?"
        self._error("too-deep", f"this is nested more than {MAX_DEPTH} levels deep", _sign(span), hint)
        raise _Refused

    def _error(self, rule: str, message: str, span: Span, hint: str) -> None:
        self._failed = True
        self._diagnostics.error(rule, message, span, hint)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self._source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _over(self, start: Any, end: Any, last: Node | None) -> Span:
        """The span of a collection. In block style the parser sees its end only where the next thing starts."""
        mark, stop = start.start_mark, end.end_mark
        if start.flow_style or last is None:
            return Span(self._source, mark.line + 1, mark.column + 1, stop.line + 1, stop.column + 1)
        return Span(self._source, mark.line + 1, mark.column + 1, last.span.end_line, last.span.end_column)

    def _without_blank_end(self, span: Span) -> Span:
        """The span of block text without the empty lines after it."""
        lines = self._source.lines
        line = min(span.end_line if span.end_column > 1 else span.end_line - 1, len(lines))
        while line > span.line and not lines[line - 1].strip():
            line -= 1
        return span._replace(end_line=line, end_column=len(lines[line - 1].rstrip()) + 1)


def _sign(span: Span) -> Span:
    """The first character of a span."""
    return span._replace(end_line=span.line, end_column=span.column + 1)


def _extent(node: Node, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """How much text a node stands for when written out, in characters and nodes, and how deep it is.

    Nodes that aliases repeat are the same objects, so `known` keeps them from being measured again and again.
    """
    if isinstance(node, Scalar):
        return len(node.value) + 1, 0
    found = known.get(id(node))
    if found is None:
        kids = node.items if isinstance(node, Sequence) else [pair.value for pair in node.pairs.values()]
        extents = [_extent(kid, known) for kid in kids]
        keys = 0 if isinstance(node, Sequence) else sum(map(len, node.pairs))
        weight = 1 + keys + sum(weight for weight, _ in extents)
        found = known[id(node)] = weight, 1 + max((height for _, height in extents), default=0)
    return found
