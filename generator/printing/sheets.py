"""Turns contents in the layout of a card into print sheets; each card is set when its sheet comes.

The reading copy of a card, one face a page, is what `pipeline` builds. A sheet is for paper: it has no fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from generator.building import DUPLEX, Built, Setting
from generator.diagnostics import Diagnostics, InputError
from generator.impose import Imposed, Run, imposed
from generator.impose.cards import Card, card_of
from generator.impose.choose import fitting
from generator.impose.geometry import IDENTITY, Edge, Matrix
from generator.impose.headings import close_gaps
from generator.impose.lettering import Lettering
from generator.impose.marks import Gauge, Marks, Stencil, stencil
from generator.impose.sheet import Sheet
from generator.model.layout import TextStyle
from generator.model.locale import SheetWords, fill
from generator.printing.glyphs import Written, check_glyphs
from generator.printing.margin import MarginRule
from generator.printing.stock import shipped_sheets, size_in_words
from generator.provenance import source_file
from generator.record import NamedTuple
from generator.structure import StructureNode
from generator.typeset.items import Document, Metadata, Page
from generator.typeset.painter import Painter
from generator.typeset.textbox import TextSetter

HAIR = 0.05  # points
TITLES = 3  # of several contents in the title of their sheets


class Order(NamedTuple):
    """What is wanted of the sheets. `copies` of each content: a sheet full of one, if None.

    `edge` is where the printer turns the paper over; `side_by_side` prints both faces on one side, to be folded;
    `one_sided` prints fronts and backs into two files. `print_copies` is what the print dialog proposes. The
    `corrections` are those of the front and the back of `printer`. `has_backs` says that some card has a back: then
    each sheet has one, white if need be, or the next front would be printed on it.
    """

    sheet: Sheet
    copies: int | None = None
    start: int = 0
    edge: Edge = "long-edge"
    side_by_side: bool = False
    one_sided: bool = False
    print_copies: int | None = None
    corrections: tuple[Matrix, Matrix] = (IDENTITY, IDENTITY)
    has_backs: bool = True
    printer: str | None = None

    @property
    def is_turned(self) -> bool:
        """Whether sheets are turned over, by the printer or by hand."""
        return self.has_backs and not self.side_by_side

    def run(self, contents: int) -> Run:
        """All cards of so many contents, on the sheets that they need."""
        return Run(self.sheet, self._each(contents) * contents, self.start, self.edge, *self.corrections)

    def options(self, contents: int) -> tuple[str, ...]:
        """The options of `handout build` that ask for these sheets of so many contents, in one way for equal sheets."""
        words = ["--sheet", source_file("sheet", self.sheet.span.source).name, "--copies", str(self._each(contents))]
        words += ["--start-at", str(self.start + 1)] if self.start else []
        words += ["--together"] if contents > 1 else []
        words += ["--flip", self.edge] if self.is_turned and self.edge != "long-edge" else []
        words += ["--fold"] if self.side_by_side else []
        words += ["--simplex"] if self.one_sided else []
        words += ["--printer", self.printer] if self.printer else []
        return (*words, *(("--print-copies", str(self.print_copies)) if self.print_copies else ()))

    def _each(self, contents: int) -> int:
        """How many cards of each content."""
        return self.copies or (len(self.sheet.cells) - self.start if contents == 1 else 1)


def folds_of(setting: Setting, order: Order) -> tuple[float, ...]:
    """Where a sound card of these sheets is folded, from its left edge."""
    layout = setting.pages.layout.file
    return (layout.page.paper.width,) if layout.fold or order.side_by_side else ()


def gauge_of(setting: Setting, order: Order) -> Gauge | None:
    """What there is to measure on the sheets of a sound card. Raises InputError if there are no words for a ruler."""
    return stencil(order.sheet, _lettering(setting), _words(setting), folds_of(setting, order)).gauge


def print_sheets(settings: tuple[Setting, ...], order: Order, name: str, painter: Painter) -> tuple[Built, ...]:
    """The sheets of some contents in one layout. `name` is that of the file, without `.pdf`.

    Raises InputError if a card does not fit its cell, or its ink would stand where the printer prints nothing.
    """
    wanted: tuple[tuple[str, bool | None], ...] = ((name, None),)
    if order.one_sided:
        wanted = ((f"{name}-fronts", False), (f"{name}-backs", True))[: 1 + order.is_turned]
    files = []
    for file_name, is_back in wanted:
        sheets = _Sheets(settings, order)
        document = sheets.document(is_back)
        data = painter.paint(document, actual_size=True)
        files.append(Built(f"{file_name}.pdf", data, sheets.count, sheets.found.sorted()))
    return tuple(files)


class _Sheets:
    """One document of sheets while it is being printed."""

    def __init__(self, settings: tuple[Setting, ...], order: Order) -> None:
        self.count = 0
        self.found = Diagnostics()
        self._margin = MarginRule(order.sheet, order.corrections, self.found)
        self._settings = settings
        self._order = order
        self._run = order.run(len(settings))
        self._copies = self._run.cards // len(settings)
        self._sections: list[StructureNode] = []  # one for each content that was placed
        self._cards: dict[int, Card] = {}
        self._left = [self._copies] * len(settings)
        self._is_back: bool | None = None
        self._beside: tuple[SheetWords, Lettering, Stencil, str] | None = None

    def document(self, is_back: bool | None) -> Document:
        """Fronts alone, backs alone, or both for None."""
        self._is_back = is_back
        # Whether a card has a back is known when it is set; a number too large only leaves gaps in a numbering.
        return Document(self._pages(is_back), 2 * self._run.sheets, self._structure, (), self._metadata())

    def _structure(self) -> StructureNode:
        """The texts of all cards, each once; complete when the pages are."""
        return StructureNode("Document", self._sections)

    def _pages(self, is_back: bool | None) -> Iterator[Page]:
        for side in self._sides():
            if is_back is None or side.is_back == is_back:
                self._margin.see(side)
                self.count += 1
                yield side.page

    def _sides(self) -> Iterator[Imposed]:
        """Each front with its back."""
        sheet, front = self._order.sheet, None
        for side in imposed(self._run, self._card, self._marks):
            if front and not side.is_back:
                yield _white(front, sheet)
            front = side if self._order.is_turned and not side.is_back else None
            yield side
        if front:
            yield _white(front, sheet)

    def _card(self, index: int) -> Card:
        """The card at a place of the run; contents follow each other, each with its copies."""
        number = index // self._copies
        card = self._cards.get(number)
        if card is None:
            card = self._cards[number] = self._set(number)
        self._left[number] -= 1
        if not self._left[number]:
            del self._cards[number]
        return card

    def _set(self, number: int) -> Card:
        setting, sheet = self._settings[number], self._order.sheet
        diagnostics = Diagnostics()
        pages = tuple(setting.pages.pages)
        folded = setting.pages.layout.file.fold == "half"
        card = card_of(number, pages, folded=folded, side_by_side=self._order.side_by_side)
        layout = setting.pages.layout.file
        if card is None:
            most = 4 if folded else 2
            message = f"this card has {len(pages)} faces, and a sheet of paper has room for {most}"
            if folded and self._order.side_by_side:
                message = "this card is folded already, and has no back to stand beside its front"
            diagnostics.error("sheet-faces", message, layout.span)
        elif card.width > sheet.card[0] + HAIR or card.height > sheet.card[1] + HAIR:
            size, room = size_in_words(card.width, card.height), size_in_words(*sheet.card)
            message = f"the card is {size}, and the cells of the sheet are {room}"
            others = fitting((card.width, card.height), shipped_sheets())
            hint = f"Sheets that take it: {', '.join(others)}." if others else "No shipped sheet takes it."
            diagnostics.error("sheet-size", message, sheet.span, hint, ((layout.span, "the card"),))
        if card is None or diagnostics.has_errors:
            raise InputError(diagnostics.sorted())
        section = StructureNode("Sect", setting.story.root.kids, language=setting.story.language)
        if self._is_back is not None:
            side = card.back if self._is_back else card.front
            section, faces = close_gaps(section, tuple(face for face, _ in side))
            side = tuple((face, x) for face, (_, x) in zip(faces, side, strict=True))
            card = card._replace(back=side) if self._is_back else card._replace(front=side)
        self._sections.append(section)
        return card

    def _marks(self, number: int) -> Marks:
        order = self._order
        if self._beside is None:
            self._beside = self._stencilled()
        words, lettering, marks, edition = self._beside
        turned = {"long-edge": words.long_edge, "short-edge": words.short_edge}[order.edge]
        line = fill(
            words.job,
            name=self._title,
            edition=edition,
            sheet=str(number + 1),
            sheets=str(self._run.sheets),
            side=words.front.plain,
            flip=(turned if order.is_turned else words.not_turned).plain,
        )
        made = marks.with_job(line, lettering)
        check_glyphs(made, self._written(words), _body(self._settings[0]).font)
        return made

    def _written(self, words: SheetWords) -> Iterator[Written]:
        """What the marks say in words, with its places; what fills nothing in comes last."""
        yield from self._titles
        content = self._settings[0].text.content
        assert content
        yield content.edition
        for form in (*words, words.job):
            yield form.plain, form.span

    def _stencilled(self) -> tuple[SheetWords, Lettering, Stencil, str]:
        """What all sheets have beside their cards: words, their type, marks and the edition."""
        setting = self._settings[0]
        assert setting.text.content
        words, lettering = _words(setting), _lettering(setting)
        marks = stencil(self._order.sheet, lettering, words, folds_of(setting, self._order))
        return words, lettering, marks, setting.text.content.edition.value

    @cached_property
    def _titles(self) -> tuple[Written, ...]:
        """What the first cards are called, and where that is written."""
        settings = self._settings[:TITLES]
        contents = [setting.text.content for setting in settings if setting.text.content]
        titles = [(content.checklist or content).title for content in contents]
        return tuple((setting.story.title, title.span) for setting, title in zip(settings, titles, strict=True))

    @property
    def _title(self) -> str:
        return "; ".join([*(title for title, _ in self._titles), *(["..."] if len(self._settings) > TITLES else [])])

    def _metadata(self) -> Metadata:
        metadata = self._settings[0].metadata._replace(title=self._title, author="")
        order = self._order
        duplex = DUPLEX[order.edge] if order.is_turned and not order.one_sided else "Simplex"
        made_from = [setting.metadata.provenance for setting in self._settings]
        files = dict.fromkeys(file for one in made_from if one for file in one.files)
        sheet, options = source_file("sheet", order.sheet.span.source), order.options(len(self._settings))
        provenance = metadata.provenance and metadata.provenance._replace(files=(*files, sheet), print=options)
        return metadata._replace(duplex=duplex, copies=self._order.print_copies, provenance=provenance)


def _words(setting: Setting) -> SheetWords:
    """What is said on a sheet in the language of its cards."""
    locale, diagnostics = setting.text.locale, Diagnostics()
    assert locale
    if locale.sheet is None:
        message = "the locale has no words for print sheets"
        diagnostics.error("missing-key", message, locale.span, "Add a key 'sheet'.")
        raise InputError(diagnostics.sorted())
    return locale.sheet


def _lettering(setting: Setting) -> Lettering:
    """Marks are lettered in the type of the card's body."""
    language, library = setting.story.language, setting.layout.fonts
    assert setting.layout.states
    setter = TextSetter(setting.layout.states[0], library, language, frozenset(), Diagnostics())
    return Lettering(library, setter.face(_body(setting)), language)


def _body(setting: Setting) -> TextStyle:
    assert setting.layout.states
    return setting.layout.states[0].texts["body"]


def _white(front: Imposed, sheet: Sheet) -> Imposed:
    """The back of a sheet on which no card has one."""
    return Imposed(front.number, True, Page(sheet.width, sheet.height, ()))
