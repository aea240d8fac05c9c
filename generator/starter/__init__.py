"""Makes the files of a new project from a name, a locale and a text to start from."""

from __future__ import annotations

import datetime
import os
import re
import unicodedata

from generator.diagnostics import UsageProblem
from generator.model.content import Content, figures_of
from generator.model.locale import Locale
from generator.source.encoding import MAX_BYTES
from generator.source.files import read_bytes, read_record, shipped_folder, shipped_names
from generator.source.spelling import locale_question, question

BLANK = "blank"
SCHEMAS = ("content", "layout", "club", "locale")
CARDS = {"a4": "card-a6", "letter": "card-quarter-letter"}  # by the paper that four of them fill
# Where paper is US Letter, not A4: CLDR, supplementalData.xml, measurementData, paperSize "US-Letter".
LETTER = ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
# What YAML 1.1 or 1.2 takes for something else than text, and a slug could be; so is whatever starts with a digit.
_NOT_TEXT = re.compile("null|true|false|yes|no|on|off|y|n|[0-9].*")

_HERE = os.path.dirname(os.path.abspath(__file__))
_SCHEMAS = os.path.join(os.path.dirname(_HERE), "schemas")


def project(name: str, template: str, locale: str, day: datetime.date) -> dict[str, bytes]:
    """The files of a project by their paths, which have `/` in them and start from the project's folder.

    `name` is the slug of its text, `template` BLANK or the name of a shipped content, `locale` that of a shipped
    locale; a blank text is dated `day`, a shipped one keeps its dates. Raises UsageProblem if one of the names cannot
    be used.
    """
    slug = nearest_slug(name)
    if slug != name or not name:
        offer = f"; how about '{slug}'?" if slug else ", such as 'first-run'"
        raise UsageProblem(f"{name!r} cannot be a name: it needs small letters, digits and hyphens{offer}")
    _check_known("text to start from", template, (BLANK, *shipped_names("content")))
    _check_known("locale", locale, shipped_names("content/locales"))
    shipped = shipped_folder("content")
    path = os.path.join(_HERE if template == BLANK else shipped, f"{template}.yaml")
    content = read_record(path, Content)
    language = read_record(os.path.join(shipped, "locales", f"{locale}.yaml"), Locale).language.value
    paper = "letter" if locale.rpartition("-")[2] in LETTER else "a4"
    layout = f"club-{paper}"

    text = _text(path)
    text = with_value(text, "slug", f'"{name}"' if _NOT_TEXT.fullmatch(name) else name)
    if language.partition("-")[0] == content.language.value.partition("-")[0]:  # else the words are in another one
        text = with_value(text, "language", language)
    text = with_value(text, "locale", locale)
    text = with_value(text, "layouts", f"[{layout}, {CARDS[paper]}]")
    if template == BLANK:
        text = with_value(text, "edition", f"{day:%Y-%m}")
        text = with_value(text, "written-on", day.isoformat())
    if content.reviewed_by:  # by a clinician who has not seen what this one becomes
        for key in ("reviewed-by", "reviewed-on", "review-by"):
            text = with_value(text, key, "")
    own_layout = with_value(_text(os.path.join(_HERE, "layout.yaml")), "extends", f"handout-{paper}")
    if template == BLANK:  # which is too short for the page break of the shipped layouts
        own_layout += _text(os.path.join(_HERE, "one-page.yaml"))

    files = {
        f"content/{name}.yaml": with_schema(text, "../schemas/content.json"),
        f"layouts/{layout}.yaml": with_schema(own_layout, "../schemas/layout.json"),
        "club.yaml": with_schema(_text(os.path.join(_HERE, "club.yaml")), "schemas/club.json"),
    }
    copied = {
        f"content/{figure.file.value}": os.path.join(shipped, figure.file.value) for figure in figures_of(content)
    }
    copied |= {f"schemas/{kind}.json": os.path.join(_SCHEMAS, f"{kind}.json") for kind in SCHEMAS}
    return {
        **{place: written.encode() for place, written in files.items()},
        **{place: read_bytes(path, MAX_BYTES) for place, path in copied.items()},
    }


def nearest_slug(name: str) -> str:
    """The name in small letters, digits and single hyphens; "" if none of it is left. A slug stays as it is."""
    plain = unicodedata.normalize("NFKD", name.strip().removesuffix(".yaml")).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.lower().replace("'", "")))


def with_value(text: str, key: str, value: str) -> str:
    """The YAML text with another value for a key of its top level, which is added below `slug` if it is not there.

    Whatever stands beside the key goes with the old value, except a comment behind a value of one line.
    """
    entry = rf"(?m)^{key}:[^\n#]*?(?P<comment>[ ]+\#[^\n]*)?\n(?:[ \t]+[^\n]*\n|-[ \t][^\n]*\n)*"
    found = re.search(entry, text)
    if not found:
        found = re.search(r"(?m)^slug:[^\n]*\n()", text)
        assert found, "a content has a slug"
        return f"{text[: found.end()]}{key}: {value}\n{text[found.end() :]}"
    line = f"{key}: {value}".rstrip()
    if found["comment"]:
        comment = found["comment"].lstrip()
        column = found.end("comment") - found.start() - len(comment)  # those of a file stand one below the other
        line = f"{line:<{column}}".ljust(len(line) + 2) + comment
    return f"{text[: found.start()]}{line}\n{text[found.end() :]}"


def with_schema(text: str, address: str) -> str:
    """The YAML text with a first line that tells the YAML language server of editors where its schema is."""
    own = re.sub(r"\A# yaml-language-server:[^\n]*\n", "", text)
    return f"# yaml-language-server: $schema={address}\n{own}"


def _check_known(kind: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        hint = (locale_question if kind == "locale" else question)(word, known)
        raise UsageProblem(f"there is no {kind} {word!r}; {hint}known: {', '.join(known)}")


def _text(path: str) -> str:
    return read_bytes(path, MAX_BYTES).decode()
