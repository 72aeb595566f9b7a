"""Steps of a draft of changed grids: each says what comes of it, so that a draft is the sum of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gridplan.errors import StorageError
from gridplan.model.words import Word

#: A step as the database keeps it.
Json = Any


class Deed(Word):
    """What a branch head does to grids."""

    MOVE = "move", "调整", "Move"
    SPLIT = "split", "拆分", "Split"
    MERGE = "merge", "合并", "Merge"
    SOLVE = "solve", "重算", "Solve"
    LOCK = "lock", "锁定", "Lock"
    UNLOCK = "unlock", "解锁", "Unlock"
    SPECIAL = "special", "画特色网格", "Draw a special grid"
    ERASE = "erase", "删除特色网格", "Erase a special grid"
    NAME = "name", "命名网格", "Name a grid"


@dataclass(frozen=True)
class Assign:
    """
    Units given to grids: moved, split off, merged, or by a search around locks.

    Attributes
    ----------
    deed
        Which of these.
    grid_of
        Grid by unit.
    """

    deed: Deed
    grid_of: Mapping[str, str]


@dataclass(frozen=True)
class Hold:
    """
    A grid locked or unlocked.

    Attributes
    ----------
    deed
        Which of the two.
    grid_id
        The grid.
    """

    deed: Deed
    grid_id: str


@dataclass(frozen=True)
class Special:
    """
    A special grid, drawn or, without a ring, erased.

    Attributes
    ----------
    deed
        Which of the two.
    grid_id
        Its id.
    name
        Its theme.
    type
        A code of `GridType`.
    ring
        Corners in metres of the plan's coordinate system.
    """

    deed: Deed
    grid_id: str
    name: str = ""
    type: str = ""
    ring: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Named:
    """
    A grid named by hand.

    Attributes
    ----------
    deed
        `NAME`.
    grid_id
        The grid, base or special.
    name
        Its name.
    """

    deed: Deed
    grid_id: str
    name: str


Step = Assign | Hold | Special | Named


@dataclass(frozen=True)
class Drawn:
    """
    What steps add up to.

    Attributes
    ----------
    grid_of
        Grid by unit.
    locked
        By grid, whether it is.
    special
        Special grids drawn, and those erased without a ring, by id.
    named
        Names by grid.
    """

    grid_of: Mapping[str, str] = field(default_factory=dict)
    locked: Mapping[str, bool] = field(default_factory=dict)
    special: Mapping[str, Special] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything was done."""
        return bool(self.grid_of or self.locked or self.special or self.named)


def write_drawn(drawn: Drawn) -> dict[str, object]:
    """
    Write down what steps add up to, as plain values.

    Parameters
    ----------
    drawn
        What they come to.

    Returns
    -------
    written
        `moves`, `locked`, `special` and `named`, those of them that are not empty.
    """
    special = {grid: write_step(step) for grid, step in drawn.special.items()}
    written = {"moves": drawn.grid_of, "locked": drawn.locked, "special": special, "named": drawn.named}
    return {name: dict(what) for name, what in written.items() if what}


def sum_up(steps: Iterable[Step]) -> Drawn:
    """
    Add steps up; of two about the same the later one counts.

    Parameters
    ----------
    steps
        The steps.

    Returns
    -------
    drawn
        What they come to.
    """
    grid_of: dict[str, str] = {}
    locked: dict[str, bool] = {}
    special: dict[str, Special] = {}
    named: dict[str, str] = {}
    for step in steps:
        if isinstance(step, Assign):
            grid_of |= step.grid_of
        elif isinstance(step, Hold):
            locked[step.grid_id] = step.deed is Deed.LOCK
        elif isinstance(step, Named):
            named[step.grid_id] = step.name
        else:
            special[step.grid_id] = step
    return Drawn(grid_of, locked, special, named)


def write_step(step: Step) -> Json:
    """
    Lay a step out for the database.

    Parameters
    ----------
    step
        The step.

    Returns
    -------
    said
        As JSON can hold it; one unit moved is just the unit and its grid.
    """
    if isinstance(step, Assign):
        if step.deed is Deed.MOVE and len(step.grid_of) == 1:
            return [*next(iter(step.grid_of.items()))]
        return {"do": str(step.deed), "grid_of": dict(step.grid_of)}
    said = {"do": str(step.deed), "grid": step.grid_id}
    if isinstance(step, Named):
        return {**said, "name": step.name}
    if isinstance(step, Hold) or step.deed is Deed.ERASE:
        return said
    return {**said, "name": step.name, "type": step.type, "ring": [list(corner) for corner in step.ring]}


def read_step(said: Json) -> Step:
    """
    Read what `write_step` laid out.

    Parameters
    ----------
    said
        The step as the database keeps it.

    Returns
    -------
    step
        The step.

    Raises
    ------
    StorageError
        If it is none that this edition knows.
    """
    try:
        return _read(said)
    except (KeyError, TypeError, ValueError) as error:
        raise StorageError(f"a step of the draft can't be read: {said!r}") from error


def _read(said: Json) -> Step:
    if not isinstance(said, Mapping):
        unit, grid = said
        return Assign(Deed.MOVE, {str(unit): str(grid)})
    deed = Deed(said["do"])
    if deed in {Deed.MOVE, Deed.SPLIT, Deed.MERGE, Deed.SOLVE}:
        return Assign(deed, {str(unit): str(grid) for unit, grid in said["grid_of"].items()})
    if deed in {Deed.LOCK, Deed.UNLOCK}:
        return Hold(deed, str(said["grid"]))
    if deed is Deed.NAME:
        return Named(deed, str(said["grid"]), str(said["name"]))
    ring = tuple((float(x), float(y)) for x, y in said.get("ring", ()))
    return Special(deed, str(said["grid"]), str(said.get("name", "")), str(said.get("type", "")), ring)
