"""Findings of the three-fix rules beside the map: how many, and what to do about each."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from gridplan.locale import gettext
from gridplan.maps.text import safe
from gridplan.model.words import Severity
from gridplan.pages.fold import fold
from gridplan.pages.frame import Frame
from gridplan.pages.kept import kept

#: More than these in a list are counted, not listed.
MOST = 30


def findings_of(frame: Frame, plan_findings: pd.DataFrame, branch_id: str | None) -> pd.DataFrame:
    """
    Keep the findings of one branch.

    Parameters
    ----------
    frame
        The open plan.
    plan_findings
        Findings of a plan.
    branch_id
        The branch; None keeps all that the viewer may see.

    Returns
    -------
    findings
        Findings about the branch, its grids, units and officers.
    """
    owner = pd.concat([getattr(frame.plan, table)["branch_id"] for table in ("grids", "units", "officers")]).to_dict()
    owner |= {branch: branch for branch in frame.plan.branches.index}
    mine = plan_findings["object_id"].map(owner)
    if branch_id is not None:
        return plan_findings[mine == branch_id]
    return plan_findings[mine.isna() | mine.map(lambda branch: frame.scope.sees_branch(str(branch)))]


def count_findings(frame: Frame, branch_id: str | None) -> None:
    """
    Show how many findings there are, with the list behind it.

    Parameters
    ----------
    frame
        The open plan.
    branch_id
        The branch; None shows all.
    """
    found = kept(frame, f"findings|{branch_id or ''}", lambda: findings_of(frame, frame.plan.findings, branch_id))
    counts = found["severity"].value_counts()
    texts = [f"{severity.label(frame.lang)} {int(counts.get(str(severity), 0))}" for severity in Severity]
    label = f"{frame.say('Findings of the three-fix rules')}: {' · '.join(texts)}"
    fold(label, "findings-fold", lambda: list_findings(frame, found))


def list_findings(frame: Frame, found: pd.DataFrame, *, height: int | None = None) -> None:
    """
    List findings, gravest first.

    Parameters
    ----------
    frame
        The open plan.
    found
        Findings.
    height
        Pixels that a longer list scrolls within; None shows all of it.
    """
    if found.empty:
        st.success(frame.say("No finding"))
        return
    lines = "".join(_line(row, frame.lang) for row in found.head(MOST).to_dict("records"))
    if height is not None:
        # whoever has no mouse scrolls by the keys, which takes the focus
        named = f"tabindex='0' role='region' aria-label='{safe(frame.say('Findings'))}'"
        lines = f"<div class='gp-scroll' style='max-height:{height}px' {named}>{lines}</div>"
    st.html(lines)
    if len(found) > MOST:
        st.caption(f"{frame.say('More findings')}: {len(found) - MOST}")


def mend_of(row: Mapping[Hashable, object], lang: str) -> str:
    """
    Say how a finding is mended, and by which rule: that comes last, for G05 is a rule and the number of a grid as well.

    Parameters
    ----------
    row
        The finding.
    lang
        `zh` or `en`.

    Returns
    -------
    text
        One line.
    """
    return " · ".join(filter(None, (str(row[f"mend_{lang}"]), f"{gettext('rule', lang)} {row['rule']}")))


def _line(row: Mapping[Hashable, object], lang: str) -> str:
    return (
        f"<div class='gp-finding gp-{safe(row['severity'])}'><b>{safe(row['object_id'])}</b> "
        f"{safe(row[f'message_{lang}'])}<small>{safe(mend_of(row, lang))}</small></div>"
    )
