"""One line about a plan on its way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gridplan.model.bank_time import BANK_TIME
from gridplan.model.words import PlanState
from gridplan.pages.frame import Frame
from gridplan.storage.database.plan_states import RETURNED


def say_plan(frame: Frame, row: Mapping[Any, Any]) -> str:
    """
    Say where a plan stands, who brought it there, when and why.

    Parameters
    ----------
    frame
        The open plan.
    row
        A row of `plans_waiting` or `plans_under_way`.

    Returns
    -------
    text
        One line.
    """
    back = row["what"] == RETURNED
    state = frame.say("Returned") if back else PlanState(str(row["state"])).label(frame.lang)
    parts = [row["plan_id"], state, row["by"], f"{row['at'].astimezone(BANK_TIME):%m-%d %H:%M}", row["reason"]]
    return " · ".join(str(part) for part in parts if part)
