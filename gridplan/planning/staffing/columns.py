"""Columns of a mixed-integer programme by name, so that a model reads like its formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

#: Factor by place: one row of a constraint.
Row = Mapping[int, float]


class Columns:
    """
    Named blocks of variables in one vector.

    Parameters
    ----------
    **shapes
        Shape of every block, in order.
    """

    def __init__(self, **shapes: tuple[int, ...]) -> None:
        self.blocks: dict[str, NDArray[np.intp]] = {}
        self.number = 0
        for name, shape in shapes.items():
            size = int(np.prod(shape, dtype=int))
            self.blocks[name] = np.arange(self.number, self.number + size).reshape(shape)
            self.number += size

    def __getitem__(self, name: str) -> NDArray[np.intp]:
        """Give the places of a block, in its shape."""
        return self.blocks[name]

    def full(self, value: float) -> NDArray[np.float64]:
        """
        Make a vector of one value.

        Parameters
        ----------
        value
            The value.

        Returns
        -------
        vector
            One figure a variable.
        """
        return np.full(self.number, value)

    def total(self, **places: tuple[int | slice, ...]) -> dict[int, float]:
        """
        Write the plain sum of parts of blocks as a row.

        Parameters
        ----------
        **places
            Which part of which block.

        Returns
        -------
        row
            Factor 1 for every variable named.
        """
        return {int(place): 1.0 for name, part in places.items() for place in np.ravel(self.blocks[name][part])}

    def matrix(self, rows: Iterable[Row]) -> csr_array:
        """
        Put rows into a sparse matrix.

        Parameters
        ----------
        rows
            Rows of constraints.

        Returns
        -------
        matrix
            One row each, one column a variable.
        """
        listed = list(rows)
        lines = np.repeat(np.arange(len(listed)), [len(row) for row in listed])
        places = [place for row in listed for place in row]
        factors = [factor for row in listed for factor in row.values()]
        return coo_array((factors, (lines, places)), shape=(len(listed), self.number)).tocsr()
