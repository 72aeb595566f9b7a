"""Kinds of columns that both databases keep alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Dialect, Double, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_SQL = {"int64": BigInteger, "float64": Double, "bool": Boolean}


class Moment(TypeDecorator[datetime]):
    """A time in UTC, kept as ISO text of one width: text order is time order, and no driver shifts its zone."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """
        Write a time as text.

        Parameters
        ----------
        value
            A time, or None.
        dialect
            The kind of database; all keep times alike.

        Returns
        -------
        text
            As `moment_text` gives it.
        """
        del dialect
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """
        Read a time from its text.

        Parameters
        ----------
        value
            The text, or None.
        dialect
            The kind of database; all keep times alike.

        Returns
        -------
        moment
            The time in UTC.
        """
        del dialect
        return None if value is None else datetime.fromisoformat(value)


def moment_text(moment: datetime) -> str:
    """
    Write a time as the database keeps it.

    Parameters
    ----------
    moment
        A time that knows its zone.

    Returns
    -------
    text
        Such as `2026-11-25T09:30:12.000481+00:00`.

    Raises
    ------
    ValueError
        If the time doesn't know its zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a time in the database knows its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def text(name: str, *, null: bool = False, key: bool = False) -> Column[Any]:
    """
    Make a column of text.

    Parameters
    ----------
    name
        Its name.
    null
        Whether it may be empty.
    key
        Whether it belongs to the primary key.

    Returns
    -------
    column
        The column.
    """
    return Column(name, Text, nullable=null, primary_key=key)


def moment(name: str, *, null: bool = False, key: bool = False) -> Column[Any]:
    """
    Make a column of times.

    Parameters
    ----------
    name
        Its name.
    null
        Whether it may be empty.
    key
        Whether it belongs to the primary key.

    Returns
    -------
    column
        The column.
    """
    return Column(name, Moment, nullable=null, primary_key=key)


def sequence(name: str = "seq") -> Column[Any]:
    """
    Make the column that numbers rows in the order of their arrival; a number is never used twice.

    Parameters
    ----------
    name
        Its name.

    Returns
    -------
    column
        The primary key.
    """
    counted = BigInteger().with_variant(Integer, "sqlite")
    return Column(name, counted, primary_key=True, autoincrement=True)


def sql_type(dtype: str) -> type[TypeEngine[Any]]:
    """
    Tell how the database keeps a column of a contract.

    Parameters
    ----------
    dtype
        Type in the contract: `int64`, `float64`, `bool`, or one of the names of text.

    Returns
    -------
    type
        Its SQL type.
    """
    return _SQL.get(dtype, Text)
