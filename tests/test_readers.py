"""The structure tree read by programs that are not ours: Poppler's pdfinfo and pikepdf (qpdf) agree with the YAML.

Poppler resolves marks, parents and ActualText by its own code, so it finds what our own reader would overlook.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.golden import shipped
from tests.support.roundtrip import elements
from tests.support.wording import FORMS, PAIRS, Wording, load, words

_ELEMENT = re.compile(r"^( *)([A-Z][A-Za-z0-9]*)(?: <[^>]*>)?(?: \((?:block|inline|object)\))?:?$")
_TEXT = re.compile(r'^ *"(.*)"$', re.DOTALL)


def poppler(data: bytes, folder: Path) -> tuple[list[tuple[int, str]], str]:
    """What pdfinfo says of a file: the elements with their depths, and all their text in order."""
    program = shutil.which("pdfinfo")
    if program is None:
        pytest.skip("Poppler's pdfinfo is not installed")
    path = folder / "file.pdf"
    path.write_bytes(data)
    said = subprocess.run([program, "-struct-text", str(path)], capture_output=True, check=True)
    assert said.stderr == b""
    found: list[tuple[int, str]] = []
    texts: list[str] = []
    for line in said.stdout.decode("utf-8").split("\n"):
        if element := _ELEMENT.match(line):
            found.append((len(element[1]) // 2, element[2]))
        elif text := _TEXT.match(line):
            texts.append(text[1])
    return found, " ".join(texts)


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_poppler_reads_the_text_in_its_order(content: str, layout: str, tmp_path: Path) -> None:
    data = shipped(content, layout).data
    assert data is not None
    lines = Wording(load(f"content/{content}.yaml")).lines(FORMS[layout])
    _, text = poppler(data, tmp_path)
    # Poppler parts the text where elements begin, also within a word such as "(link)"; letters keep their order.
    assert "".join(words(text)) == "".join(word for line in lines for word in words(line))


@pytest.mark.parametrize(("content", "layout"), PAIRS)
def test_poppler_and_qpdf_find_the_same_tree(content: str, layout: str, tmp_path: Path) -> None:
    data = shipped(content, layout).data
    assert data is not None
    found, _ = poppler(data, tmp_path)
    ours = [(element.depth, element.role) for element in elements(data)]
    assert [role for _, role in found] == [role for _, role in ours]
    assert found == ours
