"""What every command shares: the language, and how an error leaves the house."""

from __future__ import annotations

import locale
import os
from typing import Any

import typer
from typer.core import TyperGroup

from gridplan.errors import GridPlanError, StorageError


class Door(TyperGroup):
    """The group of all commands: an error of ours becomes one line and its exit code, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """
        Run the command.

        Parameters
        ----------
        ctx
            Click's context.

        Returns
        -------
        result
            What the command returns.
        """
        try:
            return super().invoke(ctx)
        except GridPlanError as error:
            _leave(str(error), error.exit_code)
        except OSError as error:
            _leave(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), StorageError.exit_code)


def choose_language(asked: str) -> str:
    """
    Choose the language of messages.

    Parameters
    ----------
    asked
        What the person asked for, or nothing.

    Returns
    -------
    lang
        `zh` or `en`.
    """
    if asked not in {"", "zh", "en"}:
        raise typer.BadParameter(f"{asked} is neither zh nor en", param_hint="--lang")
    told = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return asked or ("zh" if told.lower().startswith("zh") else "en")


def _leave(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)
