"""The command line: one command a file, exit codes as in `gridplan.errors`."""

from __future__ import annotations

from typing import Annotated

import typer

from gridplan.cli.door import choose_language
from gridplan.cli.late import LateDoor
from gridplan.cli.showing import Show

__all__ = ["COMMANDS", "GROUPS", "app"]

#: Where each command stands; it is imported when somebody calls it.
COMMANDS = {
    "demo": "gridplan.cli.demo:demo",
    "new": "gridplan.cli.new:new",
    "check": "gridplan.cli.check:check",
    "import": "gridplan.cli.importing:import_files",
    "plan": "gridplan.cli.plan:plan",
    "verify": "gridplan.cli.verify:verify",
    "coverage": "gridplan.cli.coverage:coverage",
    "white-space": "gridplan.cli.white_space:white_space_command",
    "version": "gridplan.cli.version:version",
    "export": "gridplan.cli.export:export",
    "backup": "gridplan.cli.backup:backup",
    "restore": "gridplan.cli.restore:restore",
    "purge": "gridplan.cli.purge:purge",
    "key": "gridplan.cli.key:key",
    "app": "gridplan.cli.screens:screens",
}
#: Commands with commands of their own.
GROUPS = {"user": "gridplan.cli.user:user", "audit": "gridplan.cli.audit:audit", "solve": "gridplan.cli.solve:solve"}


class FrontDoor(LateDoor):
    """The group of all commands of GridPlan."""

    commands_at = COMMANDS | GROUPS


app = typer.Typer(
    cls=FrontDoor,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Marketing grids for county banks, from branches and their reach to staffed grids on a map. 网格规划。",
)


@app.callback()
def front(
    context: typer.Context,
    lang: Annotated[str, typer.Option(help="Language of messages, zh or en; by default the locale's.")] = "",
) -> None:
    """
    Choose the language once for every command.

    Parameters
    ----------
    context
        Typer's context; carries how to show results.
    lang
        `zh`, `en` or nothing.
    """
    context.obj = Show(choose_language(lang))
