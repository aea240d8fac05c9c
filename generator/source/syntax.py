"""Turns a YAML parser's complaint into words that help a newcomer: what is wrong, where, and how to write it.

Parsers say what they expected at the point where they gave up. Most often the cause is one of a few slips, and the
line itself shows which; so the complaint chooses a table row or a function, and the line the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.diagnostics import Diagnostic, Related, Severity, Source, Span

COMMA_HINT = (
    "Inside {...} a comma ends a value, so a text with a comma was cut in two here. "
    "Write it in block style, one 'key: value' on each line, or put the text in quotes."
)
QUOTE_HINT = (
    "Put the whole text in quotes, or write it in block style: '>-' after the colon and the text on the next line, "
    "indented deeper than the key."
)
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
_COMMENT = re.compile(r"(?<=\s)#[^\s#].*")  # as text has it; a space after the sign, and it is meant as a comment


class Scene:
    """A parser's complaint with the text that it is about.

    `before` is the line up to where the parser gave up, `sign` the character there, or "" at the end of the line, and
    `opening` that where what it was reading began. The spans: `here` it gave up, `rest` is from there to the end of
    the line, and at the `start` began what it was reading.
    """

    def __init__(
        self, source: Source, problem: str, context: str, line: int, column: int, began: tuple[int, int]
    ) -> None:
        """`problem` is what it said at line and column, in the `context` of what began elsewhere. All count from 0."""
        self.source, self.problem, self.context = source, problem, context
        self.line, self.column, self.began = line, column, began
        self.before = self.text(line)[:column]
        self.sign = self.text(line)[column : column + 1]
        self.opening = self.text(began[0])[began[1] : began[1] + 1]
        self.here, self.start, self.rest = self.at(line, column), self.at(*began), self.to_end(line, column)

    def text(self, line: int) -> str:
        return self.source.lines[line] if line < len(self.source.lines) else ""

    @property
    def above(self) -> Related:
        """What else may be wrong: the first of the deeper lines just above, or the one line that is less deep."""
        depth = indent(self.text(self.line))
        found = None
        note = "the lines from here on are indented deeper"
        for number in range(self.line - 1, -1, -1):
            line = self.text(number)
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if indent(line) < depth and found is None:
                found, note = number, "this line is indented less"
            if indent(line) <= depth:
                break
            found = number
        if found is None:
            return ()
        return ((self.to_end(found, indent(self.text(found))), note),)

    def comment(self, first: int) -> Span | None:
        """The first comment from the line `first` to the complaint that looks like text; it may hold the end."""
        for number in range(first, self.line):
            found = _COMMENT.search(_QUOTED.sub(lambda quoted: "x" * len(quoted[0]), self.text(number)))
            if found:
                return self.to_end(number, found.start())
        return None

    def at(self, line: int, column: int) -> Span:
        return Span(self.source, line + 1, column + 1, line + 1, column + 2)

    def to_end(self, line: int, column: int) -> Span:
        """From a place to the end of what stands in its line; one character at least."""
        return self.at(line, column)._replace(end_column=max(len(self.text(line).rstrip()), column + 1) + 1)


def indent(line: str) -> int:
    """How far a line is indented, in characters."""
    return len(line) - len(line.lstrip())


def explain(scene: Scene) -> Diagnostic:
    """The diagnostic of a complaint."""
    said = f"{scene.context}: {scene.problem}"
    tell = next((tell for pattern, tell in _TELL if re.search(pattern, said)), None)
    if tell is None:
        return _syntax(f"this is not valid YAML: {scene.problem}", scene.here, QUOTE_HINT)
    told = tell(scene)
    above = scene.above if re.search("block (mapping|collection)|<document start>|not allowed", said) else ()
    return told._replace(related=told.related + above)


def _colon(scene: Scene) -> Diagnostic:
    if re.search(r":\s|^\s*- ", scene.before):
        return _second_colon(scene)
    span = scene.at(scene.line, indent(scene.before))._replace(end_column=scene.column + 1)
    hint = (
        "If this is a key, give it the same indentation as the key above. If it is part of the text, put the whole "
        "text in quotes or in block style."
    )
    return _syntax("this line goes on with the text above it, so it cannot have a key", span, hint)


def _second_colon(scene: Scene) -> Diagnostic:
    return _syntax("there is a second ': ' inside text that is not in quotes", scene.here, QUOTE_HINT)


def _after_quote(scene: Scene) -> Diagnostic | None:
    """What follows a value that was complete: nearly always text that needs quotes around all of it."""
    last = scene.before.rstrip()[-1:]
    if not last:
        return None
    if last in "'\"":
        hint = "Put the whole text in one pair of quotes. An apostrophe inside '...' is written twice, as in 'don''t'."
        return _syntax(f"there is text after the closing {last}", scene.rest, hint)
    if last in "]}":
        hint = "Text that starts with '[' or '{', such as a link or a variable, must be in quotes. " + QUOTE_HINT
        return _syntax(f"there is text after the closing '{last}'", scene.rest, hint)
    return None


def _block(scene: Scene) -> Diagnostic:
    """A line that is neither another one of a list or of keys, nor a part of the last one."""
    column = scene.began[1] + 1
    if "collection" in scene.context:
        where = ((scene.start, "the list starts here"),)
        if scene.sign == "-":
            hint = f"The items of one list start in the same column, here column {column}."
            return _syntax("this item does not line up with the list above", scene.rest, hint, where)
        hint = f"An item starts with '- ' in column {column}. A key after the list is indented less, as the list's key."
        return _syntax("a key cannot stand among the items of a list", scene.rest, hint, where)
    where = ((scene.start, "the keys above start here"),)
    if scene.sign == ":":
        return _syntax("there is no key before this ':'", scene.here, "Write 'key: value'.")
    if scene.sign == "-":
        hint = "Put it under the key it belongs to, indented deeper; or is the '- ' one too many?"
        return _syntax("a list item cannot stand among 'key: value' lines", scene.here, hint, where)
    hint = (
        f"Keys that belong together start in the same column, here column {column}. "
        "Text under '>-' or '|' is indented at least as deep as its first line."
    )
    return _syntax("this line does not line up with the lines above", scene.rest, hint, where)


def _flow(scene: Scene) -> Diagnostic:
    opening = scene.opening
    closing = {"{": "}", "[": "]"}.get(opening, opening)
    if scene.line != scene.began[0] or not scene.sign:
        comment = scene.comment(scene.began[0])
        if comment:
            return _cut_off(comment)
        hint = f"Add the '{closing}' where it ends. Text that starts with '{opening}' must be in quotes."
        return _syntax(f"this '{opening}' is never closed", scene.start, hint)
    if scene.sign == ":":
        return _second_colon(scene)
    if scene.sign in "{[":
        hint = f"Text with a '{scene.sign}' in it, such as a variable, must be in quotes here. " + QUOTE_HINT
        return _syntax(f"there is a '{scene.sign}' inside text that is not in quotes", scene.here, hint)
    hint = "Put text in quotes, or write one 'key: value' on each line instead."
    return _after_quote(scene) or _syntax(f"there is no ',' or '{closing}' before this", scene.rest, hint)


def _cut_off(comment: Span) -> Diagnostic:
    """A text with a '#' that is not in quotes, such as a colour: the end of the braces went with the comment."""
    text = comment.source.lines[comment.line - 1][comment.column - 1 :]
    colour = re.match(r"#[0-9A-Fa-f]{3,8}\b", text)
    hint = f'Put the colour in quotes: "{colour[0]}".' if colour else "Put the whole text in quotes."
    return _syntax("what follows ' #' is a comment, and cuts off what stands before it", comment, hint)


def _open_quote(scene: Scene) -> Diagnostic:
    hint = f"Add a {scene.opening} where the text ends. To start text with an apostrophe, put it in double quotes."
    return _syntax("this quote is never closed", scene.start, hint)


def _no_key(scene: Scene) -> Diagnostic:
    span = scene.to_end(*scene.began)
    if re.search(r"\S:\S", scene.text(scene.began[0])):
        return _syntax("there is no space after the colon in this line", span, "Write 'key: value'.")
    hint = "Write 'key: value'. If the line is part of the text above, indent it deeper than that text's key."
    return _syntax("this line has no 'key:', and is not part of the text above either", span, hint)


def _first_sign(scene: Scene) -> Diagnostic:
    return _syntax(f"text cannot start with '{scene.sign}'", scene.here, QUOTE_HINT)


def _star(scene: Scene) -> Diagnostic:
    strong = ", nor '**strong**'" if scene.opening == "*" else ""
    return _syntax(f"text that is not in quotes cannot start with '{scene.opening}'{strong}", scene.start, QUOTE_HINT)


def _content(scene: Scene) -> Diagnostic:
    above = next((number for number in range(scene.line - 1, -1, -1) if scene.text(number).strip()), scene.line)
    comment = scene.comment(above)
    if comment:
        return _cut_off(comment)
    if not scene.sign:
        last = scene.to_end(above, indent(scene.text(above)))
        return _syntax("the file ends where a value should stand", last, "Is a '{' or '[' never closed?")
    if scene.sign == "-":
        hint = "Separate them with commas, or use lines with '- '."
        return _syntax("inside [...] items have no '-'", scene.here, hint)
    if scene.sign == ",":
        return _syntax("there is nothing before this ','", scene.here, "Take out the comma, or put the text in quotes.")
    return _syntax(f"there is a '{scene.sign}' that closes nothing", scene.here, QUOTE_HINT)


def _escape(scene: Scene) -> Diagnostic:
    column = max(scene.text(scene.line)[: scene.column + 1].rfind("\\"), 0)
    hint = "Use single quotes or block style, where a backslash is only a backslash. In double quotes, write it twice."
    return _syntax("inside double quotes, this backslash has no meaning", scene.at(scene.line, column), hint)


def _list_beside_key(scene: Scene) -> Diagnostic:
    hint = "Put each '- ' on a line of its own below the key. Text that starts with a dash must be in quotes."
    return _syntax("a list cannot start in the line of its key", scene.here, hint)


def _after_block_sign(scene: Scene) -> Diagnostic:
    hint = "Start the text in the next line, indented deeper. Text that starts with '>' or '|' must be in quotes."
    return _syntax("nothing may follow '>' or '|' in the same line", scene.start, hint)


def _directive(scene: Scene) -> Diagnostic:
    return _syntax("a line cannot start with '%'", scene.start, "Take it out: these files need no YAML directives.")


def _after_end(scene: Scene) -> Diagnostic:
    hint = "A file holds one group of keys. Is the line above complete?"
    return _syntax("this stands after the end of the document", scene.here, hint)


def tag(span: Span) -> Diagnostic:
    """The diagnostic of a tag."""
    hint = "Take it out. If it is text that starts with '!', put it in quotes."
    message = "a word with '!' in front is a YAML tag; tags are not allowed"
    return Diagnostic(Severity.ERROR, "yaml-tag", message, span, hint)


def _syntax(message: str, span: Span, hint: str, related: Related = ()) -> Diagnostic:
    return Diagnostic(Severity.ERROR, "yaml-syntax", message, span, hint, related)


# By what libyaml says and what PyYAML's own parser says, as "context: problem"; the first match counts.
_TELL: tuple[tuple[str, Callable[[Scene], Diagnostic]], ...] = (
    ("mapping values are not allowed|found unexpected ':'", _colon),
    ("quoted scalar: found unexpected", _open_quote),
    ("quoted scalar: |escape code", _escape),
    ("block (mapping|collection): ", lambda scene: _after_quote(scene) or _block(scene)),
    ("flow (mapping|sequence): ", _flow),
    ("could not find expected ':'", _no_key),
    ("cannot start any token|mapping keys are not allowed", _first_sign),
    ("sequence entries are not allowed", _list_beside_key),
    ("scanning an (alias|anchor): ", _star),
    ("block scalar: ", _after_block_sign),
    ("node content", _content),
    (" tag: |tag handle", lambda scene: tag(scene.start)),
    ("directive|incompatible YAML document", _directive),
    ("<document start>", _after_end),
)
