"""All files of a county on their way through the gate."""

from __future__ import annotations

from dataclasses import dataclass, field

import geopandas as gpd

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.draft import Draft
from gridplan.storage.roads.notes import RoadNotes


@dataclass
class CountyFiles:
    """
    The tables and layers of a county on their way through the gate.

    Attributes
    ----------
    tables
        Drafts by kind of table.
    layers
        Drafts by role.
    roads, road_file
        The road layer, in WGS84, and its file.
    road_notes
        What reading the roads mended.
    findings
        What was said of files that could not be read at all.
    """

    tables: dict[str, Draft] = field(default_factory=dict)
    layers: dict[str, Draft] = field(default_factory=dict)
    roads: gpd.GeoDataFrame | None = None
    road_file: str = ""
    road_notes: RoadNotes = field(default_factory=RoadNotes)
    findings: list[InputFinding] = field(default_factory=list)

    def all_findings(self) -> list[InputFinding]:
        """
        Collect what was said of all files.

        Returns
        -------
        findings
            By file, in the order of the tables.
        """
        drafts = [*self.tables.values(), *self.layers.values()]
        return [*self.findings, *(finding for draft in drafts for finding in draft.findings)]

    def outline(self) -> gpd.GeoDataFrame | None:
        """
        Find what tells where the county is.

        Returns
        -------
        outline
            The county, else its towns; None where neither could be read.
        """
        for role in ("county", "towns"):
            draft = self.layers.get(role)
            if draft is not None and not draft.refused and draft.places is not None:
                return gpd.GeoDataFrame(geometry=draft.places.to_numpy(), crs=4326)
        return None
