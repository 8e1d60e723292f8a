"""How is a query written only once? Its SQL is kept; only the values in it change.

Django writes the SQL anew for every query. On a page of seven queries over many tables that costs
more than asking them: `@prepared` keeps what was written the first time, with places for values.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, Protocol, Self, cast, override

from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler


class Question(Protocol):
    """What a query is asked with. Questions of one shape have equal places, and share one SQL."""

    @property
    def places(self) -> Self:
        """The same with a place for each value; hashable."""

    @property
    def values(self) -> Mapping[str, object]:
        """What stands in the places, by their names."""


class _Place(Value):
    """Stands among the parameters of a query until a value takes its place."""

    @override
    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


def place(name: str) -> Any:
    """Return where a value of a question stands; like F() it is good for whatever type is needed."""
    return _Place(name)


def prepared[**P, T](build: Callable[P, QuerySet[Any, T]]) -> Callable[P, list[T]]:
    """Turn a function of numbers, texts and questions that builds a query into one that asks it.

    The function is called once for each shape of its questions, with places instead of values:
    it must not look at the values.
    """
    names = tuple(signature(build).parameters)
    known: dict[tuple[Any, ...], _Written] = {}

    @wraps(build)
    def ask(*args: P.args, **_none: P.kwargs) -> list[T]:
        places, values = _parted(zip(names, args, strict=True))
        if places not in known:
            known[places] = _Written.of(cast("Callable[..., QuerySet[Any, T]]", build)(*places))
        return known[places].ask(values)

    return ask


def _parted(arguments: Iterable[tuple[str, Any]]) -> tuple[tuple[Any, ...], dict[str, object]]:
    """Return the shapes of these arguments, and the values in them by the names of their places."""
    places: list[Any] = []
    values: dict[str, object] = {}
    for name, argument in arguments:
        plain = isinstance(argument, int | str)
        places.append(place(name) if plain else argument.places)
        values |= {name: argument} if plain else argument.values
    return tuple(places), values


@dataclass(frozen=True)
class _Written:
    """A query and its SQL; the compiler knows which column becomes what."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> Self:
        """Write the SQL of a query."""
        compiler = rows.query.get_compiler(rows.db)
        sql, parameters = compiler.as_sql()
        return cls(rows, compiler, sql, tuple(parameters))

    def ask(self, values: Mapping[str, object]) -> list[Any]:
        """Return the rows for these values; KeyError when one is missing."""
        given = tuple(
            values[one.value] if isinstance(one, _Place) else one for one in self.parameters
        )
        rows = self.rows.all()
        query = cast("_Ready", rows.query)
        query.__class__ = _Ready
        query.written, query.asked = self.compiler, (self.sql, given)
        return list(rows)


class _Ready(Query):
    """A query that needs no writing."""

    written: SQLCompiler
    asked: tuple[str, tuple[Any, ...]]

    @override
    def get_compiler(self, using: Any = None, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        """Return the compiler that wrote it, on the connection of this thread."""
        compiler = copy(self.written)
        compiler.connection = connections[using]
        compiler.as_sql = lambda *_args, **_kwargs: self.asked  # type: ignore[method-assign]  # on this copy
        return compiler
