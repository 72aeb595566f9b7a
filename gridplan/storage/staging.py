"""
Change several files of a folder as one.

The new files are written into a hidden folder inside and synced; one rename makes them ready, which is the moment
of commit; then each takes its place. Whoever opens the folder after a crash finishes what was ready, so that a
change has happened whole or not at all. Where rows of the database change together with the files, the database
decides: a change that is ready counts if the database knows its name.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from gridplan.errors import StorageError
from gridplan.storage.aside import aside, free_name, is_held, sweep

READY = ".ready"
#: Lists, one a line, what a change takes away.
_GONE = ".gone"
#: Names the change, where the database decides about it.
_NAME = ".name"


@dataclass(frozen=True)
class Change:
    """
    A change that is being made.

    Attributes
    ----------
    stage
        Folder that holds the new files at the places that they will have.
    gone
        Files to take away, relative to the folder.
    """

    stage: Path
    gone: list[Path] = field(default_factory=list)

    def place(self, name: str | Path) -> Path:
        """
        Tell where to write a file of the change.

        Parameters
        ----------
        name
            Where it will lie in the folder.

        Returns
        -------
        path
            Where to write it now; its folder is there.
        """
        path = self.stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def keep(self, folder: Path, files: Iterable[Path], where: str) -> None:
        """
        Keep files as they are now, whatever the change makes of them.

        Parameters
        ----------
        folder
            The folder that is changed.
        files
            Files of it.
        where
            Folder inside it that keeps them.
        """
        for path in files:
            copy = self.place(f"{where}/{path.relative_to(folder)}")
            try:
                os.link(path, copy)
            except OSError:
                # not every disk knows two names of one file
                shutil.copy2(path, copy)


@contextmanager
def changing(
    folder: Path,
    *,
    name: str = "",
    commit: Callable[[], None] | None = None,
    known: Callable[[str], bool] = lambda _: False,
) -> Iterator[Change]:
    """
    Hand out a change; when the block ends well, all of it happens, otherwise nothing.

    Parameters
    ----------
    folder
        The folder to change; it is made if it isn't there.
    name
        What the database calls the change, where it decides about it.
    commit
        Decides: called once all files are ready; if it raises, nothing happens, unless the database knows the name.
    known
        Tells whether the database knows a change by its name: what is decided happens, even if an error follows.

    Yields
    ------
    change
        Where to write new files, and the list of those to take away.

    Raises
    ------
    StorageError
        If the disk fails; the old state stands.
    """
    made = not folder.exists()
    try:
        finish(folder)
        with aside(folder) as stage:
            change = Change(stage)
            yield change
            (stage / _GONE).write_text("\n".join(map(str, change.gone)), encoding="utf-8")
            if commit:
                (stage / _NAME).write_text(name, encoding="utf-8")
            _sync_tree(stage)
            stage.rename(folder / READY)
            _decide(folder, name, commit, known)
            _apply(folder, folder / READY)
    except OSError as error:
        raise StorageError(f"can't write into {folder}: {error.strerror or error}") from error
    finally:
        if made:
            # a folder that holds something stays
            with suppress(OSError):
                folder.rmdir()


def finish(folder: Path, known: Callable[[str], bool] | None = None) -> None:
    """
    Finish a change that was ready when its process ended, and take away what others left unready.

    A change whose process is alive is left to it.

    Parameters
    ----------
    folder
        Any folder.
    known
        Tells whether the database knows a change by its name; without it such a change waits.

    Raises
    ------
    StorageError
        If the disk fails; the change stays ready.
    """
    ready = folder / READY
    for place in (folder, *(path for path in folder.glob("[!.]*") if path.is_dir())):
        sweep(place)
    if not ready.is_dir() or is_held(ready):
        return
    try:
        name = _name_of(ready)
        if name is None or (known is not None and known(name)):
            _apply(folder, ready)
        elif known is not None:
            _drop(ready)
    except OSError as error:
        raise StorageError(f"can't finish a change of {folder}: {error.strerror or error}") from error


def _decide(folder: Path, name: str, commit: Callable[[], None] | None, known: Callable[[str], bool]) -> None:
    if commit is None:
        return
    try:
        commit()
    except BaseException:
        # where the database can't be asked, the change waits as after a crash
        if known(name):
            _apply(folder, folder / READY)
        else:
            _drop(folder / READY)
        raise


def _drop(ready: Path) -> None:
    """Take a change away; away from its name first, so that half of it is never taken for a change."""
    beside = free_name(ready.parent)
    ready.rename(beside)
    shutil.rmtree(beside)


def _name_of(ready: Path) -> str | None:
    name = ready / _NAME
    return name.read_text(encoding="utf-8") if name.is_file() else None


def _apply(folder: Path, ready: Path) -> None:
    gone = ready / _GONE
    own = {gone, ready / _NAME}
    # the list goes last, so that this can be done again
    for name in gone.read_text(encoding="utf-8").splitlines():
        (folder / name).unlink(missing_ok=True)
    for file in sorted(path for path in ready.rglob("*") if path.is_file() and path not in own):
        target = folder / file.relative_to(ready)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    for changed in {folder, *(path for path in folder.iterdir() if path.is_dir() and path != ready)}:
        _sync(changed)
    _drop(ready)


def _sync_tree(root: Path) -> None:
    for path in (*root.rglob("*"), root):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
