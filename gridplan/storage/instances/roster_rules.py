"""The hard rules that a request may state beside its figures: every key may be left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gridplan.model.roster import Hard, Marks, Places, Rule
from gridplan.storage.instances.entries import Entries

#: Nobody asks for more officers than that in one branch.
MOST_COLUMNS = 5_000
#: Months after which an owner hands over, where the file states months and no limit (rule S08).
MOST_MONTHS = 36.0
_LONGEST_MONTHS = 1_200.0


def owners(entries: Entries, key: str, shape: tuple[int, int]) -> Places:
    """
    Read one officer a grid.

    Parameters
    ----------
    entries
        The object.
    key
        Its key; all -1 where it is missing.
    shape
        How many grids and officers.

    Returns
    -------
    owners
        Positions; -1 for nobody.
    """
    if key not in entries.document:
        return np.full(shape[0], -1)
    found = entries.listed(key)
    if len(found) != shape[0]:
        entries.blame("INST_COUNT", key, found=len(found), wanted=shape[0])
    taken = [entries.whole(f"{key}[{at}]", value, -1, shape[1] - 1) for at, value in enumerate(found)]
    return np.resize(np.array([*taken, -1], dtype=np.intp), shape[0])


def away_together(entries: Entries, officers: int) -> Marks:
    """
    Mark who is away at the same time.

    Parameters
    ----------
    entries
        The object; `leave` holds for each officer the intervals `[first, last]`, or true for one who is always away.
    officers
        How many officers.

    Returns
    -------
    apart
        Shape (officers, officers).
    """
    apart, spans = np.zeros((officers, officers), dtype=bool), _spans(entries, officers)
    for a, first, last in spans:
        for b, begins, ends in spans:
            apart[a, b] |= a != b and first <= ends and begins <= last
    return apart


def roster_rules(entries: Entries, shape: tuple[int, int], present: Places) -> tuple[Rule, ...]:
    """
    Read the rules about single grids and officers.

    Parameters
    ----------
    entries
        The object, with any of `forbidden`, `grid_skills` and `skills`, `leave`, `avoid`, `months`, `locked`.
    shape
        How many grids and officers.
    present
        Owner of each grid so far.

    Returns
    -------
    rules
        One by one.
    """
    kinds = (
        _forbidden(entries, shape),
        _skills(entries, shape),
        _leaves(entries, shape),
        _avoidances(entries, shape),
        _rotations(entries, shape, present),
        _locks(entries, shape),
    )
    return tuple(rule for kind in kinds for rule in kind)


def _forbidden(entries: Entries, shape: tuple[int, int]) -> Iterator[Rule]:
    if "forbidden" not in entries.document:
        return
    table = entries.table("forbidden", shape[1], 0, 1)
    if len(table) != shape[0]:
        entries.blame("INST_COUNT", "forbidden", found=len(table), wanted=shape[0])
        return
    for g in np.flatnonzero(table.any(axis=1)).tolist():
        yield Rule(Hard.FORBIDDEN, grid=g, bars=tuple((g, o) for o in np.flatnonzero(table[g]).tolist()))


def _skills(entries: Entries, shape: tuple[int, int]) -> Iterator[Rule]:
    if "grid_skills" not in entries.document:
        return
    wanted, has = (entries.words(key, number) for key, number in (("grid_skills", shape[0]), ("skills", shape[1])))
    for g, words in enumerate(wanted):
        if words:
            yield Rule(Hard.SKILL, grid=g, bars=tuple((g, o) for o, own in enumerate(has) if not words <= own))


def _leaves(entries: Entries, shape: tuple[int, int]) -> Iterator[Rule]:
    for o, told in enumerate(_leave(entries, shape[1])):
        if told is True:
            yield Rule(Hard.LEAVE, officer=o, bars=tuple((g, o) for g in range(shape[0])))


def _avoidances(entries: Entries, shape: tuple[int, int]) -> Iterator[Rule]:
    for g, o in entries.pairs("avoid", shape):
        yield Rule(Hard.AVOIDANCE, grid=g, officer=o, bars=((g, o),))


def _rotations(entries: Entries, shape: tuple[int, int], present: Places) -> Iterator[Rule]:
    if "months" not in entries.document:
        return
    most = entries.number("max_months", entries.document.get("max_months", MOST_MONTHS), 0.0, _LONGEST_MONTHS)
    served = entries.numbers("months", shape[0], 0.0)
    for g in np.flatnonzero(served > most).tolist():
        if present[g] >= 0:
            yield Rule(Hard.ROTATION, grid=g, officer=int(present[g]), bars=((g, int(present[g])),), owner_only=True)


def _locks(entries: Entries, shape: tuple[int, int]) -> Iterator[Rule]:
    held = owners(entries, "locked", shape)
    for g in np.flatnonzero(held >= 0).tolist():
        yield Rule(Hard.LOCK, grid=g, officer=int(held[g]))


def _leave(entries: Entries, officers: int) -> list[Any]:
    if "leave" not in entries.document:
        return []
    told = entries.listed("leave")
    if len(told) != officers:
        entries.blame("INST_COUNT", "leave", found=len(told), wanted=officers)
    return told[:officers]


def _spans(entries: Entries, officers: int) -> list[tuple[int, Any, Any]]:
    spans = []
    for o, told in enumerate(_leave(entries, officers)):
        if not isinstance(told, list | bool):
            entries.blame("INST_SPAN", f"leave[{o}]", value=told)
        for at, span in enumerate(told if isinstance(told, list) else []):
            if _is_span(span):
                spans.append((o, *span))
            else:
                entries.blame("INST_SPAN", f"leave[{o}][{at}]", value=span)
    if len({isinstance(first, str) for _, first, _ in spans}) > 1:
        entries.blame("INST_SPAN", "leave", value="…")
        return []
    return spans


def _is_span(span: Any) -> bool:  # noqa: ANN401 # whatever the file holds
    """Tell whether it is a first and a last day, both ISO days or both numbers."""
    if not isinstance(span, list) or len(span) != 2:  # noqa: PLR2004 # it has two ends
        return False
    days, numbers = all(isinstance(end, str) for end in span), all(type(end) in (int, float) for end in span)
    return (days or numbers) and span[0] <= span[1]
