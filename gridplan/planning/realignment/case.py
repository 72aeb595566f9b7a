"""One branch after an event, as figures: who may own and cover which grid, and what a change breaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Case:
    """
    What is asked of a branch: owners and backups of its grids, by officers who are there; g grids, o officers.

    Attributes
    ----------
    grids, officers
        Their ids.
    households, load_h
        Households and hours a year by grid, shape (g,).
    hours
        Hours a year that an officer has, shape (o,).
    cap_h
        Hours that must not be passed while there is another way, shape (o,).
    owner, backup
        Who serves each grid so far, as places in `officers`; -1 where nobody who is there does, shape (g,).
    owner_kept, backup_kept
        Whether that may not change, shape (g,).
    able
        Who may come to a grid; who holds a post there may stay in it all the same, shape (g, o).
    needs_backup
        Whether a grid needs a backup, shape (g,).
    apart
        Who may not stand in for whom, since both are away at one time, shape (o, o).
    tied
        Who has a tie to a unit of the grid: he may visit there (rule S09), but another is better, shape (g, o).
    travel_h
        Hours a year on the way, shape (g, o).
    natural
        Who takes a grid without its households being moved: its owner, or while he is ill its backup, shape (g,).
    """

    grids: pd.Index
    officers: pd.Index
    households: Floats
    load_h: Floats
    hours: Floats
    cap_h: Floats
    owner: Places
    backup: Places
    owner_kept: Marks
    backup_kept: Marks
    able: Marks
    needs_backup: Marks
    apart: Marks
    tied: Marks
    travel_h: Floats
    natural: Places

    @property
    def served(self) -> Floats:
        """
        Mark who has served which grid, as owner or as backup.

        Returns
        -------
        served
            1 where an officer has, shape (g, o).
        """
        return (self.is_at(self.owner) | self.is_at(self.backup)).astype(float)

    def is_at(self, places: Places) -> Marks:
        """
        Mark the officer that is named for each grid.

        Parameters
        ----------
        places
            Place of an officer by grid; -1 for none.

        Returns
        -------
        marks
            Shape (g, o).
        """
        return np.asarray(places[:, None] == np.arange(len(self.officers))[None, :])

    @property
    def move_cost(self) -> Floats:
        """
        Count the households that are moved if an officer takes a grid.

        Returns
        -------
        households
            Shape (g, o).
        """
        return np.where(self.is_at(self.natural), 0.0, self.households[:, None])
