"""Compile the few loops that numpy can't express."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


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


def compiled_loosely(loop: Loop) -> Loop:
    """
    Compile a loop whose sums may be taken in any order, so that the machine adds several at a time.

    Parameters
    ----------
    loop
        As for `compiled`; its last digits may differ from one kind of machine to another.

    Returns
    -------
    loop
        The same function, compiled at its first call.
    """
    return cast("Loop", njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "nsz"})(loop))
