"""Why a graph can't be cut into the grids that are wanted, which units are to blame, and what mends it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from gridplan.errors import InfeasibleError
from gridplan.model.findings import Text

#: So many units are named in a message.
NAMED = 10


class Kind(StrEnum):
    """What stands in the way; the words are those of `WORDS`."""

    TOTAL = "total"
    HEAVY = "heavy unit"
    APART = "too many parts"
    PART = "part of no whole number of grids"
    SHARES = "parts together"
    DEAD_END = "dead end"
    HEMMED_IN = "hemmed in"
    LOCKS = "locks"
    LOCKED_HEAVY = "locked together"


class Means(StrEnum):
    """How a request is mended."""

    TOLERANCE = "tolerance"
    GRIDS = "grids"
    SPLIT = "split"
    UNLOCK = "unlock"
    LINK = "link"


WORDS = {
    Kind.TOTAL: Text(
        "{weight} 合计 {load}，{grids} 个网格的限度合计为 {limit}，二者不合",
        "{weight} adds up to {load}, beyond the limit of {grids} grids together, {limit}",
    ),
    Kind.HEAVY: Text(
        "以下单元的{weight} 超过一个网格的上限（{limit}）：{units}",
        "units heavier in {weight} than a grid may be ({limit}): {units}",
    ),
    Kind.APART: Text(
        "{grids} 个网格少于互不相连的 {number} 个部分；各部分的首个单元（单元数）：{units}",
        "{grids} grids are too few for {number} parts that nothing joins; they begin at {units}",
    ),
    Kind.PART: Text(
        "与其他部分不相连的单元 {units} 的{weight} 合计 {load}，凑不成整数个网格（最近的限度 {limit}）",
        "units that nothing joins to others weigh {load} in {weight}, which makes no whole number of grids "
        "(nearest limit {limit}): {units}",
    ),
    Kind.SHARES: Text(
        "互不相连的各部分合计可分为 {load} 至 {limit} 个网格，而要求 {grids} 个",
        "the parts that nothing joins make {load} to {limit} grids in all, not {grids}",
    ),
    Kind.DEAD_END: Text(
        "单元 {units} 只能同在一个网格（末端太轻，不足一个网格），合计{weight} 为 {load}，超过上限 {limit}",
        "units behind {first} are too light for a grid of their own, and with it weigh {load} in {weight}, "
        "above {limit}: {units}",
    ),
    Kind.HEMMED_IN: Text(
        "单元 {first} 太轻，不足一个网格，而与任何一个相邻单元合并都超过上限：{units}",
        "unit {first} is too light for a grid, and too heavy with any of its neighbours: {units}",
    ),
    Kind.LOCKS: Text(
        "锁定在同一网格的单元被锁定在其他网格的单元隔开：{units}",
        "units locked in one grid can't be joined past units locked in others: {units}",
    ),
    Kind.LOCKED_HEAVY: Text(
        "锁定在同一网格的单元合计{weight} 为 {load}，超过上限 {limit}：{units}",
        "units locked in one grid weigh {load} in {weight}, above {limit}: {units}",
    ),
}
MENDS = {
    Means.TOLERANCE: Text("容差放宽到 {value:.2%} 以上", "a tolerance of {value:.2%} or more"),
    Means.GRIDS: Text("改为 {value} 个网格", "{value} as the number of grids"),
    Means.SPLIT: Text("把单元 {units} 各拆成 {value} 份", "each of {units} split into {value}"),
    Means.UNLOCK: Text("解除单元 {units} 的锁定", "the locks of {units} lifted"),
    Means.LINK: Text("把单元 {units} 连为相邻", "neighbours made of {units}"),
}


@dataclass(frozen=True)
class Obstacle:
    """
    What stands in the way of every plan.

    Attributes
    ----------
    kind
        What it is.
    units
        Ids or positions of the units to blame, the first of them the one on which it hangs.
    loads
        What is told beside each unit: its weight, or how many units a part has; may be empty.
    weight
        Number of the weight, from 0, or None.
    load, limit
        What the units weigh together, and the limit that it breaks, or None.
    grids
        Number of grids wanted.
    """

    kind: Kind
    units: tuple[Any, ...] = ()
    loads: tuple[float, ...] = ()
    weight: int | None = None
    load: float | None = None
    limit: float | None = None
    grids: int | None = None

    def line(self, lang: str, weight: str = "") -> str:
        """
        Tell it in one line.

        Parameters
        ----------
        lang
            `zh` or `en`.
        weight
            What the weight is called; by default it is numbered.

        Returns
        -------
        line
            With at most ten units.
        """
        called = weight or {"zh": f"权重 {self.weight}", "en": f"weight {self.weight}"}[lang]
        words = {"weight": called, "load": _number(self.load), "limit": _number(self.limit), "grids": self.grids}
        first = self.units[0] if self.units else ""
        told: str = getattr(WORDS[self.kind], lang)
        return told.format(units=_named(self.units, self.loads), number=len(self.units), first=first, **words)


@dataclass(frozen=True)
class Mend:
    """
    The least that mends a request in one way.

    Attributes
    ----------
    means
        The way.
    value
        Tolerance, number of grids, or pieces of a unit; None where the units tell all.
    units
        The units to split, to unlock, or pairs to link, one end after the other.
    """

    means: Means
    value: float | None = None
    units: tuple[Any, ...] = ()

    def line(self, lang: str) -> str:
        """
        Tell it in a few words.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        line
            The words.
        """
        ends = [f"{a}–{b}" for a, b in zip(self.units[::2], self.units[1::2], strict=False)]
        named = _named(ends if self.means is Means.LINK else self.units, ())
        told: str = getattr(MENDS[self.means], lang)
        return told.format(value=self.value, units=named)


class ObstructedError(InfeasibleError):
    """
    No plan can meet the request, and it is known why.

    Parameters
    ----------
    obstacles
        What stands in the way.
    mends
        What would mend it, each by itself.
    """

    def __init__(self, obstacles: Sequence[Obstacle], mends: Sequence[Mend] = ()) -> None:
        self.obstacles, self.mends = tuple(obstacles), tuple(mends)
        super().__init__("\n".join(self.lines("en")))

    def lines(self, lang: str) -> list[str]:
        """
        Tell obstacles and mends.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        lines
            One each.
        """
        head = {"zh": "可行的放宽：", "en": "this would mend it: "}[lang]
        return [one.line(lang) for one in self.obstacles] + [head + one.line(lang) for one in self.mends]

    def told(self) -> dict[str, list[dict[str, Any]]]:
        """
        Lay obstacles and mends out for a file.

        Returns
        -------
        told
            `obstacles` and `mends`, each a list of its attributes by name.
        """
        return {"obstacles": [asdict(one) for one in self.obstacles], "mends": [asdict(one) for one in self.mends]}

    def named(self, name: Callable[[Any], Hashable]) -> ObstructedError:
        """
        Call the units by other names.

        Parameters
        ----------
        name
            Gives the name of each unit.

        Returns
        -------
        error
            The same with these names.
        """
        obstacles = [replace(one, units=tuple(map(name, one.units))) for one in self.obstacles]
        return ObstructedError(obstacles, [replace(one, units=tuple(map(name, one.units))) for one in self.mends])


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.6g}"


def _named(units: Sequence[Hashable], loads: Sequence[float]) -> str:
    told = [f"{unit} ({load:,.6g})" for unit, load in zip(units, loads, strict=True)] if loads else map(str, units)
    named = list(told)
    return ", ".join(named[:NAMED]) + (", …" if len(named) > NAMED else "")
