"""Why a request for owners and backups can't be met, and what would mend it, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gridplan.errors import InfeasibleError
from gridplan.model.findings import Text


@dataclass(frozen=True)
class StaffRepair:
    """
    One way to mend a request, tried and found to work.

    Attributes
    ----------
    drop
        Names of the rules that are lifted.
    hours
        Hours added, by officer.
    grids
        Grids more than so far allowed, by officer.
    hires
        Officers more.
    hire_hours
        Hours that each of them must have.
    price
        What it costs, in hours; a rule lifted counts as a share of an officer's hours.
    message
        In words.
    """

    drop: tuple[str, ...] = ()
    hours: Mapping[str, float] = field(default_factory=dict)
    grids: Mapping[str, int] = field(default_factory=dict)
    hires: int = 0
    hire_hours: float = 0.0
    price: float = 0.0
    message: Text = field(default_factory=lambda: Text("", ""))

    def told(self) -> dict[str, Any]:
        """
        Lay it out for a file.

        Returns
        -------
        told
            What is done, its price and the words; what is not done is left out.
        """
        done = {"drop": list(self.drop), "add_hours": dict(self.hours), "add_grids": dict(self.grids)}
        hire = {"hire": self.hires, "hire_hours": self.hire_hours} if self.hires else {}
        words = {"zh": self.message.zh, "en": self.message.en}
        return {name: said for name, said in done.items() if said} | hire | {"price": self.price, "message": words}


@dataclass(frozen=True)
class StaffConflict:
    """
    Why a request can't be met.

    Attributes
    ----------
    rules
        Names of rules that can't be met together, while all but any one of them can; empty where the search ended
        without a proof.
    minimal
        Whether that is proved of each of them.
    reasons
        What arithmetic alone tells, then the rules in words.
    repairs
        Ways to mend it, the cheapest first, each tried.
    """

    rules: tuple[str, ...]
    minimal: bool
    reasons: tuple[Text, ...]
    repairs: tuple[StaffRepair, ...] = ()

    def lines(self, lang: str) -> list[str]:
        """
        Tell reasons and repairs.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        lines
            One each.
        """
        head = {"zh": "可行的办法：", "en": "this would mend it: "}[lang]
        said = [*self.reasons, *(Text(head + one.message.zh, head + one.message.en) for one in self.repairs)]
        return [one.zh if lang == "zh" else one.en for one in said]

    def told(self) -> dict[str, Any]:
        """
        Lay it out for a file.

        Returns
        -------
        told
            `conflict`, `minimal`, `message` in both languages and `repairs`.
        """
        message = {"zh": "；".join(one.zh for one in self.reasons), "en": "; ".join(one.en for one in self.reasons)}
        repairs = [repair.told() for repair in self.repairs]
        return {"conflict": list(self.rules), "minimal": self.minimal, "message": message, "repairs": repairs}


class StaffConflictError(InfeasibleError):
    """
    Requests whose rules can't be met.

    Parameters
    ----------
    conflicts
        By name of the request.
    """

    def __init__(self, conflicts: Mapping[str, StaffConflict]) -> None:
        self.conflicts = dict(conflicts)
        super().__init__("\n".join(self.lines("en")))

    def lines(self, lang: str) -> list[str]:
        """
        Tell reasons and repairs of each request.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        lines
            One each.
        """
        return [f"{name}: {line}" for name, one in self.conflicts.items() for line in one.lines(lang)]
