"""Turns the sheets that layouts name into what is wrong with them, for `handout check`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.cli.paper import Paper
from generator.cli.prints import Task, planned
from generator.diagnostics import Diagnostics, InputError

if TYPE_CHECKING:
    from generator.cli.documents import Batch


def with_own_sheets(batch: Batch) -> Batch:
    """The batch with what is found when the sheets that layouts name are made; they are not kept.

    Raises UsageProblem as `planned` does.
    """
    planned(batch, [made for made in batch.made if made.built.data], Paper())
    documents = []
    for made in batch.made:
        built = made.built
        if built.data:
            found = _found(planned(batch._replace(made=(made,)), [made], Paper()))
            data = None if found.has_errors else built.data
            built = built._replace(data=data, diagnostics=(*built.diagnostics, *found.sorted()))
        documents.append(made._replace(built=built))
    return batch._replace(made=tuple(documents))


def _found(tasks: Iterable[Task]) -> Diagnostics:
    found = Diagnostics()
    for task in tasks:
        try:
            for output in task.make():
                found.extend(output.built.diagnostics)
        except InputError as problem:
            found.extend(problem.diagnostics)
    return found
