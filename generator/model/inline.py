"""Turns a line of author's text into runs of plain, strong, linked, foreign and variable text.

The markup is a small part of CommonMark 0.31 (https://spec.commonmark.org/0.31.2/): `**strong**`, `[text](address)`
and backslash escapes, with its rules for what opens and closes. `[Bonne route](lang:fr)` is written like a link and
says the language of a few words. Variables such as `{club.name}` are ours. Everything else stands for itself, and
brackets that were evidently meant as a link are reported.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from operator import attrgetter
from typing import Annotated

from generator.diagnostics import Diagnostics, Span
from generator.model.forms import ADDRESS, TAG, check_form, variables_in
from generator.record import NamedTuple
from generator.source.decode import Form, written, wrong_type
from generator.source.node import Node, Scalar, is_null

_UNSEEN = " \u00a0\u00ad\u200b\u200c\u200d\u2060"
_ESCAPED = "".join(f"\\u{ord(character):04x}" for character in _UNSEEN)
_MARKUP = re.compile(r"[\\*\[{_]")
_FOLDED = re.compile(r"[ \t\r\n]+")  # a no-break space is the author's wish: it stays
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?![\s*_])[^*_]*(?<![\s*_])\1(?![\w*])")
_ROUND = re.compile(r"\\\S|[()]|\s")
_LANGUAGE = "lang:"
# Written like links by mistake: a space between the brackets, or the brackets the wrong way round.
_ASKEW = re.compile(r"(?:\][ \u00a0]+\(|\)\[)(?:(?:https?|mailto|tel|lang):|www\.)", re.IGNORECASE)
_TEXT, _KIND = attrgetter("text"), attrgetter("variable", "strong", "address", "language")
_OR_BRACKETS = "; for brackets that are just themselves write \\[ and \\]"
_LINK = ADDRESS._replace(hint=f"{ADDRESS.hint}{_OR_BRACKETS}")
_SEEN_OF_LINK = 30  # characters that point at a link that is none
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])|(?P<stars>\*+)|(?P<variable>\{[a-z_]+(?:\.[a-z_]+)*\})|(?P<open>\[)|(?P<close>\])"
    r"|(?P<brace>\{)|(?P<text>[^\\*{\[\]]+|\\)"
)


class Text(NamedTuple):
    """A run of one kind. `text` is the variable's name where `variable` is true; `address` may contain variables.

    `language` is the BCP 47 tag of words that are in another language than the text around them.
    """

    text: str
    strong: bool = False
    address: str | None = None
    variable: bool = False
    language: str | None = None


@written(Annotated[str, Form(rf"[\s\S]*[^\t\r\n{_ESCAPED}][\s\S]*")])
class Inline(NamedTuple):
    """Marked-up text and the place it stands in. White space is folded; there is none at the ends."""

    runs: tuple[Text, ...]
    span: Span

    @property
    def plain(self) -> str:
        """The text without its markup; variables stand as `{name}`."""
        return "".join(f"{{{run.text}}}" if run.variable else run.text for run in self.runs)

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of all variables used, also those in link addresses."""
        names = [run.text for run in self.runs if run.variable]
        addresses = dict.fromkeys(run.address for run in self.runs if run.address)
        return (*names, *(name for address in addresses for name in variables_in(address)))

    @classmethod
    def decode_node(cls, node: Node, diagnostics: Diagnostics) -> Inline | None:
        """Read a scalar. Anything else, and empty text, is an error."""
        if not isinstance(node, Scalar) or is_null(node):
            hint = None if is_null(node) else "Text with a colon in it needs quotes, or the block style: key: >-"
            wrong_type(node, "text", diagnostics, hint)
            return None
        text = _FOLDED.sub(" ", node.value).strip(" ")
        if not text.strip(_UNSEEN):
            diagnostics.error("empty-text", "the text is empty", node.span)
            return None
        return cls(parse(text, node.span, diagnostics), node.span)


def parse(text: str, span: Span, diagnostics: Diagnostics) -> tuple[Text, ...]:
    """Split folded `text` into runs; problems are reported at `span`."""
    if not _MARKUP.search(text):
        return (Text(text),)
    bare = _ESCAPE.sub(" ", text)
    if _EMPHASIS.search(bare):
        hint = "use **strong** where it matters, or write \\* and \\_ for the characters themselves"
        message = "a single * or _ is printed as it is: there are no italics, because they are hard to read"
        diagnostics.warning("no-emphasis", message, span, hint)
    askew = _ASKEW.search(bare)
    if askew:
        _report_no_link(askew.group(), span, diagnostics)
    return _Parser(text, span, diagnostics).runs()


def _report_no_link(found: str, span: Span, diagnostics: Diagnostics) -> None:
    hint = f"a link is [words](https://example.org), with no space and no other link in it{_OR_BRACKETS}"
    diagnostics.warning("not-a-link", f"'{found}' makes no link here and is printed as it is", span.at(found), hint)


class _Delimiter(NamedTuple):
    piece: int  # its place in the list of pieces
    opens: bool
    closes: bool


