"""Imports libyaml's parser without the rest of PyYAML, which is slow Python and takes seven times as long to load.

PyYAML's extension asks the package for its classes of errors, tokens, events and nodes. The modules that have those
alone are small; for the others, which are large, stand-ins with their class of errors are there while it is imported.
Whoever imports yaml after that gets all of it.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_SMALL = ("error", "tokens", "events", "nodes")
_LARGE = ("scanner", "parser", "composer", "constructor", "emitter", "serializer", "representer")


def _parser_alone() -> tuple[Any, Any, Any]:
    """The parser, the module of its events and that of its errors. Raises ImportError where all of PyYAML is needed."""
    spec = None if "yaml" in sys.modules else find_spec("yaml")
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError("yaml")
    package: Any = ModuleType("yaml")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules["yaml"] = package
    try:
        for name in _SMALL:
            setattr(package, name, importlib.import_module(f"yaml.{name}"))
        for name in ("reader", *_LARGE):
            error, base = f"{name.title()}Error", "MarkedYAMLError" if name in _LARGE else "YAMLError"
            module = ModuleType(name)
            setattr(module, error, type(error, (getattr(package.error, base),), {}))
            setattr(package, name, module)
        return importlib.import_module("yaml._yaml").CParser, package.events, package.error
    finally:
        del sys.modules["yaml"]


Parser: Any
events: Any
errors: Any
try:
    Parser, events, errors = _parser_alone()
except ImportError:  # it is there already, or has no C extension: its own parser does the same, only slower
    import yaml

    Parser, events, errors = getattr(yaml, "CBaseLoader", yaml.BaseLoader), yaml.events, yaml.error
