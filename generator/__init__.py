"""handout: printable, accessible documents from content and layouts in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.pipeline import build

__all__ = ["__version__", "build"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Give `generator.build` when it is first asked for (PEP 562): the command line's help has no use for it."""
    if name == "build":
        from generator.pipeline import build

        return build
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
