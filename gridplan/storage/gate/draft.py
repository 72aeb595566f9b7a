"""A table that has been read but not yet accepted: values, their origin, and what was said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.origin import Origin
from gridplan.storage.gate.saying import refuses


@dataclass
class Draft:
    """
    A table on its way through the gate.

    Attributes
    ----------
    table
        Fields by our names, positions as index; missing where nothing stands or nothing could be read.
    origin
        Where the rows come from.
    ids
        Name of the field of ids.
    shown
        Cells as the file has them, for messages.
    unread
        Which cells hold something that can't be read.
    places
        Shape of every row, in the datum of the file; None where the kind of table has none.
    datum
        Datum that the file itself states, or nothing.
    datums
        Datum of every row, once it is settled.
    left_out
        Ids of rows that were left out, and said so.
    ids_made
        Whether the file has no ids, so that nothing can name its rows.
    findings
        What was said so far.
    """

    table: pd.DataFrame
    origin: Origin
    ids: str
    shown: pd.DataFrame
    unread: pd.DataFrame
    places: gpd.GeoSeries | None = None
    datum: str = ""
    datums: NDArray[np.object_] = field(default_factory=lambda: np.empty(0, dtype=object))
    left_out: frozenset[str] = frozenset()
    ids_made: bool = False
    findings: list[InputFinding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """
        Tell whether a finding keeps the table out.

        Returns
        -------
        refused
            Whether one is of severity E.
        """
        return refuses(self.findings)

    def add(self, findings: Iterable[InputFinding]) -> None:
        """
        Note findings.

        Parameters
        ----------
        findings
            Any number.
        """
        self.findings.extend(findings)

    def has(self, column: str) -> bool:
        """
        Tell whether the file has a column.

        Parameters
        ----------
        column
            Field by our name.

        Returns
        -------
        has
            Whether its header was found.
        """
        return column in self.origin.spelled

    def unreadable(self, column: str) -> NDArray[np.bool_]:
        """
        Tell which cells of a column can't be read; they have their finding already.

        Parameters
        ----------
        column
            Field by our name.

        Returns
        -------
        unreadable
            One a row.
        """
        if column in self.unread:
            return np.array(self.unread[column], dtype=bool)
        return np.zeros(len(self.table), dtype=bool)

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """
        Leave rows out.

        Parameters
        ----------
        kept
            Which rows stay.
        """
        if kept.all():
            return
        self.table = self.table[kept].reset_index(drop=True)
        self.shown = self.shown[kept].reset_index(drop=True)
        self.unread = self.unread[kept].reset_index(drop=True)
        self.datums = self.datums[kept] if len(self.datums) else self.datums
        if self.places is not None:
            self.places = self.places[kept].reset_index(drop=True)
        self.origin = self.origin.at_rows(kept)