class _Parser:
    """CommonMark's delimiter algorithm, cut down to `**` and inline links: pieces in a row, marked as they pair."""

    def __init__(self, text: str, span: Span, diagnostics: Diagnostics) -> None:
        self.text = text
        self.span = span
        self.diagnostics = diagnostics
        self.pieces: list[Text] = []
        self.delimiters: list[_Delimiter] = []
        self.brackets: list[tuple[int, int]] = []  # the piece of each, and how many delimiters came before it
        self.spent = 0  # so many of the brackets open no link, because a link would stand in it
        self.closes = _closes(text) if "](" in text else {}
        self.reported = False  # of a link that is none: one is enough, and looking for its place takes time

    def runs(self) -> tuple[Text, ...]:
        position = 0
        while match := _TOKEN.match(self.text, position):  # the last alternatives take any character
            position = match.end()
            kind, token = match.lastgroup, match.group()
            if kind == "escape":
                self.add(token[1])
            elif kind == "variable":
                self.pieces.append(Text(token[1:-1], variable=True))
            elif kind == "stars" and len(token) == 2:
                self.delimiters.append(_Delimiter(len(self.pieces), *self.flanking(match.start(), match.end())))
                self.add(token)
            elif kind == "open":
                self.brackets.append((len(self.pieces), len(self.delimiters)))
                self.add(token)
            elif kind == "close":
                position = self.close(position)
            else:
                if kind == "brace":
                    hint = "a variable looks like {club.name}; for the character itself write \\{"
                    self.diagnostics.warning("not-a-variable", "'{' does not start a variable here", self.span, hint)
                self.add(token)
        self.pair(0)
        return self.merged()

    def add(self, text: str) -> None:
        self.pieces.append(Text(text))

    def flanking(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether the delimiter can open and close: left- and right-flanking (CommonMark 0.31, 6.2)."""
        before, after = self.text[start - 1 : start] or " ", self.text[end : end + 1] or " "
        space_before, space_after = before.isspace(), after.isspace()
        mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        return left, right

    def close(self, position: int) -> int:
        """Take a `]` that ends before `position`: make a link, or words in a language, if an address follows.

        Returns where to go on.
        """
        opened = self.brackets.pop() if self.brackets else None
        can_link = len(self.brackets) >= self.spent
        self.spent = min(self.spent, len(self.brackets))
        end = self.closes.get(position)
        if opened is None or not can_link or end is None:
            self.add("]")
            if opened and self.text.startswith("(", position) and not self.reported:
                self.reported = True
                shown = self.text[position - 1 : position + _SEEN_OF_LINK].split()[0]
                _report_no_link(shown, self.span, self.diagnostics)
            return position
        address = _ESCAPE.sub(r"\1", self.text[position + 1 : end])
        bracket, delimiters = opened
        self.pair(delimiters)
        first = bracket + 1
        if not "".join([piece.text for piece in self.pieces[first:]]).strip(_UNSEEN):
            message = f"the link to '{address}' has no words"
            self.diagnostics.error("empty-text", message, self.span, "Write [words](https://example.org).")
        if address.startswith(_LANGUAGE):
            tag = address.removeprefix(_LANGUAGE)
            if check_form(tag, self.span.at(address), self.diagnostics, TAG):
                self.pieces[first:] = [piece._replace(language=tag) for piece in self.pieces[first:]]
        elif check_form(address, self.span, self.diagnostics, _LINK):
            self.pieces[first:] = [piece._replace(address=address) for piece in self.pieces[first:]]
        self.pieces[bracket] = Text("")
        self.spent = len(self.brackets)
        return end + 1

    def pair(self, bottom: int) -> None:
        """Pair the delimiters from number `bottom` on and make what is between them strong."""
        openers: list[_Delimiter] = []
        pairs: list[tuple[int, int]] = []
        unpaired = False
        for delimiter in self.delimiters[bottom:]:
            if delimiter.closes and openers:
                pairs.append((openers.pop().piece, delimiter.piece))
            elif delimiter.opens:
                openers.append(delimiter)
            else:
                unpaired = True
        if unpaired or openers:
            hint = "put ** right before the first and right after the last strong word, or write \\*\\*"
            message = "'**' has no partner and is printed as it is"
            self.diagnostics.warning("unpaired-strong", message, self.span, hint)
        del self.delimiters[bottom:]
        done = 0  # pairs lie apart or in each other: what an outer one has marked is not marked again
        for start, end in sorted(pairs):
            for index in range(max(start + 1, done), end):
                self.pieces[index] = self.pieces[index]._replace(strong=True)
            done = max(done, end)
            self.pieces[start] = self.pieces[end] = Text("")

    def merged(self) -> tuple[Text, ...]:
        runs: list[Text] = []
        for (variable, *_), group in groupby(filter(_TEXT, self.pieces), _KIND):
            pieces = list(group)
            runs += pieces if variable else [pieces[0]._replace(text="".join([piece.text for piece in pieces]))]
        return tuple(runs)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _closes(text: str) -> dict[int, int]:
    """Where the round bracket closes that opens at a place, if no white space is between: addresses have none."""
    closes: dict[int, int] = {}
    openers: list[int] = []
    for match in _ROUND.finditer(text):
        token = match.group()
        if token == "(":
            openers.append(match.start())
        elif token.isspace():
            openers.clear()
        elif token == ")" and openers:
            closes[openers.pop()] = match.start()
    return closes
