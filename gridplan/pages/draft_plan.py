"""The plan that a draft leads to: its branch as drawn, in the county as it is stored."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TypeVar

import geopandas as gpd
import pandas as pd
import streamlit as st

from gridplan.model.draft_steps import Drawn
from gridplan.model.plan import Plan
from gridplan.pages.draft import Draft
from gridplan.pages.frame import Frame
from gridplan.planning.zoning.drawing.ground import regridded
from gridplan.workspace.drawing import follow_draft

Table = TypeVar("Table", bound=pd.DataFrame)


def drafted(frame: Frame, draft: Draft, branch_id: str) -> Plan:
    """
    Follow a draft to the plan that it leads to.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    branch_id
        The branch.

    Returns
    -------
    plan
        The plan with the branch as drawn, as the viewer may see it; the stored one where nothing was drawn.
    """
    if not draft.drawn:
        return frame.plan
    steps, done = draft.said
    return _followed(f"{frame.key}|{branch_id}|{json.dumps(steps[:done])}", draft.drawn, branch_id, frame)


def spliced(plan: Plan, part: Plan, branch_id: str) -> Plan:
    """
    Put a branch into a plan in place of what the plan has of it.

    Parameters
    ----------
    plan
        The plan.
    part
        The branch.
    branch_id
        Its id.

    Returns
    -------
    plan
        The plan with the units, grids, people, totals and findings of the part.
    """
    return replace(
        plan,
        units=regridded(plan.units, Drawn(part.units["grid_id"].to_dict())),
        grids=gpd.GeoDataFrame(_joined(plan.grids, part.grids, branch_id), crs=plan.grids.crs),
        officers=_joined(plan.officers, part.officers, branch_id),
        branches=gpd.GeoDataFrame(_joined(plan.branches, part.branches, branch_id), crs=plan.branches.crs),
        assignments=pd.concat([_others(plan, branch_id), part.assignments], ignore_index=True),
        findings=part.findings,
        worth=plan.worth[plan.worth["branch_id"] != branch_id],
        registers=part.registers,
    )


def _joined(whole: Table, part: Table, branch_id: str) -> Table:
    of = whole["branch_id"] if "branch_id" in whole else pd.Series(whole.index, index=whole.index)
    joined: Table = pd.concat([whole[of != branch_id], part.reindex(columns=whole.columns)])
    return joined


def _others(plan: Plan, branch_id: str) -> pd.DataFrame:
    return plan.assignments[plan.assignments["grid_id"].map(plan.grids["branch_id"]) != branch_id]


@st.cache_resource(show_spinner=False, max_entries=24)
def _followed(key: str, _drawn: Drawn, branch_id: str, _frame: Frame) -> Plan:
    del key
    part = follow_draft(_frame.scope, _frame.workspace, _frame.plan.meta.plan_id, branch_id, _drawn)
    return spliced(_frame.plan, part, branch_id)
