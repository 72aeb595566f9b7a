"""How results reach the terminal: a table, a progress bar, or one JSON object."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from gridplan.cli.aside import solvers_aside


@dataclass(frozen=True)
class Show:
    """
    Shows results in one language.

    Attributes
    ----------
    lang
        `zh` or `en`.
    """

    lang: str

    def say(self, zh: str, en: str) -> None:
        """
        Print one line.

        Parameters
        ----------
        zh, en
            The line in both languages.
        """
        typer.echo(zh if self.lang == "zh" else en)

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """
        Print a table.

        Parameters
        ----------
        title
            Stands above.
        columns
            Headers.
        rows
            Cells by row; numbers are set to the right.
        """
        table = Table(title=title, title_justify="left")
        for place, column in enumerate(columns):
            numeric = bool(rows) and all(isinstance(row[place], int | float) for row in rows)
            table.add_column(column, justify="right" if numeric else "left", overflow="fold")
        for row in rows:
            table.add_row(*(_cell(value) for value in row))
        Console().print(table)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, float], None]]:
        """
        Show a progress bar on a terminal, and nothing when piped.

        Yields
        ------
        advance
            Call it with the name of a stage and the share done.
        """
        console = Console(stderr=True)
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True
        )
        with solvers_aside(), bar if console.is_terminal else _silent():
            task = bar.add_task("", total=1.0)
            yield lambda stage, share: bar.update(task, description=stage, completed=share)


def print_json(value: Mapping[str, Any]) -> None:
    """
    Print one JSON object; a figure that is not a number becomes null.

    Parameters
    ----------
    value
        The object.
    """
    typer.echo(json.dumps(_plain(value), ensure_ascii=False))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "–" if math.isnan(value) else f"{value:,.3f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)


@contextmanager
def _silent() -> Iterator[None]:
    yield
