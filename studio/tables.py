"""Reads tables of a TOML file into frozen dataclasses, by their field's types.

A table names fields; a row gives them in order, and may end with a table of more. What
is not in it keeps the dataclass's default, also inside of a default that is a dataclass
itself. "none" stands for None, which TOML lacks.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

Table = dict[str, Any]
T = TypeVar("T")


class TableError(ValueError):
    """An entry that cannot be read; says where it is and what may stand there."""


def like(table: str | Table, templates: Mapping[str, Table], where: str) -> Table:
    """The table named, or one whose `like` names what it changes."""
    changes = {"like": table} if isinstance(table, str) else table
    if "like" not in changes:
        return changes
    if (name := changes["like"]) not in templates:
        raise TableError(f"{where}: no {name!r}; one of {', '.join(templates)}")
    own = {key: value for key, value in changes.items() if key != "like"}
    return _merged(like(templates[name], templates, where), own)


def _merged(under: Table, over: Table) -> Table:
    """Both tables' entries, the second one's first, also inside of tables."""
    merged = {**under, **over}
    for key in under.keys() & over.keys():
        if isinstance(under[key], dict) and isinstance(over[key], dict):
            merged[key] = _merged(under[key], over[key])
    return merged


def read(kind: type[T], value: Any, where: str, default: T | None = None) -> T:
    """A dataclass from its table or row.

    Args:
        kind: the dataclass.
        value: table of its fields, or a row of the first ones.
        where: what to call it in an error.
        default: what the table changes, instead of the dataclass's defaults.

    Raises:
        TableError: for an unknown or missing field, or a value of another type.
    """
    hints = typing.get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind) if f.init}  # type: ignore[arg-type]
    table = _as_table(value, list(fields), where)
    given: Table = {}
    for name, entry in table.items():
        if name not in fields:
            known = ", ".join(fields)
            raise TableError(f"{where}: unknown {name!r}; one of {known}")
        usual = fields[name].default if default is None else getattr(default, name)
        given[name] = _value(hints[name], entry, f"{where}, {name}", usual)
    try:
        if default is not None:
            return dataclasses.replace(default, **given)  # type: ignore[type-var]
        return kind(**given)
    except TypeError as error:
        raise TableError(f"{where}: {error}") from error


def _as_table(value: Any, names: list[str], where: str) -> Table:
    """A row's fields by name."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list):
        raise TableError(f"{where}: {value!r} is neither a table nor a row")
    more = value[-1] if value and isinstance(value[-1], dict) else {}
    row = value[:-1] if more else value
    if len(row) > len(names):
        raise TableError(f"{where}: more than {len(names)} entries in {row}")
    return {**dict(zip(names, row, strict=False)), **more}


def _value(hint: Any, value: Any, where: str, usual: Any) -> Any:
    """A value of one field's type; `usual` is the field's default."""
    kind, choices = typing.get_origin(hint), typing.get_args(hint)
    if kind in (types.UnionType, typing.Union):
        return _one_of(choices, value, where, usual)
    if kind is tuple and isinstance(value, list):
        return _entries(choices, value, where)
    if kind is dict and isinstance(value, dict):
        return {k: _value(choices[1], v, f"{where}, {k}", 0) for k, v in value.items()}
    if dataclasses.is_dataclass(hint):
        default = usual if isinstance(usual, typing.cast(type, hint)) else None
        return read(typing.cast(type, hint), value, where, default)
    if hint is float and type(value) is int:
        return float(value)
    fits = value in choices if kind is Literal else hint in (Any, type(value))
    if not fits:
        raise TableError(f"{where}: {value!r} is not {_described(hint)}")
    return value


def _one_of(choices: tuple[Any, ...], value: Any, where: str, usual: Any) -> Any:
    """The value read as the first type of a union that takes it."""
    if value == "none" and type(None) in choices:
        return None
    errors = []
    for choice in choices:
        try:
            return _value(choice, value, where, usual)
        except TableError as error:
            errors.append(error)
    raise errors[0]


def _entries(hints: tuple[Any, ...], row: list[Any], where: str) -> tuple[Any, ...]:
    """A tuple of one type for all entries, or of one for each."""
    if hints[-1] is Ellipsis:
        hints = hints[:1] * len(row)
    if len(hints) != len(row):
        raise TableError(f"{where}: {row} has not {len(hints)} entries")
    pairs = zip(hints, row, strict=True)
    return tuple(_value(hint, entry, where, None) for hint, entry in pairs)


def _described(hint: Any) -> str:
    """A type as a person writes it."""
    if typing.get_origin(hint) is Literal:
        return f"one of {', '.join(map(repr, typing.get_args(hint)))}"
    return f"of type {getattr(hint, '__name__', hint)}"
