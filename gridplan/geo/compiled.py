"""Compile the few loops that numpy can't express."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """
    Compile a loop over arrays to machine code, once a machine.

    Other threads run on while it works, so that halves of an array can be worked at side by side.

    Parameters
    ----------
    function
        A loop over numpy arrays, in the part of Python that numba knows.

    Returns
    -------
    kernel
        The same function, compiled at its first call and kept on disk.
    """
    return cast("Kernel", njit(cache=True, nogil=True)(function))
