"""Postpones modules that are imported at the start, most by our libraries, and that a build hardly ever uses.

ReportLab imports Pillow, segno imports urllib.request with all of http, ssl and email, and so on: together a third of
the time that all our libraries take to start. A build that shows no picture needs none of them, and none ever needs the
network. What is asked of a postponed module after all is answered by the real one.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

RARELY_USED = ("PIL.Image", "generator.model.drawing", "gzip", "pickle", "random", "tempfile", "urllib.request")


class Postponed(ModuleType):
    """Stands in `sys.modules` for a module until somebody asks it for something."""

    def __getattr__(self, attribute: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = importlib.import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return getattr(module, attribute)


def postpone(names: tuple[str, ...] = RARELY_USED) -> None:
    """Put off importing these modules, unless they are there already. To be called before the libraries' import."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = Postponed(name)
