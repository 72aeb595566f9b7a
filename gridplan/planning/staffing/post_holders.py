"""Who assists, reviews and supervises each grid, beside those who serve it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.registers import Registers
from gridplan.model.words import Post, Role
from gridplan.planning.staffing.assignment import COLUMNS
from gridplan.planning.staffing.posts import officer_posts

#: Roles that the exact model fills; it fills no other.
SERVING = (str(Role.PRIMARY), str(Role.BACKUP))


class Seat(NamedTuple):
    """
    What a grid wants beside owner and backup.

    Attributes
    ----------
    role, post
        The role on the grid, and the post whose holders take it.
    judging
        Whether the holder judges: then nobody with ties to the grid is taken (rule S09), and where none of the
        holders in the branch may, somebody of the nearest branch does.
    """

    role: Role
    post: Post
    judging: bool = False


#: In this order; nobody has two roles on a grid (rule P03).
SEATS = (
    Seat(Role.ASSISTANT, Post.MARKETING_ASSISTANT),
    Seat(Role.ASSISTANT, Post.MAINTENANCE_ASSISTANT),
    Seat(Role.REVIEWER, Post.RISK_REVIEWER, judging=True),
    Seat(Role.SUPERVISOR, Post.BRANCH_HEAD, judging=True),
)


def with_post_holders(
    serving: pd.DataFrame,
    grids: gpd.GeoDataFrame,
    officers: pd.DataFrame,
    branches: gpd.GeoDataFrame,
    registers: Registers,
    *,
    units: pd.Series,
    heads: pd.Series,
    day: str,
    former: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Add to owners and backups who assists, reviews and supervises.

    Each grid gets an assistant for marketing and one for maintenance, a reviewer and a supervisor, as far as the
    register of office staff or the officers without a grid of their own tell who holds such a post. The head of its
    block supervises a grid; of the others whoever held the role before, else who has the fewest hours of work under
    him so far, heavy grids first. Nobody on leave is taken, and a post that nobody holds is left open.

    Parameters
    ----------
    serving
        Owners and backups; other roles are left out and filled anew.
    grids
        Base grids with `branch_id` and `workload_h`.
    officers
        Contract `OFFICERS` with `utilisation`.
    branches
        Branches with their places, in a metric CRS.
    registers
        What the bank has written down.
    units
        Grid by unit.
    heads
        Who answers for the block of each grid, "" for nobody.
    day
        The day of the plan, ISO.
    former
        Assignments so far, with `post`.

    Returns
    -------
    assignments
        Columns `grid_id`, `officer_id`, `role`, `why` and `post`; owners and backups first.
    """
    served = serving.loc[serving["role"].isin(SERVING), COLUMNS].reset_index(drop=True)
    held = officer_posts(officers, served)
    table = served.assign(post=served["officer_id"].map(held).fillna("").astype(str))
    hall = _Hall(grids, _people(officers, held, registers, day), _ties(units, registers.relations), _nearest(branches))
    hall.closed |= set(zip(served["grid_id"], served["officer_id"], strict=True))
    before = {} if former is None or "post" not in former else _by_seat(former)
    rows = [row for seat in SEATS for row in hall.seated(seat, heads, before)]
    return pd.concat([table, pd.DataFrame(rows, columns=table.columns)], ignore_index=True).astype(str)


class _Choice(NamedTuple):
    """Of those who may: the head of the block, who held it before, else who has the least work."""

    head: str
    had: str
    load: Mapping[str, float]

    def rank(self, who: str) -> tuple[bool, bool, float, str]:
        return who != self.head, who != self.had, self.load.get(who, 0.0), who


