"""What the state of a branch or an officer means."""

from __future__ import annotations

from gridplan.storage.gate.draft import Draft

_CLOSED = "撤并|撤销|关闭|停业|注销|closed"
_LEAVE = "休假|请假|产假|病假|停岗|leave"


def leave_closed_out(draft: Draft) -> None:
    """
    Leave closed branches out.

    Parameters
    ----------
    draft
        Branches, with `status` where the file has it.
    """
    if not draft.has("status"):
        return
    closed = draft.table["status"].str.contains(_CLOSED, case=False, na=False).to_numpy(dtype=bool)
    draft.add(draft.origin.each("BRANCH_CLOSED", "status", closed, draft.shown["status"]))
    draft.left_out = frozenset(draft.table[draft.ids][closed].dropna())
    draft.keep(~closed)


def note_leave(draft: Draft) -> None:
    """
    Mark officers on leave by their state.

    Parameters
    ----------
    draft
        Officers, with `status` where the file has it.
    """
    if draft.has("status") and not draft.has("on_leave"):
        away = draft.table["status"].str.contains(_LEAVE, case=False, na=False)
        draft.table["on_leave"] = away.to_numpy(dtype=bool)
        draft.add(draft.origin.each("OFFICER_LEAVE", "status", away.to_numpy(dtype=bool), draft.shown["status"]))
