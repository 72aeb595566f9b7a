"""What a plan is made from: the tables and layers of one county, before any planning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace

import geopandas as gpd
import pandas as pd

from gridplan.model.plan import Layers
from gridplan.model.registers import Registers
from gridplan.model.tables import empty_table


@dataclass(frozen=True)
class Inputs:
    """
    The tables and layers of one county; spatial tables share one CRS.

    Attributes
    ----------
    county
        Name of the place.
    branches
        Branch points; contract `BRANCHES`.
    units
        Basic units, polygons; contract `UNITS`.
    households
        Household points; contract `HOUSEHOLDS`. May be empty.
    officers
        Officers; contract `OFFICERS`.
    merchants
        Merchant points; contract `MERCHANTS`. May be empty.
    funnel
        Stages by household; contract `FUNNEL`. May be empty.
    products
        Holdings by household; contract `PRODUCTS`. May be empty.
    persons
        What identifies the people of households; contract `PERSONS`. May be empty; no plan is made of it.
    registers
        What the bank writes down beside its tables. May be empty.
    layers
        County, towns, roads, water, barriers, crossings and special areas.
    synthetic
        Whether the data is invented.
    credit
        Source credit to print on every map.
    notes
        What a reader must know of the sources.
    """

    county: str
    branches: gpd.GeoDataFrame
    units: gpd.GeoDataFrame
    households: gpd.GeoDataFrame
    officers: pd.DataFrame
    merchants: gpd.GeoDataFrame = field(default_factory=lambda: gpd.GeoDataFrame(empty_table("merchants")))
    funnel: pd.DataFrame = field(default_factory=lambda: empty_table("funnel"))
    products: pd.DataFrame = field(default_factory=lambda: empty_table("products"))
    persons: pd.DataFrame = field(default_factory=lambda: empty_table("persons"), repr=False)
    registers: Registers = field(default_factory=Registers)
    layers: Layers = field(default_factory=Layers)
    synthetic: bool = False
    credit: str = ""
    notes: tuple[str, ...] = ()

    def without_persons(self) -> Inputs:
        """
        Leave out what identifies people, before anything is planned or shown.

        Returns
        -------
        inputs
            The same county without persons.
        """
        return replace(self, persons=empty_table("persons"))

    def map_spatial(self, change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]) -> Inputs:
        """
        Apply one change to every spatial table and layer, such as a change of CRS.

        Parameters
        ----------
        change
            Called with each table that has a geometry.

        Returns
        -------
        inputs
            The same county with the changed tables.
        """
        layers = {f.name: getattr(self.layers, f.name) for f in fields(Layers)}
        changed = {name: change(layer) for name, layer in layers.items() if layer is not None}
        return replace(
            self,
            branches=change(self.branches),
            units=change(self.units),
            households=change(self.households),
            merchants=change(self.merchants),
            layers=replace(self.layers, **changed),
        )
