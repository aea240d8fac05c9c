"""The package `generator` under the name of the program: `import handout`, `python -m handout`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import generator

if TYPE_CHECKING:
    from generator import *  # noqa: F403

__all__ = generator.__all__
__version__ = generator.__version__


if not TYPE_CHECKING:  # a checker knows the names above, and that there are no others

    def __getattr__(name: str) -> Any:
        """Give what `generator` gives."""
        return getattr(generator, name)
