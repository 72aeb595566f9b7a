"""Findings of one kind put together, so that a cause that shows in a thousand rows hides no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from gridplan.model.findings import InputFinding
from gridplan.model.words import Severity

#: Its parent is missing.
_ORPHAN = "FK_ORPHAN"


def alike(findings: Iterable[InputFinding]) -> list[list[InputFinding]]:
    """
    Put findings together that say the same of one column.

    Parameters
    ----------
    findings
        Findings of any files.

    Returns
    -------
    groups
        Gravest first, and of equally grave ones the fewest rows first: what stands alone has a cause of its own. Rows
        whose parent is missing come last of them, for mostly something else ails the parent.
    """
    groups: dict[tuple[str | None, ...], list[InputFinding]] = {}
    for one in findings:
        key = (one.severity, one.code, one.file, one.layer, one.column)
        groups.setdefault(key, []).append(one)
    order = list(Severity)
    return sorted(
        groups.values(), key=lambda group: (order.index(group[0].severity), group[0].code == _ORPHAN, len(group))
    )


def row_ranges(rows: Sequence[int], *, most: int = 6) -> str:
    """
    Name rows shortly.

    Parameters
    ----------
    rows
        Their numbers.
    most
        Ranges that are named.

    Returns
    -------
    text
        Such as `2-9, 12`, with an ellipsis where there are more.
    """
    ordered = sorted(set(rows))
    runs = [
        [row for _, row in run]
        for _, run in groupby(enumerate(ordered), key=lambda numbered: numbered[1] - numbered[0])
    ]
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return ", ".join([*texts[:most], *(["…"] if len(texts) > most else [])])
