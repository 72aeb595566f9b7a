"""Where a passphrase comes from: a file, or the keyboard; never the command line, which others can read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridplan.errors import SettingsError

PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A file with the passphrase in its first line; else it is asked for."),
]


def read_passphrase(file: Path | None, *, twice: bool) -> str:
    """
    Read a passphrase.

    Parameters
    ----------
    file
        Holds it in its first line; without a file it is asked for on the terminal.
    twice
        Whether it is asked for a second time, against a slip of the fingers.

    Returns
    -------
    passphrase
        Without the end of its line.

    Raises
    ------
    SettingsError
        If the file can't be read.
    """
    if file is None:
        return str(typer.prompt("口令 Passphrase", hide_input=True, confirmation_prompt=twice, err=True))
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise SettingsError(f"{file} holds no passphrase that can be read") from error
