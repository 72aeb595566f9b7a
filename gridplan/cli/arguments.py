"""Arguments that several commands share, and how they are split."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The workspace.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
#: A greater seed is none that a generator takes.
GREATEST_SEED = 2**63 - 1
File = Annotated[Path, typer.Argument(metavar="FILE", help="JSON, or JSON packed with gzip.", show_default=False)]
Seed = Annotated[int, typer.Option(min=0, max=GREATEST_SEED, help="Seed of the random generator.")]
Out = Annotated[str, typer.Option("--out", "-o", help="Where the answer goes; - for standard output.")]
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
