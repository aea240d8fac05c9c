"""Makes named tuples as `typing.NamedTuple` does, in a tenth of the time: a program start makes two hundred of them.

`typing.NamedTuple` evaluates the annotations and compiles a constructor for each class. Here annotations stay as they
are written, and classes with as many fields share the constructor's code, under the names of their own fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

__all__ = ["NamedTuple", "by_identity"]

T = TypeVar("T")

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from types import FunctionType

    try:
        from _collections import _tuplegetter as _field  # what collections.namedtuple uses
    except ImportError:
        from operator import itemgetter

        def _field(index, doc):
            return property(itemgetter(index), doc=doc)

    _new_tuple = tuple.__new__
    _constructors = {}  # code, by the number of fields
    _globals = {"new": _new_tuple, "__builtins__": {}}

    class _Record(tuple):
        """What all of them can do."""

        __slots__ = ()
        _fields = ()
        _field_defaults = {}  # noqa: RUF012

        @classmethod
        def _make(cls, iterable):
            result = _new_tuple(cls, iterable)
            if len(result) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(result)}")
            return result

        def _replace(self, /, **changes):
            result = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return result

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            fields = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self):
            return tuple(self)

    def _constructor(fields):
        code = _constructors.get(len(fields))
        if code is None:
            names = "".join([f"f{index}, " for index in range(len(fields))])
            code = _constructors[len(fields)] = eval(f"lambda _cls, {names}: new(_cls, ({names}))").__code__
        return code.replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname="__new__")

    class _Maker(type):
        def __new__(cls, name, bases, namespace):
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace.pop(field) for field in fields if field in namespace}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: fields without a default come first")
            new = FunctionType(_constructor(fields), _globals, "__new__", tuple(defaults.values()))
            namespace.update((field, _field(index, "")) for index, field in enumerate(fields))
            namespace.update(__slots__=(), __new__=new, _fields=fields, _field_defaults=defaults, __match_args__=fields)
            return type(name, (_Record,), namespace)

    class NamedTuple:
        """The base of a class with annotated fields."""

        def __mro_entries__(self, bases):
            return (_base,)

    _base = type.__new__(_Maker, "_base", (), {})
    NamedTuple = NamedTuple()


def by_identity(cls: type[T]) -> type[T]:
    """Make each value of a record class equal to itself alone, so that things can be kept by it as a key."""
    cls.__hash__, cls.__eq__, cls.__ne__ = object.__hash__, object.__eq__, object.__ne__  # type: ignore[method-assign]
    return cls
