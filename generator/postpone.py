"""Postpones modules that are imported at the start, most by our libraries, and that a build hardly ever uses.

ReportLab imports Pillow, segno imports urllib.request with all of http, ssl and email, and so on: together a third of
the time that all our libraries take to start. A build that shows no picture needs none of them, and none ever needs the
network. What is asked of a postponed module after all is answered by the real one.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

RARELY_USED = (
    *(
        "PIL.Image",
        "generator.model.drawing",
        "gzip",
        "pickle",
        "random",
        "segno.writers",
        "tempfile",
        "urllib.request",
    ),
)


class Postponed(ModuleType):
    """Stands in `sys.modules` for a module until somebody asks it for something."""

    def __getattr__(self, attribute: str) -> Any:
        if attribute == "__path__":  # asked by each `from ... import`: no package
            raise AttributeError(attribute)
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


def _cleandoc(text: str) -> str:
    """What `inspect.cleandoc` does, for texts without tabs."""
    first, *rest = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    lines = [first.lstrip(), *[line[margin:] for line in rest]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


class _Nothing:
    """Stands for a class that a library only names as it is imported."""


# What our libraries ask of large modules while they are imported.
_ASKED: dict[str, dict[str, Any]] = {
    "inspect": {"cleandoc": _cleandoc},
    "uuid": {"UUID": _Nothing},
    "pathlib": {"Path": _Nothing},
    "gettext": {
        "gettext": lambda message: message,
        "ngettext": lambda one, many, number: one if number == 1 else many,
    },
}


@contextmanager
def lightly() -> Iterator[None]:
    """Libraries that are imported within get no more of some large modules than they ask for meanwhile."""
    put: list[tuple[str, Postponed]] = []
    for name, names in _ASKED.items():
        if name not in sys.modules:
            module = Postponed(name)
            module.__dict__.update(names)
            sys.modules[name] = module
            put.append((name, module))
    try:
        yield
    finally:
        for name, module in put:
            if sys.modules.get(name) is module:
                del sys.modules[name]
