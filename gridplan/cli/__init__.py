"""The command line: one command a file, exit codes as in `gridplan.errors`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from gridplan.cli.audit import audit
from gridplan.cli.backup import backup
from gridplan.cli.check import check
from gridplan.cli.coverage import coverage
from gridplan.cli.demo import demo
from gridplan.cli.door import Door, choose_language
from gridplan.cli.export import export
from gridplan.cli.importing import import_files
from gridplan.cli.new import new
from gridplan.cli.plan import plan
from gridplan.cli.purge import purge
from gridplan.cli.restore import restore
from gridplan.cli.screens import screens
from gridplan.cli.showing import Show
from gridplan.cli.user import user
from gridplan.cli.verify import verify
from gridplan.cli.version import version

__all__ = ["COMMANDS", "GROUPS", "app"]

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo,
    "new": new,
    "check": check,
    "import": import_files,
    "plan": plan,
    "verify": verify,
    "coverage": coverage,
    "version": version,
    "export": export,
    "backup": backup,
    "restore": restore,
    "purge": purge,
    "app": screens,
}
#: Commands with commands of their own.
GROUPS: dict[str, typer.Typer] = {"user": user, "audit": audit}

app = typer.Typer(
    cls=Door,
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


for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
for _name, _group in GROUPS.items():
    app.add_typer(_group, name=_name)
