"""The kinds of tables, one a file, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping

from gridplan.storage.tables.kind import Kind
from gridplan.storage.tables.kinds.branches import BRANCHES_KIND
from gridplan.storage.tables.kinds.households import HOUSEHOLDS_KIND
from gridplan.storage.tables.kinds.marks import FUNNEL_KIND, PRODUCTS_KIND
from gridplan.storage.tables.kinds.merchants import MERCHANTS_KIND
from gridplan.storage.tables.kinds.officers import OFFICERS_KIND
from gridplan.storage.tables.kinds.units import UNITS_KIND

#: By the name of the contract.
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        BRANCHES_KIND,
        UNITS_KIND,
        HOUSEHOLDS_KIND,
        OFFICERS_KIND,
        MERCHANTS_KIND,
        FUNNEL_KIND,
        PRODUCTS_KIND,
    )
}
