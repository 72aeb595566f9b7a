"""`gridplan solve ...`: the engines alone, on a file that somebody brings along."""

from __future__ import annotations

import typer

from gridplan.cli.solve_partition import partition
from gridplan.cli.solve_staff import staff

solve = typer.Typer(no_args_is_help=True, help="The engines alone, on a file: bring your own graph. 单独求解。")
solve.command("partition")(partition)
solve.command("staff")(staff)


@solve.callback()
def engines() -> None:
    """Run an engine alone, on a file: bring your own graph."""
