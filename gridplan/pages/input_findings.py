"""Findings of files that somebody brought: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gridplan.locale import gettext
from gridplan.maps.text import safe
from gridplan.model.findings import InputFinding
from gridplan.model.words import Severity

#: More than these in a list are counted, not listed; the marked file has all of them.
MOST = 60


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
    order = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    grades = [finding.severity for finding in findings]
    st.markdown(" · ".join(f"**{severity.label(lang)} {grades.count(severity)}**" for severity in Severity))
    st.html("".join(_line(finding, lang) for finding in order[:MOST]))
    if len(order) > MOST:
        st.caption(f"{gettext('More findings', lang)}: {len(order) - MOST}")


def _line(finding: InputFinding, lang: str) -> str:
    row = "" if finding.row is None else f"{gettext('row', lang)} {finding.row}"
    where = " · ".join(part for part in (finding.file, finding.layer or "", row, finding.column or "") if part)
    value = "" if finding.value is None else f" <code>{safe(finding.value)}</code>"
    message, mend = (safe(getattr(text, lang)) for text in (finding.message, finding.mend))
    return (
        f"<div class='gp-finding gp-{safe(finding.severity)}'><b>{safe(where)}</b>{value} "
        f"{message}<small>{mend}</small></div>"
    )
