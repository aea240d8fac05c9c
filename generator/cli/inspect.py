"""Reports on a PDF file and on what it was made from: `handout inspect`."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from itertools import compress, groupby
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import with_traceback
from generator.diagnostics import counted, harmless

if TYPE_CHECKING:
    from generator.inspection import Inspection
    from generator.inspection.parts import PageFacts
    from generator.inspection.tracing import Trace

_WIDTH = 80
_LABEL = 14  # the width of the left column, its margin included
_DIGITS = 12  # of a digest, which nobody compares further
_BLANK = "\n\r\t"  # what is a space in one line


@click.command()
@click.argument("file", metavar="FILE.pdf")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with all that is known.")
@click.option("--fields", "with_fields", is_flag=True, help="Name each field that can be filled in.")
@with_traceback
def inspect(file: str, as_json: bool, with_fields: bool) -> None:
    """Tell what is in a PDF file, and which content and layout made it.

    The files that it was made from are looked for in the current folder, then among the shipped ones: are they still
    the same? Of a PDF that another program made, the rest is told.

    \b
    Examples:
      handout inspect out/sore-back-card-a6.pdf
      handout inspect found-in-the-clubhouse.pdf --json
    """
    # Here and not above, as in `build`: `handout --help` stays quick, and no other verb reads PDF.
    from generator.inspection import inspect as look_at
    from generator.inspection.tracing import command, trace_all

    found = look_at(file)
    provenance = found.packet.provenance
    traces = trace_all(provenance.files) if provenance else ()
    again = command(provenance, traces) if provenance else None
    if as_json:
        click.echo(json.dumps(_record(file, found, traces, again), indent=2))
    else:
        click.echo(_report(file, found, traces, again, with_fields), nl=False)


# For people


def _report(file: str, found: Inspection, traces: tuple[Trace, ...], again: str | None, with_fields: bool) -> str:
    packet, provenance = found.packet, found.packet.provenance
    pages = counted(len(found.pages), "page")
    dated = f", dated {packet.created[:10]}" if packet.created else ""
    fonts = [
        f"{font.name} ({'not embedded' if not font.embedded else 'embedded subset' if font.subset else 'embedded'})"
        for font in found.fonts
    ]
    others = [f"{language} in {counted(count, 'element')}" for language, count in found.structure.languages]
    lines = [f"{harmless(file, _BLANK)}: {pages}, {found.size / 1000:.1f} kB, PDF {found.version}"]
    rows: list[tuple[str, list[str]]] = [
        ("title", [packet.title or "none"]),
        ("author", [packet.author or ""]),
        ("edition", [provenance.edition if provenance else ""]),
        ("made by", [(packet.producer or "an unnamed program") + dated]),
        ("claims", [", ".join(packet.claims) or "no standard"]),
        ("pages", _pages(found.pages)),
        ("fonts", fonts or ["none"]),
        ("language", [", ".join([found.language or "not stated", *others])]),
        ("words", ["" if found.words is None else str(found.words)]),
        ("structure", [counted(found.structure.elements, "element") if found.structure.tagged else "not tagged"]),
        ("links", [link.address for link in found.links] or ["none"]),
        ("fields", _fields(found, with_fields)),
        ("unreadable", [", ".join(found.unread)]),
    ]
    for label, values in rows:
        if label not in found.unread:
            lines += _row(label, values)
    lines.append("")
    if provenance is None:
        return "\n".join([*lines, "Not made by handout, or by one before it noted what it used.", ""])
    for label, values in _origin(traces):
        lines += _row(label, values)
    lines += _row("print", [" ".join(provenance.print)])
    lines += _row("settings", [f"{key}={value}" for key, value in provenance.settings])
    lines += ["", *_advice(found, traces, again)]
    return "\n".join(lines) + "\n"


def _row(label: str, values: list[str]) -> list[str]:
    """The lines of one row; none if it has nothing to say."""
    wrapper = textwrap.TextWrapper(
        _WIDTH - _LABEL, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False
    )
    lines = [line for value in values for line in wrapper.wrap(harmless(value, _BLANK))]
    heads = [f"  {label}", *[""] * len(lines)]
    return [f"{head:<{_LABEL}}{line}" for head, line in zip(heads, lines, strict=False)]


def _pages(pages: tuple[PageFacts, ...]) -> list[str]:
    """One line for neighbours of the same size, with the boxes that are not the whole sheet."""
    values, start = [], 1
    for page, same in groupby(pages):
        end = start + len(list(same))
        media = dict(page.boxes).get("MediaBox")
        inner = [
            f"{name} {_millimetres(box[2] - box[0]):g} x {_millimetres(box[3] - box[1]):g} mm"
            for name, box in page.boxes
            if box != media
        ]
        values.append(", ".join([f"{_on(start, end - 1)}: {_size(page)}", *inner]))
        start = end
    return values


def _on(first: int, last: int) -> str:
    if first == last:
        return f"page {first}"
    return f"pages {first} {'and' if last == first + 1 else 'to'} {last}"


def _size(page: PageFacts) -> str:
    if not page.width or not page.height:
        return "no size stated"
    name = _paper(page)
    return f"{_millimetres(page.width):g} x {_millimetres(page.height):g} mm{f' ({name})' if name else ''}"


def _paper(page: PageFacts) -> str | None:
    """The name of the paper, upright or on its side, to half a millimetre."""
    from generator.model.units import PAPERS, SPREADS

    sides = sorted((_millimetres(page.width, 9), _millimetres(page.height, 9)))
    for name, paper in (PAPERS | SPREADS).items():
        if all(abs(side - other) <= 0.5 for side, other in zip(sides, paper, strict=True)):
            return name
    return None


def _millimetres(points: float, digits: int = 1) -> float:
    from generator.model.units import POINTS_PER

    return round(points / POINTS_PER["mm"], digits)


def _fields(found: Inspection, with_names: bool) -> list[str]:
    kinds = Counter(field.kind for field in found.fields)
    filled = sum(field.value is not None for field in found.fields)
    total = ", ".join(counted(count, kind) for kind, count in kinds.items()) or "none"
    names = [f"{field.name}: {field.label or field.kind}" for field in found.fields] if with_names else []
    return [total + (f"; {filled} filled in" if filled else ""), *names]


def _origin(traces: tuple[Trace, ...]) -> list[tuple[str, list[str]]]:
    """Each file with the beginning of its digest and what has become of it."""
    from generator.inspection.tracing import CHANGED, SAME

    width = max((len(one.file.name) for one in traces), default=0)
    rows = []
    for one in traces:
        where = "the shipped file" if one.shipped else one.path
        state = {SAME: f"the same as {where}", CHANGED: f"{where} has changed since"}.get(one.state, "not here")
        rows.append((one.file.kind, [f"{one.file.name.ljust(min(width, 24))}  {one.file.digest[:_DIGITS]}  {state}"]))
    return rows


def _advice(found: Inspection, traces: tuple[Trace, ...], again: str | None) -> list[str]:
    """How to build the sheet again, and what would be another than on paper."""
    from generator.inspection.tracing import SAME
    from generator.version import __version__

    if again is None:
        return ["To build it again, run this where the files are that it was made from."]
    options = found.packet.provenance.print if found.packet.provenance else ()
    reasons = {
        "what has changed": any(one.state != SAME for one in traces),
        "another version of handout": found.packet.producer != f"handout {__version__}",
        "another measurement of the printer": "--printer" in options,
    }
    because = " and ".join(compress(reasons, reasons.values()))
    head = f"Builds it again, but {because} may show:" if because else "Builds it again:"
    return [head, f"  {harmless(again, _BLANK)}"]


# For programs


def _record(file: str, found: Inspection, traces: tuple[Trace, ...], again: str | None) -> dict[str, Any]:
    """Everything under keys that stay. Lengths are in points (`_pt`) and millimetres (`_mm`)."""
    packet, provenance = found.packet, found.packet.provenance
    files = [
        {"kind": kind, "name": name or None, "sha256": digest, "here": state, "path": path}
        for (kind, name, digest), state, path, _ in traces
    ]
    made_from = provenance and {
        "edition": provenance.edition,
        "print": provenance.print,
        "settings": [{"key": key, "value": value} for key, value in provenance.settings],
        "files": files,
        "command": again,
    }
    return {
        "file": file,
        "bytes": found.size,
        "pdf_version": found.version,
        "title": packet.title,
        "author": packet.author,
        "producer": packet.producer,
        "created": packet.created,
        "claims": packet.claims,
        "language": found.language,
        "languages": dict(found.structure.languages),
        "pages": [
            {
                "width_pt": round(page.width, 3),
                "height_pt": round(page.height, 3),
                "width_mm": _millimetres(page.width, 2),
                "height_mm": _millimetres(page.height, 2),
                "paper": _paper(page),
                "boxes_pt": {name: [round(side, 3) for side in box] for name, box in page.boxes},
                "boxes_mm": {name: [_millimetres(side, 2) for side in box] for name, box in page.boxes},
            }
            for page in found.pages
        ],
        "fonts": [font._asdict() for font in found.fonts],
        "words": found.words,
        "tagged": found.structure.tagged,
        "elements": found.structure.elements,
        "links": [link._asdict() for link in found.links],
        "fields": [field._asdict() for field in found.fields],
        "unread": found.unread,
        "made_from": made_from,
    }
