"""The kinds of tables, one a file, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping

from gridplan.storage.tables.kind import Kind
from gridplan.storage.tables.kinds.branches import BRANCHES_KIND
from gridplan.storage.tables.kinds.declarations import DECLARATIONS_KIND
from gridplan.storage.tables.kinds.duties import DUTY_KIND
from gridplan.storage.tables.kinds.households import HOUSEHOLDS_KIND
from gridplan.storage.tables.kinds.issues import ISSUES_KIND
from gridplan.storage.tables.kinds.key_people import KEY_PEOPLE_KIND
from gridplan.storage.tables.kinds.leaves import LEAVES_KIND
from gridplan.storage.tables.kinds.loans import LOANS_KIND
from gridplan.storage.tables.kinds.marks import FUNNEL_KIND, PRODUCTS_KIND
from gridplan.storage.tables.kinds.merchants import MERCHANTS_KIND
from gridplan.storage.tables.kinds.office_staff import OFFICE_STAFF_KIND
from gridplan.storage.tables.kinds.officers import OFFICERS_KIND
from gridplan.storage.tables.kinds.penetration import PENETRATION_KIND
from gridplan.storage.tables.kinds.relations import RELATIONS_KIND
from gridplan.storage.tables.kinds.stations import STATIONS_KIND
from gridplan.storage.tables.kinds.tenures import TENURES_KIND
from gridplan.storage.tables.kinds.units import UNITS_KIND

_ALL = {
    kind.name: kind
    for kind in (
        BRANCHES_KIND,
        UNITS_KIND,
        HOUSEHOLDS_KIND,
        OFFICERS_KIND,
        MERCHANTS_KIND,
        FUNNEL_KIND,
        PRODUCTS_KIND,
        PENETRATION_KIND,
        DUTY_KIND,
        KEY_PEOPLE_KIND,
        OFFICE_STAFF_KIND,
        RELATIONS_KIND,
        LEAVES_KIND,
        TENURES_KIND,
        STATIONS_KIND,
        DECLARATIONS_KIND,
        LOANS_KIND,
        ISSUES_KIND,
    )
}
#: Kinds that a plan is made of and the database keeps, by the name of the contract.
KINDS: Mapping[str, Kind] = {name: kind for name, kind in _ALL.items() if kind.kept == "database"}
#: Registers, which stay files of the workspace.
REGISTER_KINDS: Mapping[str, Kind] = {name: kind for name, kind in _ALL.items() if kind.kept == "file"}
#: Kinds that are checked against the others, and not stored.
CHECKED_KINDS: Mapping[str, Kind] = {name: kind for name, kind in _ALL.items() if not kind.kept}
ALL_KINDS: Mapping[str, Kind] = _ALL
