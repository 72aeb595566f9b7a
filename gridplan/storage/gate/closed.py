"""What the state of a branch or an officer means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from gridplan.storage.gate.draft import Draft

_OPEN, _CLOSED, _LEAVE, _LEFT = "open", "closed", "leave", "left"
#: Whole words alone: 拟撤并 and 未停业 are open, 产假结束 is no leave.
_BRANCH = {
    _OPEN: "营业 营业中 正常 正常营业 在营 在营业 对外营业 开业 运营 运营中 运行 存续 启用 有效 在用 试营业 active",
    _CLOSED: "撤并 撤销 撤点 裁撤 关闭 关停 停业 停办 歇业 注销 永久停业 终止营业 合并撤销",
}
_OFFICER = {
    _OPEN: "在岗 在职 在编 正常 上岗 返岗 到岗 在岗在职 在职在岗 试用 working active",
    _LEAVE: "休假 休假中 请假 请假中 产假 产假中 休产假 请产假 病假 病假中 休病假 请病假 长病假 事假 年假 停岗 onleave",
    _LEFT: "离职 离岗 退休 内退 退养 调离 调出 调走 辞职 辞退 解聘 解除合同 开除 除名 去世 身故 死亡 retired resigned",
}
#: Signs between words, and what says nothing of the state.
_BETWEEN, _IDLE = r"[,;、。/|]", r"\(.*?\)|\d{1,4}[年月日./-]?|[\s已于被了]"


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
    closed = _states(draft, _BRANCH) == _CLOSED
    draft.add(draft.origin.each("BRANCH_CLOSED", "status", closed, draft.shown["status"]))
    draft.left_out = frozenset(draft.table[draft.ids][closed].dropna())
    draft.keep(~closed)


def note_leave(draft: Draft) -> None:
    """
    Mark officers on leave by their state, and leave out those who have left.

    Parameters
    ----------
    draft
        Officers, with `status` where the file has it.
    """
    if not draft.has("status"):
        return
    states = _states(draft, _OFFICER)
    if not draft.has("on_leave"):
        draft.table["on_leave"] = states == _LEAVE
        draft.add(draft.origin.each("OFFICER_LEAVE", "status", states == _LEAVE, draft.shown["status"]))
    left = states == _LEFT
    draft.add(draft.origin.each("OFFICER_LEFT", "status", left, draft.shown["status"]))
    draft.left_out = frozenset(draft.table[draft.ids][left].dropna())
    draft.keep(~left)


def _states(draft: Draft, words: Mapping[str, str]) -> NDArray[np.object_]:
    """Tell the state of every row, and warn of words that nobody knows; those change nothing."""
    meant = {word: state for state, listed in words.items() for word in (state, *listed.split())}
    told = draft.table["status"]
    by_word = {word: _state(str(word), meant) for word in told.dropna().unique()}
    states = np.array([by_word.get(word, _OPEN) for word in told], dtype=object)
    allowed = ", ".join(listed.split()[0] for listed in words.values())
    unknown = np.array([state is None for state in states], dtype=bool)
    draft.add(draft.origin.each("ENUM", "status", unknown, draft.shown["status"], allowed=allowed, action="warn"))
    return states


def _state(said: str, meant: Mapping[str, str]) -> str | None:
    """Read one state; of several words the last that is known counts."""
    parts = re.split(_BETWEEN, unicodedata.normalize("NFKC", said).casefold())
    known = [meant[word] for part in parts if (word := re.sub(_IDLE, "", part)) in meant]
    return known[-1] if known else None
