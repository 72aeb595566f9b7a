"""What goes wrong in a database, in plain words and without SQL or values of anybody's data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from gridplan.errors import LockedError, StorageError

_BUSY = LockedError("somebody else is using the database and did not let go in time; nothing was changed, try again")
_FULL = StorageError("the disk is full; nothing was changed, make room and try again")
_READ_ONLY = StorageError("the database can't be written to: the file or the disk is read-only; nothing was changed")
_DAMAGED = StorageError("the database file is damaged; restore the last backup by `gridplan restore`")
_DISK = StorageError("the disk failed while the database was in use; nothing was changed")
_GONE = StorageError("the database server does not answer, or refuses the name or password; nothing was changed")
_UNOPENED = StorageError("the database file can't be opened; check the folder and its rights")
#: Words of SQLite's messages.
_SAID = {
    "locked": _BUSY,
    "busy": _BUSY,
    "disk is full": _FULL,
    "readonly": _READ_ONLY,
    "malformed": _DAMAGED,
    "not a database": _DAMAGED,
    "disk i/o": _DISK,
    "unable to open": _UNOPENED,
}
#: Beginnings of PostgreSQL's codes of state.
_STATES = {
    "55P03": _BUSY,
    "57014": _BUSY,
    "40": _BUSY,
    "25P03": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "58": _DISK,
    "XX001": _DAMAGED,
    "08": _GONE,
    "28": _GONE,
    "57P": _GONE,
    "3D": _GONE,
}


@contextmanager
def plainly(driver: type[Exception]) -> Iterator[None]:
    """
    Turn errors of a driver into those of the house.

    Parameters
    ----------
    driver
        The driver's own kind of error.

    Yields
    ------
    nothing
        The block to watch.

    Raises
    ------
    LockedError
        If others held the database for too long.
    StorageError
        If the disk, the server or the database refused.
    """
    try:
        yield
    except PoolTimeoutError:
        raise LockedError(_BUSY.template) from None
    except DBAPIError as error:
        # `from None`: the cause would show SQL and values in a log
        raise _plain(error.orig or error) from None
    except driver as error:
        raise _plain(error) from None
    except SQLAlchemyError as error:
        told = "the database could not be used ({cause}); nothing was changed"
        raise StorageError(told, cause=type(error).__name__) from None


def _plain(error: BaseException) -> StorageError:
    state = getattr(error, "sqlstate", None)
    said = str(error).lower()
    told = [plain for code, plain in _STATES.items() if state and state.startswith(code)]
    told += [plain for words, plain in _SAID.items() if not state and words in said]
    if told:
        return type(told[0])(told[0].template)
    if state is None and "connection" in said:
        return StorageError(_GONE.template)
    return StorageError("the database refused the change ({cause}); nothing was changed", cause=type(error).__name__)