@dataclass
class _Hall:
    """Everybody who may take a seat, who may not where, and how much work each has under him."""

    grids: pd.DataFrame
    people: Mapping[tuple[str, str], Sequence[str]]
    ties: set[tuple[str, str]]
    nearest: Mapping[str, Sequence[str]]
    closed: set[tuple[str, str]] = field(default_factory=set)

    def seated(
        self, seat: Seat, heads: pd.Series, before: Mapping[tuple[str, str], str]
    ) -> Iterator[tuple[str, str, str, str, str]]:
        order = self.grids.sort_index().sort_values("workload_h", ascending=False, kind="stable")
        hours, load = order["workload_h"].astype(float).to_dict(), defaultdict[str, float](float)
        branch = order["branch_id"].astype(str)
        left = [str(grid) for grid in order.index if (branch[grid], seat.post) in self.people]
        # first everybody at home, so that a change in one branch changes nothing in another that is whole
        for away in (False, True) if seat.judging else (False,):
            asked, left = left, []
            for grid in asked:
                had = before.get((grid, seat.post), "")
                head = str(heads[grid]) if seat.role is Role.SUPERVISOR else ""
                able = self._away(seat, grid, branch[grid], had) if away else self._home(seat, grid, branch[grid])
                if not able:
                    left.append(grid)
                    continue
                who = min(able, key=_Choice(head, had, load).rank)
                load[who] += hours[grid]
                self.closed.add((grid, who))
                yield grid, who, str(seat.role), _why(who, head, had, len(able), away=away), str(seat.post)

    def _home(self, seat: Seat, grid: str, branch: str) -> list[str]:
        """List the holders in a branch who may."""
        shut = (self.closed, self.ties) if seat.judging else (self.closed,)
        return [one for one in self.people.get((branch, seat.post), ()) if not any((grid, one) in s for s in shut)]

    def _away(self, seat: Seat, grid: str, branch: str, had: str) -> list[str]:
        """List who may of the nearest branch that has anybody; who came from another before and may goes on."""
        others = [self._home(seat, grid, other) for other, post in self.people if post == seat.post and other != branch]
        if any(had in able for able in others):
            return [had]
        return next((able for other in self.nearest[branch] if (able := self._home(seat, grid, other))), [])


def _why(who: str, head: str, had: str, able_n: int, *, away: bool) -> str:
    if who == head:
        return "heads_block"
    if away:
        return "nearest_branch"
    return "holds_post" if able_n == 1 else "kept" if who == had else "evens_load"


def _people(
    officers: pd.DataFrame, held: pd.Series, registers: Registers, day: str
) -> dict[tuple[str, str], list[str]]:
    """List by branch who holds a post and is at work; a post whose holders are all away has nobody."""
    away = {*officers.index[officers["on_leave"].astype(bool)], *registers.away(day).index}
    ours = pd.DataFrame({"branch_id": officers["branch_id"], "post": held}).rename_axis("staff_id").reset_index()
    staff = registers.office_staff[["staff_id", "branch_id", "post"]]
    both = pd.concat([staff, ours], ignore_index=True).astype(str).drop_duplicates()
    people: dict[tuple[str, str], list[str]] = {}
    for who, branch, post in sorted(both.itertuples(index=False, name=None)):
        people.setdefault((branch, post), []).extend([] if who in away else [who])
    return people


def _ties(units: pd.Series, relations: pd.DataFrame) -> set[tuple[str, str]]:
    grids = relations["unit_id"].map(units).fillna("").astype(str)
    return set(zip(grids, relations["officer_id"].astype(str), strict=True))


def _nearest(branches: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """List the other branches of each, the nearest first."""
    at = branches.geometry.get_coordinates().to_numpy()
    off = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
    names = list(map(str, branches.index))
    order = off.argsort(axis=1, kind="stable")
    return {name: [names[k] for k in order[n] if k != n] for n, name in enumerate(names)}


def _by_seat(former: pd.DataFrame) -> dict[tuple[str, str], str]:
    rows = former[~former["role"].isin(SERVING)]
    return dict(zip(zip(rows["grid_id"], rows["post"], strict=True), rows["officer_id"].astype(str), strict=True))
