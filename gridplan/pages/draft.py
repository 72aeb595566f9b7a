"""A draft of changed grids in a session: steps that can be taken back and taken again, saved as they are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from gridplan.errors import ConflictError
from gridplan.model.draft_steps import Drawn, Json, Step, read_step, sum_up, write_step
from gridplan.pages.frame import Frame
from gridplan.workspace.drafts import StoredDraft, find_draft, keep_draft


@dataclass
class Draft:
    """
    Steps of drawing.

    Attributes
    ----------
    steps
        All of them, those that were taken back included.
    done
        How many of them count.
    version
        The save on the server that it stands at; 0 before the first.
    saved
        What that save holds: steps as JSON, and how many count.
    name
        Its name; "" is the first one of a branch.
    """

    steps: list[Step] = field(default_factory=list)
    done: int = 0
    version: int = 0
    saved: tuple[list[Json], int] = field(default_factory=lambda: ([], 0))
    name: str = ""

    @property
    def drawn(self) -> Drawn:
        """
        Sum the steps up.

        Returns
        -------
        drawn
            What they come to.
        """
        return sum_up(self.steps[: self.done])

    @property
    def said(self) -> tuple[list[Json], int]:
        """
        Lay the draft out for the database.

        Returns
        -------
        steps
            As JSON can hold them.
        done
            How many of them count.
        """
        return [write_step(step) for step in self.steps], self.done

    def take(self, step: Step) -> None:
        """
        Take a step; what was taken back before is forgotten.

        Parameters
        ----------
        step
            The step.
        """
        self.steps = [*self.steps[: self.done], step]
        self.done = len(self.steps)

    def undo(self) -> None:
        """Take the last step back."""
        self.done = max(0, self.done - 1)

    def redo(self) -> None:
        """Take again what was taken back last."""
        self.done = min(len(self.steps), self.done + 1)

    def adopt(self, kept: StoredDraft) -> None:
        """
        Go on with a save on the server.

        Parameters
        ----------
        kept
            The save.
        """
        self.steps, self.done, self.version = [read_step(said) for said in kept.steps], kept.done, kept.version
        self.saved = self.said


def open_draft(frame: Frame, branch_id: str, stored: Sequence[StoredDraft], name: str = "") -> Draft:
    """
    Find the draft of a branch in this session, or open the one on the server, or start one.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch.
    stored
        The drafts of the branch as they lie on the server.
    name
        Its name.

    Returns
    -------
    draft
        The draft.
    """
    drafts: dict[str, Draft] = st.session_state.setdefault("drafts", {})
    key = f"{frame.plan.meta.plan_id}|{branch_id}|{name}"
    if key not in drafts:
        drafts[key] = Draft(name=name)
        catch_up(drafts[key], stored)
    return drafts[key]


def catch_up(draft: Draft, stored: Sequence[StoredDraft]) -> None:
    """
    Go on with what was saved elsewhere, where nothing was done here since.

    Parameters
    ----------
    draft
        The draft.
    stored
        The drafts of its branch as they lie on the server.
    """
    kept = next((one for one in stored if one.name == draft.name), None)
    if kept is not None and kept.version != draft.version and draft.said == draft.saved:
        draft.adopt(kept)


def keep(frame: Frame, draft: Draft, branch_id: str) -> StoredDraft | None:
    """
    Save a draft that has changed.

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
    theirs
        What somebody else saved in the meantime, so that this draft was not; None where all is well.
    """
    said = draft.said
    if said == draft.saved:
        return None
    place = (frame.scope, frame.workspace, frame.plan.meta.plan_id, branch_id)
    try:
        draft.version = keep_draft(*place, steps=said[0], done=said[1], expected_version=draft.version, name=draft.name)
    except ConflictError:
        theirs = find_draft(*place, name=draft.name)
        if theirs is not None:
            return theirs
        # the draft has another name by now; what was done here begins one under the old name
        draft.version = keep_draft(*place, steps=said[0], done=said[1], expected_version=0, name=draft.name)
    draft.saved = said
    return None
