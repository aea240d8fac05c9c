"""Says what a page must say, word for word, from the YAML files alone: nothing of the package is used here.

It knows the grammar of contents, and of each shipped layout the order and which marks show numbers. Files are read
without any typing (`12:30` and `no` are text), so contents and locales are plain dictionaries of strings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
_ADDRESS = re.compile(r"(?<!\\)\[([^\[\]]+)\]\(([^)\s]*)\)")
_VARIABLE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


class Form(NamedTuple):
    """What a layout makes of a text: its pages, their size in points, and the order of the sections' roles.

    Without `code`, a card has the help address in words alone.
    """

    pages: int
    size: tuple[float, float]
    roles: tuple[str, ...] = ()
    card: bool = False
    duplex: str | None = "/DuplexFlipLongEdge"
    code: bool = True


_HANDOUT = ("safety", "act", "explain", "prevent", "recover", "know")
_LEDGER = ("safety", "act", "explain", "prevent", "know", "recover")
A4 = (595.28, 841.89)
FORMS = {
    "handout-a4": Form(2, A4, _HANDOUT),
    "handout-letter": Form(2, (612, 792), _HANDOUT),
    "ledger-a4": Form(3, A4, _LEDGER),
    "card-a6": Form(2, (297.64, 420.94), card=True, duplex=None),
    "card-a7": Form(2, (209.76, 297.64), card=True, duplex=None),
    "card-3x5": Form(2, (216, 360), card=True, duplex=None),
    "card-quarter-letter": Form(2, (306, 396), card=True, duplex=None),
    "card-wallet": Form(4, (242.65, 153.01), card=True, duplex=None, code=False),
}
CONTENTS = ("sore-back", "race-day")
PAIRS = [(content, layout) for content in CONTENTS for layout in FORMS]


def load(path: str | Path) -> dict[str, Any]:
    """A YAML file as dictionaries, lists and strings; an empty value is an empty string."""
    data = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(data, dict)
    return data


def words(text: str) -> list[str]:
    """The words of a text; white space of any kind is between them."""
    return text.split()


def folded(lines: list[str]) -> list[str]:
    """Lines with single spaces."""
    return [" ".join(words(line)) for line in lines]


def _locale_of(language: str) -> str:
    """Where the words of a language come from if no locale is named."""
    names = sorted(path.stem for path in (ROOT / "content/locales").glob("*.yaml"))
    return language if language in names else next(name for name in names if name[:2] == language[:2])


def _cited(value: Any) -> Iterator[str]:
    """All ids in lists called `sources`, however deep."""
    if isinstance(value, list):
        for part in value:
            yield from _cited(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from part if key == "sources" and isinstance(part, list) else _cited(part)


class Wording:
    """The lines of one text, in reading order: each block element of the structure tree is a line."""

    def __init__(self, content: dict[str, Any], club: dict[str, Any] | None = None) -> None:
        self.content = content
        self.club = club or {}
        named = content.get("locale")
        self.links: list[tuple[str, str]] = []  # address and text of each, as they come
        self.headings: list[tuple[int, str]] = []
        self.tasks: list[str] = []  # what is ticked off
        self.notes: list[str] = []  # of tiers: they stand in the panel's tab, which is painted first
        self.headers: list[str] = []  # of tables: they come again on further pages
        self.languages: list[tuple[str, str]] = []  # of sections, without a text, and of words in a sentence
        self.values: dict[str, str] = {}
        self.use(load(f"content/locales/{named or _locale_of(content['language'])}.yaml"))

    def use(self, locale: dict[str, Any]) -> None:
        """Take the words and numbers of a locale."""
        self.locale = locale
        self.words: dict[str, str] = locale.get("words", {})
        self.values = {"edition": self.content["edition"]}
        for owner in ("emergency", "advice", "doctor"):
            # Whom to call is taken from no unnamed locale.
            local = locale.get(owner, {}) if self.content.get("locale") else {}
            self.values.update((f"{owner}.{key}", text) for key, text in local.items())
        self.values.update((f"club.{key}", text) for key, text in self.club.items())
        self.values["title"] = self.plain(self.content["title"])

    def plain(self, text: str, **more: str) -> str:
        """The text without markup and with its variables filled in."""
        text = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"\1", text)
        text = _ADDRESS.sub(r"\1", text)
        text = _VARIABLE.sub(lambda match: {**self.values, **more}[match[1]], text)
        return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)

    def text(self, text: str, **more: str) -> str:
        """The same; notes the links in it, and the words in another language, which are written in the same way."""
        for label, address in _ADDRESS.findall(text):
            if address.startswith("lang:"):
                self.languages.append((address[5:], self.plain(label.replace("**", ""))))
                continue
            filled = _VARIABLE.sub(lambda match: self.values[match[1]], address)
            self.links.append((filled, self.plain(label.replace("**", ""))))
        return self.plain(text, **more)

    def lines(self, form: Form) -> list[str]:
        """All that a document of this form says, furniture left out."""
        self.links, self.headings, self.notes, self.tasks, self.headers, self.languages = [], [], [], [], [], []
        return folded(self._card(form.code) if form.card else self._handout(form.roles))

    def foot(self, page: int, pages: int) -> str:
        """The foot of a handout's page."""
        number = self.plain(self.words["page"], page=str(page), pages=str(pages)) if self.words else ""
        return f"{self.values['title']} {number}".strip()

    # Handouts

    def _handout(self, roles: tuple[str, ...]) -> list[str]:
        content = self.content
        lines = [self._heading(1, content["title"])]
        lines += [self.club["name"]] if self.club else []
        lines += [self.text(content["subtitle"])] if content.get("subtitle") else []
        lines.append(self.text(content["message"]))
        sections = content["sections"]
        rest = [section for section in sections if section["role"] not in roles]
        for section in [section for role in roles for section in sections if section["role"] == role] + rest:
            self.languages += [(section["language"], "")] if section.get("language") else []
            lines.append(self._heading(2, section["title"]))
            for block in section["blocks"]:
                ((kind, value),) = block.items()
                lines += getattr(self, "_" + kind.replace("-", "_"))(value)
        return lines + self._colophon()

    def _heading(self, level: int, text: str) -> str:
        self.headings.append((level, self.plain(text)))
        return self.text(text)

    def _passage(self, value: Any) -> str:
        return self.text(value if isinstance(value, str) else value["text"])

    def _paragraph(self, value: Any) -> list[str]:
        return [self._passage(value)]

    def _list(self, value: Any) -> list[str]:
        return [self._passage(item) for item in value]

    def _steps(self, value: Any) -> list[str]:
        lines = []
        for number, step in enumerate(value, 1):
            lines.append(str(number))
            lines += [self.text(step)] if isinstance(step, str) else self._titled(step)
        return lines

    def _titled(self, value: dict[str, Any]) -> list[str]:
        return [self.text(value[key]) for key in ("title", "text") if value.get(key)]

    def _points(self, value: Any) -> list[str]:
        return [line for point in value for line in self._titled(point) + self._list(point.get("list", []))]

    def _callout(self, value: Any) -> list[str]:
        return [self.text(value)] if isinstance(value, str) else self._titled(value)

    def _call(self, tier: dict[str, Any]) -> str:
        local = self.locale["tiers"][tier["level"]] if self.locale else {}
        return " ".join(self.text(tier.get(key) or local[key]) for key in ("call", "when"))

    def _tiers(self, value: Any) -> list[str]:
        lines = []
        for tier in value:
            lines += [self._call(tier), self.text(tier["lead"])]
            lines += [self._passage(sign) for sign in tier["signs"]]
            if tier.get("note"):
                lines.append(self.text(tier["note"]))
                self.notes.append(" ".join(words(lines[-1])))
        return lines

    def _checklist(self, value: Any) -> list[str]:
        return [
            line for group in value["groups"] for line in [self.text(group["title"]), *self._ticked(group["items"])]
        ]

    def _ticked(self, items: Any) -> list[str]:
        tasks = self._list(items)
        self.tasks += folded(tasks)
        return tasks

    def _fill_in(self, value: Any) -> list[str]:
        return [self.text(field if isinstance(field, str) else field["label"]) for field in value]

    def _address(self, link: Any) -> str:
        """An address in words, as a link."""
        address = link if isinstance(link, str) else link["address"]
        label = "" if isinstance(link, str) else self.plain(link.get("label", ""))
        self.links.append((address, label or re.sub("^https?://", "", address).rstrip("/")))
        return self.links[-1][1]

    def _qr(self, value: Any) -> list[str]:
        return [self._address(value)]

    def _table(self, value: Any) -> list[str]:
        columns = [column if isinstance(column, str) else column["title"] for column in value["columns"]]
        rows = [row if isinstance(row, list) else row["cells"] for row in value["rows"]]
        self.headers.append(" ".join(self.plain(column) for column in columns))
        cells = [cell for row in [columns, *rows] for cell in row]
        return [self.text(line) for line in [value.get("caption", ""), *cells] if line]

    def _figure(self, value: Any) -> list[str]:
        return [self.text(value["caption"])] if value.get("caption") else []

    def _sources(self, value: Any) -> list[str]:
        chosen = [self.content["sources"][name] for name in (self.content["sources"] if value == "all" else value)]
        return [f"{source['title']}. {source['publisher']}. {self._address(source['address'])}" for source in chosen]

    # The small print

    def _colophon(self) -> list[str]:
        content, words = self.content, self.words
        lines = []
        if content.get("help"):
            parts = (words.get("more-help", ""), "{}", words.get("scan", ""))
            lines.append(self.plain(" ".join(parts).replace("{}", self._address(content["help"]))))
        lines += [self.text(content["notice"])] if content.get("notice") else []
        lines += [self._origin()] if words else []
        lines += [self._citations()] if self.cited() else []
        lines += [self._reading()] if content.get("further-reading") else []
        lines += [line for line in [self._club_line()] if line]
        return lines

    def _origin(self) -> str:
        content, words = self.content, self.words
        parts = []
        author = self.plain(content["author"]) if content.get("author") else self.club.get("name", "")
        if author:
            parts.append(self.plain(words["written-by"], author=author))
        if content.get("reviewed-by"):
            parts.append(self.plain(words["checked-by"], reviewer=self.plain(content["reviewed-by"])))
            parts.append(self.plain(words["reviewed"], date=self._month(content["reviewed-on"])))
        else:
            parts.append(self.plain(words["not-checked"]))
        if content.get("review-by"):
            parts.append(self.plain(words["next-review"], date=self._month(content["review-by"])))
        return " ".join([*parts, self.plain(words["edition"], edition=content["edition"])])

    def _month(self, date: str) -> str:
        year, month, _ = date.split("-")
        return self.plain(self.locale["month"], month=self.locale["months"][int(month) - 1], year=year)

    def cited(self) -> list[str]:
        """The ids of the sources that the text names, in the order of the list."""
        named = {*_cited(self.content["sections"]), *_cited(self.content.get("checklist"))}
        named.update(self.content.get("message-sources") or ())
        return [name for name in self.content["sources"] if name in named]

    def _citations(self) -> str:
        short = []
        for name in self.cited():
            source = self.content["sources"][name]
            short.append(self.plain(source["short"]))
            self.links.append((source["address"], short[-1]))
        return f"{self.plain(self.words.get('sources', ''))} {'; '.join(short)}."

    def _reading(self) -> str:
        parts = [self.plain(self.words.get("further-reading", ""))]
        for entry in self.content["further-reading"]:
            title = self.plain(entry["title"])
            if entry.get("address"):
                self.links.append((entry["address"], title))
            parts.append(title + (f", {self.plain(entry['publisher'])}" if entry.get("publisher") else "") + ".")
            parts.append(self.text(entry.get("note", "")))
        return " ".join(parts)

    def _club_line(self) -> str:
        parts = []
        if self.words and self.club.get("contact"):
            parts.append(self.plain(self.words["contact"], contact=self.club["contact"]))
        if self.words and self.club.get("web"):
            parts += [self.plain(self.words["web"]), self._address(self.club["web"])]
        if self.words and self.club.get("meets"):
            parts.append(self.plain(self.words["meets"], meets=self.club["meets"]))
        return " ".join(parts)

    # Cards

    def _card(self, code: bool) -> list[str]:
        content, words, checklist = self.content, self.words, self.content["checklist"]
        lines = [self._heading(1, checklist["title"])]
        lines += [self.club["name"]] if self.club else []
        tiers = [
            tier
            for section in content["sections"]
            if section["role"] == "safety"
            for block in section["blocks"]
            for tier in block.get("tiers", [])
        ]
        if tiers:
            lines.append(self._heading(2, checklist["warnings-title"]))
        for tier in tiers:
            lines.append(self._call(tier))
            signs = [{"text": sign} if isinstance(sign, str) else sign for sign in tier["signs"]]
            note = [tier.get("note-short") or tier["note"]] if tier.get("note") else []
            lines.append(" ".join(self.text(text) for text in [*(s.get("short") or s["text"] for s in signs), *note]))
        for number, group in enumerate(checklist["groups"], 1):
            self.headings.append((2, self.plain(group["title"])))
            lines.append(f"{number} {self.text(group['title'])}")
            lines += self._ticked(group["items"])
        if content.get("help") and code:
            lines += [f"{self.plain(words['more-help'])} {self.plain(words['scan-or-go'])}"] if words else []
            lines.append(self._address(content["help"]))
        elif content.get("help"):
            lines.append(f"{self.plain(words.get('more-help', ''))} {self._address(content['help'])}".strip())
        if words:
            reviewed = content.get("reviewed-by") and self.plain(
                words["reviewed"], date=self._month(content["reviewed-on"])
            )
            lines.append(f"{reviewed or self.plain(words['not-checked'])} {self.plain(words['turn-over'])}")
        return lines


def cells(text: str) -> int:
    """How wide a terminal shows a line."""
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return len(text) + wide - sum(unicodedata.category(one) in ("Mn", "Me") for one in text)
