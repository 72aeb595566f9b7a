"""A checker of cuts that knows nothing of the engine: each promise is looked at by itself, by walking the graph."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Unit = Hashable


@dataclass(frozen=True)
class Request:
    """
    What was asked of a cut.

    `ways` are pairs of neighbours that nothing parts; `more` holds what other promises need, by the name of the
    promise: a checker of `PROMISES` of that name finds it there.
    """

    units: Sequence[Unit]
    ways: Sequence[tuple[Unit, Unit]]
    grids: int
    locked: Mapping[Unit, Hashable] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def parts_of(units: Iterable[Unit], ways: Iterable[Sequence[Unit]]) -> list[set[Unit]]:
    """Walk the graph; each part is what one walk reaches."""
    around: dict[Unit, list[Unit]] = {unit: [] for unit in units}
    for a, b in ways:
        if a in around and b in around:
            around[a].append(b)
            around[b].append(a)
    parts, left = [], set(around)
    while left:
        reached, waiting = set(), deque([next(iter(left))])
        while waiting:
            unit = waiting.popleft()
            if unit not in reached:
                reached.add(unit)
                waiting.extend(around[unit])
        parts.append(reached)
        left -= reached
    return parts


def _every_unit_has_a_grid(asked: Request, grid: Mapping[Unit, Hashable]) -> Iterator[str]:
    if set(grid) != set(asked.units) or any(label is None or label != label for label in grid.values()):  # noqa: PLR0124 # NaN
        yield "some unit has no grid, or one that was not asked for has"


def _as_many_grids_as_asked(asked: Request, grid: Mapping[Unit, Hashable]) -> Iterator[str]:
    if len(set(grid.values())) != asked.grids:
        yield f"{len(set(grid.values()))} grids instead of {asked.grids}"


def _each_grid_in_one_piece(asked: Request, grid: Mapping[Unit, Hashable]) -> Iterator[str]:
    for label in set(grid.values()):
        pieces = parts_of([unit for unit in asked.units if grid[unit] == label], asked.ways)
        if len(pieces) > 1:
            yield f"grid {label} lies in {len(pieces)} pieces"


def _locks_kept(asked: Request, grid: Mapping[Unit, Hashable]) -> Iterator[str]:
    for unit, label in asked.locked.items():
        if grid[unit] != label:
            yield f"{unit} was locked in {label} and lies in {grid[unit]}"


def _together(asked: Request, grid: Mapping[Unit, Hashable]) -> Iterator[str]:
    for group in asked.more.get("together", ()):
        if len({grid[unit] for unit in group}) > 1:
            yield f"{group} are not together"


def _apart(asked: Request, grid: Mapping[Unit, Hashable]) -> Iterator[str]:
    for group in asked.more.get("apart", ()):
        if len({grid[unit] for unit in group}) < len(group):
            yield f"{group} are not apart"


def _moved_at_most(asked: Request, grid: Mapping[Unit, Hashable]) -> Iterator[str]:
    """Hold the households that left their grid against the share of all that may."""
    if "continuity" in asked.more:
        former, households, share = (asked.more["continuity"][key] for key in ("former", "households", "share"))
        moved = sum(households[unit] for unit in asked.units if unit in former and grid[unit] != former[unit])
        if moved > share * sum(households.values()) + 1e-9:
            yield f"{moved} households moved, more than {share:.1%}"


Promise = Callable[[Request, Mapping[Unit, Hashable]], Iterator[str]]
#: Every promise of a cut; one more is one more function here, and what it needs stands in `Request.more`.
PROMISES: tuple[Promise, ...] = (
    _every_unit_has_a_grid,
    _as_many_grids_as_asked,
    _each_grid_in_one_piece,
    _locks_kept,
    _together,
    _apart,
    _moved_at_most,
)


def broken_promises(asked: Request, grid: Mapping[Unit, Hashable]) -> list[str]:
    """List what a cut breaks; nothing further where units lack a grid."""
    for promise in PROMISES:
        broken = list(promise(asked, grid))
        if broken:
            return broken
    return []
