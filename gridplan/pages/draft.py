"""A draft of changed grids: steps that can be taken back and taken again, and the plan they lead to."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from gridplan.errors import ConflictError
from gridplan.model.plan import Plan
from gridplan.pages.frame import Frame
from gridplan.workspace.drafts import StoredDraft, find_draft, keep_draft
from gridplan.workspace.editing import edit_plan


@dataclass
class Draft:
    """
    Units given to other grids, one a step.

    Attributes
    ----------
    steps
        Unit and grid of every step, also of those taken back.
    done
        How many of them count.
    version
        The save on the server that it stands at; 0 before the first.
    """

    steps: list[tuple[str, str]] = field(default_factory=list)
    done: int = 0
    version: int = 0

    @property
    def moves(self) -> dict[str, str]:
        """
        Sum the steps up.

        Returns
        -------
        moves
            Grid by unit.
        """
        return dict(self.steps[: self.done])

    def move(self, unit_id: str, grid_id: str) -> None:
        """
        Take a step; what was taken back before is forgotten.

        Parameters
        ----------
        unit_id
            The unit.
        grid_id
            The grid that it goes to.
        """
        self.steps = [*self.steps[: self.done], (unit_id, grid_id)]
        self.done = len(self.steps)

    def undo(self) -> None:
        """Take the last step back."""
        self.done = max(0, self.done - 1)

    def redo(self) -> None:
        """Take again what was taken back last."""
        self.done = min(len(self.steps), self.done + 1)


def open_draft(frame: Frame, branch_id: str) -> Draft:
    """
    Find the draft of a branch in this session, or start one.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch.

    Returns
    -------
    draft
        The draft.
    """
    drafts: dict[str, Draft] = st.session_state.setdefault("drafts", {})
    key = f"{frame.plan.meta.plan_id}|{branch_id}"
    if key not in drafts:
        kept = find_draft(frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
        drafts[key] = Draft(_steps(kept), kept.done, kept.version) if kept else Draft()
    return drafts[key]


def keep(frame: Frame, draft: Draft, branch_id: str) -> None:
    """
    Save a draft that has changed; where somebody else saved first, theirs is shown and the viewer told.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    branch_id
        The branch.
    """
    plan_id = frame.plan.meta.plan_id
    kept = find_draft(frame.scope, frame.workspace, plan_id, branch_id)
    if kept and (kept.version, kept.done, _steps(kept)) == (draft.version, draft.done, draft.steps):
        return
    if not kept and not draft.steps:
        return
    try:
        draft.version = keep_draft(
            frame.scope,
            frame.workspace,
            plan_id,
            branch_id,
            steps=draft.steps,
            done=draft.done,
            expected_version=draft.version,
        )
    except ConflictError as error:
        st.session_state["drafts"].pop(f"{plan_id}|{branch_id}")
        st.session_state["conflict"] = str(error)
        st.rerun()


def drafted(frame: Frame, draft: Draft) -> Plan:
    """
    Follow a draft to the plan that it leads to.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.

    Returns
    -------
    plan
        The plan with the moves, as the viewer may see it; the stored one where nothing was moved.
    """
    changed = changes(frame, draft)
    return _edited(frame.key, tuple(sorted(changed.items())), frame) if changed else frame.plan


def changes(frame: Frame, draft: Draft) -> dict[str, str]:
    """
    Sum a draft up.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.

    Returns
    -------
    moves
        Grid by unit, of those that end elsewhere than they began.
    """
    return {unit: grid for unit, grid in draft.moves.items() if frame.plan.units["grid_id"].get(unit) != grid}


def _steps(kept: StoredDraft) -> list[tuple[str, str]]:
    return [(unit, grid) for unit, grid in kept.steps]


@st.cache_resource(show_spinner=False, max_entries=8)
def _edited(key: str, moves: tuple[tuple[str, str], ...], _frame: Frame) -> Plan:
    del key
    return edit_plan(_frame.scope, _frame.workspace, _frame.plan.meta.plan_id, dict(moves))
