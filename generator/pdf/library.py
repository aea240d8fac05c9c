"""Imports ReportLab with its default settings, whatever settings a machine has for it.

As it is imported, ReportLab runs `reportlab_settings.py` from anywhere on the path, or `~/.reportlab_settings`, and
reads RL_* from the environment. What they say could change our files, and a mistake in them would stop us.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

__all__ = ["Canvas", "pdfdoc", "pdfmetrics", "rl_config"]


@contextmanager
def _bare_machine() -> Iterator[None]:
    """Hides these settings. A ReportLab that was imported before stays as it is."""
    hidden = {name: value for name, value in os.environ.items() if name.startswith("RL_")}
    empty = {name: ModuleType(name) for name in ("reportlab.local_rl_settings", "reportlab_settings")}
    empty = {name: module for name, module in empty.items() if name not in sys.modules}
    for name in hidden:
        del os.environ[name]
    sys.modules.update(empty)  # ReportLab looks into the home folder only where there is no such module
    try:
        yield
    finally:
        os.environ.update(hidden)
        for name in empty:
            del sys.modules[name]


with _bare_machine():
    from reportlab import rl_config
    from reportlab.pdfbase import pdfdoc, pdfmetrics
    from reportlab.pdfgen.canvas import Canvas
