"""The boxes of ink, from where they are worked out."""

from generator.typeset.geometry import Rect as Box
from generator.typeset.geometry import ink_box, may_enter, may_leave

__all__ = ["Box", "ink_box", "may_enter", "may_leave"]
