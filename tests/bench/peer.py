"""Turns the benchmark's content into PDF files with Typst: once in a fresh process, or on demand for as long as asked.

    python peer.py cold ROOT OUT [STANDARD]      the handout and the card, once
    python peer.py long ROOT OUT CONTENT         one long handout
    python peer.py warm ROOT [STANDARD]          answers the lines of stdin; see `serve` in rounds.py

Typst is given its best: no search for system fonts, one compiler for all files, and nothing else imported.
"""

from __future__ import annotations

import sys

import typst

TYPE_CHECKING = False  # what typing calls so, without the time it takes to import
if TYPE_CHECKING:
    from typing import Any


def compiler(root: str) -> typst.Compiler:
    return typst.Compiler(root=root, font_paths=[root + "/layouts/fonts"], ignore_system_fonts=True)


def main() -> None:
    mode, root, *rest = sys.argv[1:]
    standards: Any = rest[1:] if mode == "cold" else rest
    if mode == "warm":
        from rounds import serve  # the other modes are timed from the start of the process

        kept = compiler(root)

        def pair(name: str, title: str | None) -> int:
            inputs = {"club": name, **({"title": title} if title else {})}
            made: list[Any] = [
                kept.compile(input=f"{root}/{kind}.typ", format="pdf", sys_inputs=inputs, pdf_standards=standards)
                for kind in ("handout", "card")
            ]
            return sum(map(len, made))

        serve(pair)
    elif mode == "cold":
        once = compiler(root)
        for kind in ("handout", "card"):
            once.compile(input=f"{root}/{kind}.typ", output=f"{rest[0]}/{kind}.pdf", pdf_standards=standards)
    else:
        once = compiler(root)
        once.compile(input=f"{root}/handout.typ", output=rest[0], sys_inputs={"content": rest[1]})


main()
