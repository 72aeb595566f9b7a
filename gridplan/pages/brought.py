"""Files that a person brought to the page: what each holds, and where they lie while they are looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from gridplan.storage.aside import scratch
from gridplan.storage.roles import ROLES
from gridplan.storage.sources import name_files
from gridplan.storage.tables.kinds import ALL_KINDS


@dataclass(frozen=True)
class Brought:
    """
    One file as it came.

    Attributes
    ----------
    name
        Its name, without any folder.
    content
        What is in it.
    """

    name: str
    content: bytes

    @property
    def holds(self) -> str:
        """
        Tell by its name what a file holds.

        Returns
        -------
        kind
            Kind of table or role of layer; empty where the name does not say.
        """
        sources, _ = name_files([Path(self.name)])
        return sources[0].name if sources else ""

    def renamed(self, kind: str) -> Brought:
        """
        Say what a file holds whose name does not.

        Parameters
        ----------
        kind
            Kind of table or role of layer.

        Returns
        -------
        file
            The same content under that name.
        """
        return Brought(f"{kind}{''.join(PurePath(self.name).suffixes[-1:])}", self.content)


def plain_file(name: str, content: bytes) -> Brought:
    """
    Take a file as a browser sent it.

    Parameters
    ----------
    name
        What the browser calls it; it may say anything.
    content
        What is in it.

    Returns
    -------
    file
        Under a bare name without folders.
    """
    bare = PurePath(name.replace("\\", "/")).name.strip(". ")
    return Brought("".join(letter for letter in bare if letter.isprintable()) or "file", content)


def kinds() -> list[str]:
    """
    List what a file may hold.

    Returns
    -------
    kinds
        Kinds of table, then roles of layer.
    """
    return list(dict.fromkeys([*ALL_KINDS, *ROLES]))


def digest(files: Sequence[Brought], *said: str) -> str:
    """
    Tell one set of files from another.

    Parameters
    ----------
    files
        The files.
    *said
        What was said of them.

    Returns
    -------
    digest
        Differs wherever they do.
    """
    whole = hashlib.sha256(repr(said).encode())
    for file in files:
        whole.update(f"{file.name}\0{len(file.content)}\0".encode() + file.content)
    return whole.hexdigest()


@contextmanager
def laid_out(files: Sequence[Brought]) -> Iterator[list[Path]]:
    """
    Lay files into a folder that is gone afterwards.

    Parameters
    ----------
    files
        The files; of two of one name the later one gets a folder of its own.

    Yields
    ------
    paths
        Where they are.
    """
    with scratch() as folder:
        paths = []
        for place, file in enumerate(files):
            beside = folder / str(place)
            beside.mkdir()
            path = beside / file.name
            path.write_bytes(file.content)
            paths.append(path)
        yield paths
