"""Arguments that several commands share, and how they are split."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The workspace.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
PlanId = Annotated[str | None, typer.Option("--plan", help="A plan version; by default the one in use.")]


def split(text: str) -> list[str]:
    """
    Split a list written with commas.

    Parameters
    ----------
    text
        Such as `branch,town`; Chinese commas count too.

    Returns
    -------
    items
        The parts without blanks, in order.
    """
    return [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
