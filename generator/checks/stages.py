"""The rules of the stages that read, decode and typeset: they report them while they work, by their ids.

A key misspelt, a source that is not in the file, a text too long for its place: by source, each with its reason.
"""

from __future__ import annotations

_YAML = "YAML 1.2.2"
_FILES = "The language of the files (README, Your own text)"
_LAYOUTS = "The language of layouts (README; layouts/base.yaml)"
_PROMISE = "A layout's promise (README, Limits)"
_REVIEW = "PIF TICK, criteria on evidence and review"
_TABLES = "WCAG 2.2, 1.3.1 (info and relationships); ISO 14289-1, 7.5"

ERRORS: dict[str, dict[str, str]] = {
    _YAML: {
        "yaml-syntax": "Indentation, quotes and colons tell keys from text, and here they contradict each other.",
        "tab": "A tab is as wide as each editor likes, so lines that look alike would not belong together.",
        "control-character": "Invisible characters come along with pasted text, and nobody can tell what they will do.",
        "duplicate-key": "Of two values under one key only one could be used, and nobody would miss the other.",
        "several-documents": "A line of three hyphens starts another document, and only one could be used.",
        "unknown-alias": "A word after an asterisk repeats something marked earlier, and nothing was marked like this.",
        "wrong-key": "What stands before a colon is the name of a value, so it has to be a word.",
    },
    _FILES: {
        "not-utf-8": "A file saved in an old encoding would lose its accents and quotation marks on the page.",
        "empty-file": "There is nothing in this file to make anything of.",
        "too-large": "A handout's text takes a few kilobytes, so a file of megabytes is most likely the wrong one.",
        "too-deep": "Lists in lists in lists without end mean that a bracket was never closed.",
        "yaml-tag": "A word after an exclamation mark would change how the text behind it is read.",
        "merge-key": "The merge key of older YAML hides where a value comes from; extends does the same in the open.",
        "unknown-key": "A misspelt key would leave out what stands under it, such as a warning sign, without a word.",
        "missing-key": "Without this key there is a hole in the text or the page.",
        "wrong-type": "What stands here is of another kind than the key is for, such as a list in place of a text.",
        "unknown-value": "Only a few words have a meaning here, and this is none of them.",
        "unknown-name": "What this names, such as a layout or a locale, does not exist or is called something else.",
        "one-of": "Only one of these can be meant, and which one only its author knows.",
        "out-of-range": "A number outside these limits is most likely a slip, and could not be printed as it stands.",
        "wrong-date": "A day that is not in the calendar cannot be kept.",
        "wrong-share": "The width of a figure is a part of its column, so that it suits every layout.",
        "slug": "The slug becomes the names of files, and those must work on every computer.",
        "id": "An id is looked up by its letters, so it has only letters that look the same everywhere.",
        "duplicate-id": "Where two sections have one id, nobody can say which is meant.",
        "colour": "A colour that cannot be read would be replaced by one that nobody chose.",
        "months": "A month that is missing would put a wrong name on every date.",
        "locale-form": "A form with a number missing, or with a word nobody knows, would print dates and pages wrong.",
        "empty-text": "An empty text leaves a gap on the page that looks like a mistake.",
        "empty-list": "What is announced and then empty was most likely meant to say something.",
        "empty-point": "A title without a text promises an answer that is not there.",
        "empty-step": "A step that says nothing still counts as one.",
        "empty-table": "A table needs something in it to be one.",
        "empty-row": "A row that says nothing was most likely meant to say something.",
        "ragged-row": "A row with a cell too many or too few puts values under the wrong titles.",
        "unknown-variable": "A name in braces is filled in on the page, and nothing is known by this one.",
        "empty-variable": "The text wants a value that neither the locale nor the club's file gives.",
        "no-locale": "Whom to call differs from country to country, so such a text has to name its locale.",
        "uncovered-topic": "The text promises its source article's topics, and this one is on no page.",
        "code-too-long": "A code that holds more than a short address has squares too small to scan.",
        "link-scheme": "A link on paper or on a screen opens a web page, a mail or a call, and nothing else.",
        "picture": "Only a picture that every printer and reader shows alike may stand on the page.",
        "drawing": "Only the part of SVG that is drawn as it is written is read, so that nothing is left out unseen.",
        "not-to-set": "Who checked a text, and until when, is said in the text itself, for all who print it.",
        "not-to-quieten": "An error or a safety rule keeps harm away, and no file can wave it through.",
    },
    _LAYOUTS: {
        "extends-circle": "Layouts that extend each other in a circle have no beginning to start from.",
        "wrong-size": "A type size and its line height belong together, as 12/15.",
        "wrong-length": "A length without its unit could be points or millimetres.",
        "wrong-paper": "Paper is named, or measured by its two sides.",
        "wrong-colour": "A colour of the look is one of the layout's names, or none where none is possible.",
        "unplaced": "What a layout places nowhere would be missing on the page without a word.",
        "placed-twice": "What stands on the page twice was most likely meant to stand there once.",
        "no-checklist": "A card is made of the checklist, and this text has none.",
        "no-box": "What can be ticked on a screen has to be a box on paper as well.",
        "cell-off-paper": "A card that leaves the paper would be printed without one of its edges.",
        "sheet-faces": "A sheet of paper has two sides, so a card on it has a front and a back and no more.",
        "sheet-size": "A card larger than its place on the sheet would be printed over the one beside it.",
        "sheet-margin": "Most printers leave an edge of the paper white, and ink that reaches into it is lost.",
        "booklet-pages": "A booklet is sheets folded in the middle, so it has neither too few pages nor too many.",
        "cells-overlap": "Where two cards lie on each other, one of them would be cut in pieces.",
        "safety-skipped": "A handout without its warning signs can hurt somebody, so no layout may leave them out.",
    },
    _PROMISE: {
        "too-long": "A text that needs more pages than promised is shortened by its author, never by the program.",
        "too-high": "What has to stay together does not fit on one page, and is neither cut nor made smaller.",
        "text-too-long": "A title or message has room for some lines, and none of it is cut off.",
        "word-too-wide": "A word wider than its place would run into what stands beside it.",
        "table-too-wide": "Columns narrower than their longest words would break these in the middle.",
        "blank-too-short": "A line to write on has to be long enough to write on.",
    },
    "RNIB, clear print guidance (at least 12 point)": {
        "below-floor": "Type below the layout's floor is too small for many readers.",
    },
    "WCAG 2.2, 1.1.1 (non-text content); ISO 14289-1, 7.3": {
        "no-alt": "Who does not see a picture is told in words what it shows, or that it only decorates.",
    },
    _TABLES: {
        "untitled-column": "Screen readers say the title of the column with each cell, so each column needs one.",
        "untitled-row": "Screen readers say the name of the row with each cell, so each row needs one.",
    },
    "BCP 47 (RFC 5646)": {
        "language-tag": "Screen readers choose the voice, and the program its words, by the tag of the language.",
    },
    "ISO 14289-1, 7.21.8 (no .notdef glyph)": {
        "missing-glyph": "A character that the font does not have would be an empty box on paper.",
    },
    _REVIEW: {
        "unknown-source": "A statement that names a source which is not in the file rests on nothing.",
        "unknown-topic": "What covers a topic that is not in the file covers nothing.",
        "half-reviewed": "A check by a clinician counts with the name and the day, not with one of them.",
        "review-order": "The next check comes after the last one, so one of the two days is wrong.",
    },
}

WARNINGS: dict[str, dict[str, str]] = {
    _FILES: {
        "comment": "What follows a space and # is left out of the page, which is rarely meant inside a text.",
        "key-in-text": "A line indented too deep is printed as part of the text above, though it looks like a key.",
        "item-in-text": "A line indented too deep is printed as part of the text above, though it looks like an item.",
        "no-emphasis": "Single asterisks and underscores are no markup here, so they are printed as they are.",
        "unpaired-strong": "Two asterisks without their partners are printed as they are.",
        "not-a-link": "Brackets that make no link are printed as they are.",
        "not-a-variable": "A brace that starts no known name is printed as it is.",
    },
    _LAYOUTS: {
        "sheet-moved": "A page that is moved to make up for a printer's error may come too near the edge of the paper.",
        "unused-name": "A name that nothing uses is often one that is misspelt where it should be used.",
    },
    _REVIEW: {
        "unused-source": "A source that nothing names makes a text look better founded than it is.",
        "no-date": "Readers have to see how old advice is.",
    },
}
