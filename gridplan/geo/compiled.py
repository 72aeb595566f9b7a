"""Compile the few loops that numpy can't express."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])

#: Nobody counts who holds which array; numba's annotations don't know this switch.
_IN_PLACE: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}


def compiled(loop: Loop) -> Loop:
    """
    Compile a loop over arrays to machine code, once a machine.

    Other threads run on while it works. The copy on disk notices changes of its own file alone: loops that call
    each other stand in one file, and take plain tuples and arrays, no classes of ours.

    Parameters
    ----------
    loop
        A function in the part of Python that numba knows.

    Returns
    -------
    loop
        The same function, compiled at its first call.
    """
    return cast("Loop", njit(cache=True, nogil=True)(loop))


def compiled_in_place(loop: Loop) -> Loop:
    """
    Compile a loop that makes no arrays of its own, so that nobody need count who still holds which.

    That counting takes most of the time of small functions that hand many arrays on: 4 of 5 ns in the search of
    grids. The switch is numba's own (`_nrt`); with it a loop that does make an array is refused when it is compiled.

    Parameters
    ----------
    loop
        As for `compiled`.

    Returns
    -------
    loop
        The same function, compiled at its first call.
    """
    return cast("Loop", njit(**_IN_PLACE)(loop))


def compiled_loosely(loop: Loop) -> Loop:
    """
    Compile a loop whose sums may be taken in any order, so that the machine adds several at a time.

    Parameters
    ----------
    loop
        As for `compiled_in_place`; its last digits may differ from one kind of machine to another.

    Returns
    -------
    loop
        The same function, compiled at its first call.
    """
    return cast("Loop", njit(**_IN_PLACE, fastmath={"reassoc", "contract", "nsz"})(loop))
