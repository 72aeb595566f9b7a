"""What a bank writes down beside its tables: key people, ties, absences, locks; days are ISO text, "" is open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields

import pandas as pd
import pandera.pandas as pa

from gridplan.model import words
from gridplan.model.words import Word

_DAY = r"^(\d{4}-\d{2}-\d{2})?$"


def _text() -> pa.Column:
    return pa.Column(str, coerce=True)


def _word(kind: type[Word]) -> pa.Column:
    return pa.Column(str, pa.Check.isin([str(word) for word in kind]), coerce=True)


def _day(*, needed: bool = False) -> pa.Column:
    return pa.Column(str, pa.Check.str_matches(_DAY), coerce=True, required=needed, default=None if needed else "")


def _free() -> pa.Column:
    return pa.Column(str, coerce=True, required=False, default="")


def _register(name: str, columns: Mapping[str, pa.Column]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(dict(columns), index=pa.Index(int), name=name)


KEY_PEOPLE = _register(
    "key_people",
    {
        "person_id": _text(), "unit_id": _text(), "role": _word(words.KeyRole),
        "first_day": _day(), "last_day": _day(),
    },
)  # fmt: skip
OFFICE_STAFF = _register(
    "office_staff", {"staff_id": _text(), "branch_id": _text(), "post": _word(words.Post), "town": _free()}
)
RELATIONS = _register("relations", {"officer_id": _text(), "unit_id": _text(), "relation": _word(words.Relation)})
LEAVES = _register("leaves", {"officer_id": _text(), "first_day": _day(needed=True), "last_day": _day()})
TENURES = _register("tenures", {"officer_id": _text(), "unit_id": _text(), "since": _day(needed=True)})
STATIONS = _register(
    "stations",
    {
        "officer_id": _text(), "unit_id": _text(),
        "weekday": pa.Column(int, pa.Check.in_range(1, 7), coerce=True),
        "hours": pa.Column(float, pa.Check.in_range(0.25, 12), coerce=True, required=False, default=2.0),
    },
)  # fmt: skip
DECLARATIONS = _register(
    "declarations",
    {"kind": _word(words.Declared), "object_id": _text(), "reason": _free(), "approver": _free(), "last_day": _day()},
)
LOANS = _register(
    "loans",
    {
        "officer_id": _text(), "branch_id": _text(),
        "share": pa.Column(float, pa.Check.in_range(0.05, 1), coerce=True, required=False, default=1.0),
        "first_day": _day(), "last_day": _day(), "approver": _free(),
    },
)  # fmt: skip
ISSUES = _register(
    "issues",
    {"issue_id": _text(), "grid_id": _text(), "opened": _day(needed=True), "answered": _day(), "verified": _day()},
)
REGISTERS: dict[str, pa.DataFrameSchema] = {
    schema.name: schema
    for schema in (KEY_PEOPLE, OFFICE_STAFF, RELATIONS, LEAVES, TENURES, STATIONS, DECLARATIONS, LOANS, ISSUES)
}


def empty_register(name: str) -> pd.DataFrame:
    """
    Make a register without rows.

    Parameters
    ----------
    name
        One of `REGISTERS`.

    Returns
    -------
    register
        All columns of its contract.
    """
    columns = REGISTERS[name].columns
    return pd.DataFrame({column: pd.Series(dtype=str(said.dtype)) for column, said in columns.items()})


@dataclass(frozen=True)
class Registers:
    """
    The registers of a bank; an empty one was not kept, so that what hangs on it is not known.

    Attributes
    ----------
    key_people
        Key persons and liaisons of units; columns `person_id`, `unit_id`, `role`, `first_day`, `last_day`.
    office_staff
        Who holds a post and serves no grid: branch heads, risk reviewers; columns `staff_id`, `branch_id`, `post`,
        `town` (of a branch head who answers for a town).
    relations
        Ties of officers, or of office staff, to units; columns `officer_id`, `unit_id`, `relation`.
    leaves
        When officers are away; columns `officer_id`, `first_day`, `last_day`.
    tenures
        Since when an officer serves a unit; columns `officer_id`, `unit_id`, `since`.
    stations
        Weekly slots on station; columns `officer_id`, `unit_id`, `weekday` (1 is Monday), `hours`.
    declarations
        What somebody answers for in writing; columns `kind`, `object_id` (a unit, grid or officer), `reason`,
        `approver`, `last_day`.
    loans
        Officers lent to another branch; columns `officer_id`, `branch_id` (that branch), `share` of the officer's time,
        `first_day`, `last_day`, `approver`.
    issues
        Feedback and its answer; columns `issue_id`, `grid_id`, `opened`, `answered`, `verified`.
    """

    key_people: pd.DataFrame = field(default_factory=lambda: empty_register("key_people"))
    office_staff: pd.DataFrame = field(default_factory=lambda: empty_register("office_staff"))
    relations: pd.DataFrame = field(default_factory=lambda: empty_register("relations"))
    leaves: pd.DataFrame = field(default_factory=lambda: empty_register("leaves"))
    tenures: pd.DataFrame = field(default_factory=lambda: empty_register("tenures"))
    stations: pd.DataFrame = field(default_factory=lambda: empty_register("stations"))
    declarations: pd.DataFrame = field(default_factory=lambda: empty_register("declarations"))
    loans: pd.DataFrame = field(default_factory=lambda: empty_register("loans"))
    issues: pd.DataFrame = field(default_factory=lambda: empty_register("issues"))

    def tables(self) -> dict[str, pd.DataFrame]:
        """
        List the registers.

        Returns
        -------
        tables
            By name, empty ones too.
        """
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def declared(self, kind: words.Declared, day: str = "") -> dict[str, str]:
        """
        Tell what is declared of a kind.

        Parameters
        ----------
        kind
            What.
        day
            The day that is asked about, ISO; by default any.

        Returns
        -------
        reasons
            Reason by object.
        """
        rows = zip(*(self.declarations[name] for name in ("kind", "last_day", "object_id", "reason")), strict=True)
        return {
            str(about): str(reason)
            for what, last, about, reason in rows
            if what == str(kind) and (last == "" or last >= day)
        }

    def lent(self, day: str = "") -> pd.DataFrame:
        """
        Tell who is lent where.

        Parameters
        ----------
        day
            The day that is asked about, ISO; by default any.

        Returns
        -------
        lent
            Columns `officer_id`, `branch_id`, `share` of the officer's time; one row each, in the order of their ids.
        """
        rows = self.loans
        if rows.empty:
            return rows[["officer_id", "branch_id", "share"]]
        if day:
            rows = rows[(rows["first_day"] <= day) & ((rows["last_day"] == "") | (rows["last_day"] >= day))]
        sums = rows.groupby(["officer_id", "branch_id"])["share"].sum().clip(upper=1.0)
        return sums.reset_index()

    def away(self, day: str) -> pd.Series:
        """
        Tell who is on leave on a day, and since when; officers and office staff stand in one register.

        Parameters
        ----------
        day
            ISO.

        Returns
        -------
        since
            First day of the leave by person.
        """
        rows = self.leaves
        if rows.empty:
            return rows.set_index("officer_id")["first_day"]
        now = rows[(rows["first_day"] <= day) & ((rows["last_day"] == "") | (rows["last_day"] >= day))]
        since: pd.Series = now.groupby("officer_id")["first_day"].min()
        return since

    def only(self, *, units: Collection[str], officers: Collection[str], branches: Collection[str]) -> Registers:
        """
        Keep what is written of some units, officers and branches.

        Parameters
        ----------
        units, officers, branches
            Their ids; a row stays where all that it names is among them. Declarations, loans and feedback stay.

        Returns
        -------
        registers
            The narrower registers.
        """
        named = {"unit_id": set(units), "officer_id": set(officers), "branch_id": set(branches)}
        kept = {name: _among(table, named) for name, table in self.tables().items()}
        # a loan names two branches, and who works at either may know of it
        return Registers(**kept | {"loans": self.loans})


def _among(table: pd.DataFrame, named: Mapping[str, set[str]]) -> pd.DataFrame:
    if table.empty:
        return table
    kept = pd.Series(data=True, index=table.index)
    for column in set(named) & set(table.columns):
        kept &= table[column].isin(named[column])
    return table[kept].reset_index(drop=True)
