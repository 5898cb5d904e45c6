"""Many values in one parameter, so that the text of a statement does not depend on the number of rows.

SQLite unpacks JSON (`json_each`), PostgreSQL arrays (`unnest`). A statement is compiled once per dialect and then
passed to the driver as it is: a statement that runs for every letter must not be built for every letter.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlmodel import Session, SQLModel

#: Makes a statement for one dialect, « sqlite » or « postgresql ».
Maker = Callable[[str], sa.Insert | sa.Update | sa.Delete | sa.Select[Any]]


class Direct:
    """A connection of the driver itself, for processes that write all day; see `runtime.database.Writer`."""

    def __init__(self, connection: Any, dialect: sa.Dialect) -> None:
        self.connection = connection
        self.dialect = dialect

    def together(self) -> AbstractContextManager[Any]:
        """Send statements without waiting for each answer: one round trip for all those that return no rows."""
        return nullcontext() if self.dialect.name == "sqlite" else self.connection.pipeline()

    def run(self, sql: str, given: Mapping[str, Any], *, has_rows: bool) -> list[Any]:
        """Run a statement written for the driver; return its rows, which are waited for only when `has_rows`."""
        cursor = self.connection.execute(sql, given)
        return cursor.fetchall() if has_rows else []


#: Where statements run: in the transaction of a session, or of a writer.
Executor: TypeAlias = "Session | Direct"


def among(column: sa.ColumnElement[int], name: str, dialect: str) -> sa.ColumnElement[bool]:
    """Return a condition: the column holds one of the numbers of parameter `name`."""
    if dialect == "sqlite":
        return column.in_(sa.select(_listed(name)))
    return column == sa.any_(_array(name, sa.BigInteger))


def changed(session: Session, statement: sa.Update | sa.Delete) -> int:
    """Run a statement, and return how many rows it changed."""
    done = cast("sa.CursorResult[Any]", session.execute(statement))  # what a session declares does not know it
    return done.rowcount


def found(column: sa.ColumnElement[int], wanted: sa.Select[Any], dialect: str) -> sa.ColumnElement[bool]:
    """Return a condition: the column holds a number that `wanted` selects, which is looked up once, first.

    PostgreSQL would turn IN or EXISTS into a join, and begin it with the side that it guesses to be smaller.
    """
    if dialect == "sqlite":
        return column.in_(wanted)
    return column == sa.any_(sa.func.array(wanted.scalar_subquery()))


def rows(name: str, columns: Mapping[str, type[sa.types.TypeEngine[Any]]], dialect: str) -> sa.FromClause:
    """Return a table of the rows of parameter `name`, under the names of `columns`."""
    if dialect == "sqlite":
        value = _listed(name)
        named = [
            sa.func.json_extract(value, sa.literal_column(f"'$[{place}]'"), type_=kind()).label(column)
            for place, (column, kind) in enumerate(columns.items())
        ]
        return sa.select(*named).subquery(name)
    arrays = [_array(f"{name}_{place}", kind) for place, kind in enumerate(columns.values())]
    typed = [sa.column(column, kind()) for column, kind in columns.items()]
    return sa.func.unnest(*arrays).table_valued(*typed, name=name).render_derived()


def _array(name: str, kind: type[sa.types.TypeEngine[Any]]) -> sa.ColumnElement[Any]:
    from sqlalchemy.dialects.postgresql import ARRAY  # imported here: it loads much that SQLite does not need

    return sa.cast(sa.bindparam(name, type_=ARRAY(kind)), ARRAY(kind))


def _listed(name: str) -> sa.ColumnElement[Any]:
    """Return the column of the values of a parameter that holds JSON."""
    listed: sa.ColumnElement[Any] = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value").c.value
    return listed


def insert(table: sa.Table | type[SQLModel], session: Session) -> Any:
    """Return an insert that can say what to do with rows that exist already, `on_conflict_…`."""
    return insert_in(table, session.get_bind().dialect.name)


def insert_in(table: sa.Table | type[SQLModel], dialect: str) -> Any:
    """Return the same insert for a dialect given by its name."""
    return importlib.import_module(f"sqlalchemy.dialects.{dialect}").insert(table)


def pack_numbers(name: str, numbers: Sequence[int], place: Executor) -> dict[str, Any]:
    """Return the parameter that `among` reads."""
    return {name: json.dumps(list(numbers)) if _dialect(place).name == "sqlite" else list(numbers)}


def pack_rows(name: str, values: Sequence[Sequence[Any]], place: Executor) -> dict[str, Any]:
    """Return the parameters that `rows` reads; at least one row."""
    if _dialect(place).name == "sqlite":
        return {name: json.dumps(values, ensure_ascii=False)}
    return {f"{name}_{number}": list(column) for number, column in enumerate(zip(*values, strict=True))}


def run(place: Executor, maker: Maker, given: Mapping[str, Any]) -> list[Any]:
    """Run the statement that `maker` makes for this database, and return its rows.

    Skips SQLAlchemy's processing of parameters and rows: values are as the driver takes and returns them.
    """
    sql, constants, has_rows = _compiled(maker, _dialect(place))
    if isinstance(place, Direct):
        return place.run(sql, constants | dict(given), has_rows=has_rows)
    done = place.connection().exec_driver_sql(sql, constants | dict(given))
    return list(done.all()) if done.returns_rows else []


def _dialect(place: Executor) -> sa.Dialect:
    return place.dialect if isinstance(place, Direct) else place.get_bind().dialect


@cache
def _compiled(maker: Maker, dialect: sa.Dialect) -> tuple[str, dict[str, Any], bool]:
    statement = maker(dialect.name)
    compiled = statement.compile(dialect=dialect)
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), constants, len(statement.exported_columns) > 0
