"""Findings of files that somebody brought: where, what, and how to mend it; many of one kind are one entry."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gridplan.locale import gettext
from gridplan.maps.text import safe
from gridplan.model.alike import alike, row_ranges
from gridplan.model.findings import InputFinding
from gridplan.model.words import Severity

#: More kinds than these in a list are counted, not listed; the marked file has all findings.
MOST = 60
#: Rows of one kind that are listed when it is opened.
_ROWS = 20


def show_findings(findings: Sequence[InputFinding], lang: str) -> None:
    """
    List findings, gravest first.

    Parameters
    ----------
    findings
        What is to be said.
    lang
        `zh` or `en`.
    """
    if not findings:
        st.success(gettext("Nothing is wrong with the files", lang))
        return
    grades = [finding.severity for finding in findings]
    st.markdown(" · ".join(f"**{severity.label(lang)} {grades.count(severity)}**" for severity in Severity))
    groups = alike(findings)
    st.html("".join(finding_entry(group, lang) for group in groups[:MOST]))
    if len(groups) > MOST:
        st.caption(f"{gettext('More findings', lang)}: {sum(map(len, groups[MOST:]))}")


def finding_entry(group: Sequence[InputFinding], lang: str) -> str:
    """
    Write one entry of the list.

    Parameters
    ----------
    group
        Findings of one kind in one column of a file.
    lang
        `zh` or `en`.

    Returns
    -------
    html
        Which rows, what is wrong with the first of them, how to mend it, and the others to be opened.
    """
    one = group[0]
    rows = [finding.row for finding in group if finding.row is not None]
    row = f"{gettext('row', lang)} {row_ranges(rows)}" if rows else ""
    where = " · ".join(part for part in (one.file, one.layer or "", row, one.column or "") if part)
    number = f" <b>× {len(group):,}</b>" if len(group) > 1 else ""
    return (
        f"<div class='gp-finding gp-{safe(one.severity)}'><b>{safe(where)}</b>{number} {_said(one, lang)}"
        f"<small>{safe(getattr(one.mend, lang))}</small>{_others(group, lang)}</div>"
    )


def _others(group: Sequence[InputFinding], lang: str) -> str:
    """List the rows where they tell more than the first does."""
    if len({_said(finding, lang) for finding in group}) == 1:
        return ""
    rows = "".join(
        f"<li>{gettext('row', lang)} {finding.row}: {_said(finding, lang)}</li>" for finding in group[:_ROWS]
    )
    more = f"<li>{gettext('More findings', lang)}: {len(group) - _ROWS:,}</li>" if len(group) > _ROWS else ""
    return f"<details><summary>{gettext('Row by row', lang)}</summary><ul>{rows}{more}</ul></details>"


def _said(finding: InputFinding, lang: str) -> str:
    value = "" if finding.value is None else f"<code>{safe(finding.value)}</code> "
    return f"{value}{safe(getattr(finding.message, lang))}"
