"""Requests for owners and backups, read from a file entry by entry; the format stands in docs/solve.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from gridplan.model.findings import InputFinding
from gridplan.model.roster import Floats, Roster
from gridplan.storage.gate.saying import RefusedError, say
from gridplan.storage.instances.document import read_documents
from gridplan.storage.instances.entries import GREATEST, Entries
from gridplan.storage.instances.roster_rules import MOST_COLUMNS, away_together, owners, roster_rules

#: More pairs of a grid and an officer are no branch, and beyond an exact search.
MOST_PAIRS = 50_000
_WEIGHTS = ("travel_owner", "travel_backup", "change_owner", "backup_load_share", "balance")


def read_rosters(path: Path) -> tuple[list[Roster], bool]:
    """
    Read one request or a list of them.

    Parameters
    ----------
    path
        A JSON file, as it is or packed with gzip.

    Returns
    -------
    rosters, alone
        The requests, sound as far as each entry goes, and whether the file holds one object and no list.

    Raises
    ------
    RefusedError
        With a finding for each entry that is wrong.
    """
    documents, alone = read_documents(path)
    findings: list[InputFinding] = []
    rosters: list[Roster] = []
    for at, document in enumerate(documents):
        entries = Entries(document, path.name, "" if alone else f"[{at}].")
        name = document.get("name", path.name.partition(".")[0] if alone else f"{at}")
        try:
            rosters.append(_jobs(entries, str(name)) if "agents" in document else _branch(entries, str(name)))
        except RefusedError as refused:
            findings.extend(refused.findings)
    if findings:
        raise RefusedError(*findings)
    _no_name_twice(rosters, path.name)
    return rosters, alone


def _no_name_twice(rosters: list[Roster], file: str) -> None:
    names = [roster.name for roster in rosters]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise RefusedError(say("INST_TWICE", file, layer=f"[{at}].name", value=name))


def _branch(entries: Entries, name: str) -> Roster:
    """Read a branch with owners and backups."""
    load = entries.numbers("workload", None, 0.0)
    hours = entries.numbers("capacity", None, 0.0)
    shape = _shape(entries, "workload", len(load), "capacity", len(hours))
    travel = _table(entries, "travel_min", shape)
    present = owners(entries, "present_owner", shape)
    weights = _weights(entries)
    apart = away_together(entries, shape[1])
    rules = roster_rules(entries, shape, present)
    most = _most_grids(entries, shape[1])
    _sound(entries)
    changed = (present >= 0)[:, None] & (present[:, None] != np.arange(shape[1]))
    return Roster(
        name=name,
        grids=_numbered(shape[0]),
        officers=_numbered(shape[1]),
        load=np.repeat(load[:, None], shape[1], axis=1),
        hours=hours,
        own_price=weights["travel_owner"] * travel + weights["change_owner"] * changed,
        cover_price=weights["travel_backup"] * travel,
        cover_share=weights["backup_load_share"],
        top_price=100 * weights["balance"],
        apart=apart,
        most_grids=most,
        rules=rules,
    )


def _jobs(entries: Entries, name: str) -> Roster:
    """Read agents and jobs: the generalised assignment problem, one owner a job and no backups."""
    document = entries.document
    agents = entries.whole("agents", document.get("agents"), 1, MOST_COLUMNS)
    jobs = entries.whole("jobs", document.get("jobs"), 1, MOST_PAIRS)
    greatest = entries.word("sense", ("max", "min")) == "max"
    key = "cost" if "cost" in document and not ("profit" in document and greatest) else "profit"
    worth, load = (_table(entries, one, (agents, jobs), least) for one, least in ((key, -GREATEST), ("resource", 0.0)))
    hours = entries.numbers("capacity", agents, 0.0)
    _sound(entries)
    return Roster(
        name=name,
        grids=_numbered(jobs),
        officers=_numbered(agents),
        load=load.T,
        hours=hours,
        own_price=-worth.T if greatest else worth.T,
        cover_price=np.zeros((jobs, agents)),
        cover_share=None,
        top_price=0.0,
        apart=np.zeros((agents, agents), dtype=bool),
        most_grids=np.full(agents, np.inf),
        greatest=greatest,
    )


def _sound(entries: Entries) -> None:
    if entries.findings:
        raise RefusedError(*entries.findings)


def _numbered(number: int) -> tuple[str, ...]:
    return tuple(map(str, range(number)))


def _shape(entries: Entries, rows: str, grids: int, columns: str, officers: int) -> tuple[int, int]:
    for key, found in ((rows, grids), (columns, officers)):
        if key in entries.document and not found:
            entries.blame("INST_COUNT", key, found=0, wanted=">= 1")
    if grids * officers > MOST_PAIRS:
        entries.blame("INST_COUNT", rows, found=grids, wanted=f"<= {MOST_PAIRS // max(officers, 1)}")
        _sound(entries)
    return grids, officers


def _table(entries: Entries, key: str, shape: tuple[int, int], least: float = 0.0) -> Floats:
    table = entries.table(key, shape[1], least, GREATEST)
    if key in entries.document and len(table) != shape[0]:
        entries.blame("INST_COUNT", key, found=len(table), wanted=shape[0])
    return table


def _weights(entries: Entries) -> dict[str, float]:
    given = entries.document.get("weights", {})
    if not isinstance(given, dict):
        entries.blame("INST_MEMBERS", "weights", value=given, words=", ".join(_WEIGHTS))
        given = {}
    return {name: entries.number(f"weights.{name}", given.get(name, 0.0), 0.0, GREATEST) for name in _WEIGHTS}


def _most_grids(entries: Entries, officers: int) -> Floats:
    given: Any = entries.document.get("max_grids")
    if given is None:
        return np.full(officers, np.inf)
    if not isinstance(given, list):
        return np.full(officers, float(entries.whole("max_grids", given, 0, MOST_PAIRS)))
    return entries.numbers("max_grids", officers, 0.0)
