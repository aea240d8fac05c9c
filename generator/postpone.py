"""Imports libraries without large modules that they import themselves but hardly ever use in a build.

ReportLab imports Pillow, segno imports urllib.request with all of http, ssl and email, click imports inspect: together
two thirds of the time that all our libraries take to start. Meanwhile a stand-in is in the place of each such module.
What it does not know it asks of the real module, which is imported then; whoever imports the module by its name after
that gets the real one.
"""

from __future__ import annotations

import importlib
import sys
from _thread import _local
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

md5: Any
try:  # as `digest` does: OpenSSL takes longer to load than all that ReportLab hashes
    from _md5 import md5  # type: ignore[import-not-found,no-redef]
except ImportError:
    from hashlib import md5


def _real(name: str) -> ModuleType:
    """The module itself."""
    if isinstance(sys.modules.get(name), StandIn):
        del sys.modules[name]
    return importlib.import_module(name)


class StandIn(ModuleType):
    """A module that is imported when something is asked of it that is not `known`."""

    def __init__(self, name: str, known: dict[str, Any]) -> None:
        super().__init__(name)
        self.__dict__.update(known)

    def __getattr__(self, attribute: str) -> Any:
        if attribute == "__path__":  # asked by each `from ... import`: no package
            raise AttributeError(attribute)
        return getattr(_real(self.__name__), attribute)


class Late:
    """A function or class of a module that is imported when it is first used."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def _found(self) -> Any:
        module, name = self._place
        return getattr(_real(module), name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._found()(*arguments, **options)

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):  # asked by `typing` of whatever stands in brackets
            raise AttributeError(attribute)
        return getattr(self._found(), attribute)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, self._found())

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[Any, ...]:
        return (self._found(),)


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


# What libraries, or rooms of ours, want of each module while they are imported. Most only want it at hand.
_AT_HAND = (
    *("PIL.Image", "generator.model.drawing", "gzip", "json", "pickle", "random", "segno.writers", "shlex", "tempfile"),
    *("platformdirs", "textwrap", "urllib.request"),
)
# Names that are put away for later.
_LATE = {
    "ast": ("literal_eval",),
    "base64": ("decodebytes", "encodebytes"),
    "fnmatch": ("fnmatch",),
    "glob": ("glob",),
    "pathlib": ("Path",),
    "reportlab.lib.rl_safe_eval": ("rl_extended_literal_eval", "rl_safe_eval", "rl_safe_exec", "safer_globals"),
    "urllib.parse": ("unquote", "urlparse"),
    "uuid": ("UUID",),
}
_CODE_FLAGS = (
    *("CO_OPTIMIZED", "CO_NEWLOCALS", "CO_VARARGS", "CO_VARKEYWORDS", "CO_NESTED", "CO_GENERATOR", "CO_NOFREE"),
    *("CO_COROUTINE", "CO_ITERABLE_COROUTINE", "CO_ASYNC_GENERATOR"),
)
_KNOWN: dict[str, dict[str, Any]] = {
    **{name: {} for name in _AT_HAND},
    **{module: {name: Late(module, name) for name in names} for module, names in _LATE.items()},
    # What is used at once: by click, by ReportLab and (the flags of code objects) by what is written in Cython.
    "gettext": {  # nobody has translated click
        "gettext": lambda message: message,
        "ngettext": lambda one, many, number: one if number == 1 else many,
    },
    "hashlib": {"md5": md5},
    "inspect": {"cleandoc": _cleandoc, **{name: 1 << bit for bit, name in enumerate(_CODE_FLAGS)}},
    "platform": {"python_implementation": lambda: "PyPy" if sys.implementation.name == "pypy" else "CPython"},
    "string": {"digits": "0123456789"},
    "threading": {"local": _local},
}


@contextmanager
def lightly() -> Iterator[None]:
    """Libraries that are imported within get stand-ins for these modules, unless they are there already."""
    put = {name: StandIn(name, known) for name, known in _KNOWN.items() if name not in sys.modules}
    sys.modules.update(put)
    try:
        yield
    finally:
        for name, module in put.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
