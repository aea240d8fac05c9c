"""handout: printable, accessible documents from content and layouts in YAML.

>>> import generator
>>> built = generator.build("sore-back", "card-a6")
>>> built.name, built.pages, built.data[:8]
('sore-back-card-a6.pdf', 2, b'%PDF-1.7')
>>> print(generator.report(built.diagnostics, "short").partition(": ")[2], end="")
warning: no clinician has checked this text [not-reviewed]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from generator.version import __version__

if TYPE_CHECKING:
    from generator.api import build
    from generator.building import Built
    from generator.diagnostics import Diagnostic, EnvironmentProblem, HandoutError, InputError, Severity, UsageProblem
    from generator.printing.api import print_sheets
    from generator.printing.printable import Printed
    from generator.reporting import report


__all__ = [
    "Built",
    "Diagnostic",
    "EnvironmentProblem",
    "HandoutError",
    "InputError",
    "Printed",
    "Severity",
    "UsageProblem",
    "__version__",
    "build",
    "print_sheets",
    "report",
]
_HOMES = {  # all others are from `diagnostics`
    "build": "api",
    "Built": "building",
    "print_sheets": "printing.api",
    "Printed": "printing.printable",
    "report": "reporting",
}


if not TYPE_CHECKING:  # a checker knows the names above, and that there are no others

    def __getattr__(name: str) -> Any:
        """Give a name of `__all__` when it is first asked for (PEP 562): a command's help has no use for it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"generator.{_HOMES.get(name, 'diagnostics')}"), name)
