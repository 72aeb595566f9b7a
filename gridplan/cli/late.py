"""Commands that are imported when somebody calls them: what one needs, the others don't wait for."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand

from gridplan.cli.door import Door


class LateDoor(Door):
    """
    The group of all commands, each imported when it is called.

    Attributes
    ----------
    commands_at
        Module and name of each command, or of a group with commands of its own, as `module:name`.
    """

    commands_at: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """
        List the commands in the order in which they are used.

        Parameters
        ----------
        ctx
            Click's context.

        Returns
        -------
        names
            Their names.
        """
        del ctx
        return list(self.commands_at)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """
        Tell of a command as much as the list of commands shows.

        Parameters
        ----------
        ctx
            Click's context.
        cmd_name
            Its name.

        Returns
        -------
        command
            Name and first line of help; None if there is no such command.
        """
        del ctx
        place = self.commands_at.get(cmd_name)
        return TyperCommand(cmd_name, help=_first_line(place)) if place else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """
        Import the command that is called.

        Parameters
        ----------
        ctx
            Click's context.
        args
            Its name and what follows.

        Returns
        -------
        called
            Name, command, and the other arguments.
        """
        place = self.commands_at.get(args[0])
        return (args[0], _imported(args[0], place), args[1:]) if place else super().resolve_command(ctx, args)


def _imported(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)


def _first_line(place: str) -> str:
    """Read what a command says of itself without importing what it needs."""
    module, _, attribute = place.partition(":")
    spec = find_spec(module)
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8")) if spec and spec.origin else ast.Module([], [])
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == attribute:
            return (ast.get_docstring(node) or "").partition("\n")[0]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            told = [key.value for key in node.value.keywords if key.arg == "help"]
            named = any(isinstance(target, ast.Name) and target.id == attribute for target in node.targets)
            if named and told and isinstance(told[0], ast.Constant):
                return str(told[0].value)
    return ""
