"""Turns check boxes into fields of an interactive form (ISO 32000-1, 12.7.4.2.3).

A field's appearance is the tick alone, drawn as a path: the box around it is page content, so it also stands on paper
and where a viewer knows no fields, and nothing is drawn twice. Both states bring their appearance (ISO 19005-2, 6.3.3
and 6.4.1), so no viewer has to make one, and no font is needed for it.
"""

from __future__ import annotations

from generator.pdf.objects import Writer
from generator.pdf.syntax import colour_operator, name, number, stream, text_string
from generator.pdf.tree import StructureTree
from generator.typeset.items import CheckBox, Colour

# The tick, in parts of the box's width and height from its bottom left corner.
_TICK = ((0.22, 0.5), (0.42, 0.28), (0.78, 0.74))
_WEIGHT = 0.13  # of the stroke, in parts of the box's height
_ON, _OFF = "Yes", "Off"  # the second name is given by the standard


class Fields:
    """The fields of one document."""

    def __init__(self, writer: Writer, tree: StructureTree) -> None:
        self._writer = writer
        self._tree = tree
        self._fields: dict[str, str] = {}  # references, by name
        self._appearances: dict[tuple[float, float, Colour], str] = {}

    def check_box(self, box: CheckBox, page_height: float) -> str:
        """Add a check box that is not ticked; returns how to refer to its annotation, which is also its field.

        It prints (ISO 19005-2, 6.3.2) and says what is ticked off (ISO 14289-1, 7.18.1). Raises TypeError if no Form
        owns it, ValueError if another field has its name.
        """
        if getattr(box.owner, "role", None) != "Form":
            raise TypeError(f"a check box that no Form owns: {box!r:.200}")
        if box.name in self._fields:
            raise ValueError(f"two fields are called {box.name!r}")
        bottom = page_height - box.y - box.height
        corners = (box.x, bottom, box.x + box.width, bottom + box.height)
        annotation = self._fields[box.name] = self._writer.add((
            f"<</Type/Annot/Subtype/Widget/Rect[{' '.join(map(number, corners))}]/F 4"
            f"/StructParent {self._tree.annotation_key()}/FT/Btn/T{text_string(box.name)}/TU{text_string(box.label)}"
            f"/V{name(_OFF)}/AS{name(_OFF)}/AP<</N<<{self._appearance(box)}>>>>>>"
        ).encode())  # fmt: skip
        self._tree.annotate(box.owner, annotation)
        return annotation

    def write(self) -> None:
        """Name the fields in the catalogue, if there are any."""
        if self._fields:
            self._writer.catalogue({"AcroForm": f"<</Fields[{' '.join(self._fields.values())}]>>"})

    def _appearance(self, box: CheckBox) -> str:
        """The states with their appearances, which boxes of one size share."""
        key = (box.width, box.height, box.ink)
        if key not in self._appearances:
            points = [f"{number(x * box.width)} {number(y * box.height)}" for x, y in _TICK]
            path = f"{points[0]} m {points[1]} l {points[2]} l S"
            ink = colour_operator(*box.ink, "G", "RG")
            tick = f"q 1 J 1 j {number(_WEIGHT * box.height)} w {ink} {path} Q"
            # Not quite empty, since some viewers take an empty appearance for a missing one.
            states = {_OFF: "q Q", _ON: tick}
            entries = f"/Type/XObject/Subtype/Form/BBox[0 0 {number(box.width)} {number(box.height)}]/Resources<<>>"
            self._appearances[key] = "".join([
                f"{name(state)} {self._writer.add(stream(entries, content.encode()))}"
                for state, content in states.items()
            ])  # fmt: skip
        return self._appearances[key]
