"""A finding: what is wrong, where, by how much, and how to mend it, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pandas as pd

from gridplan.model.words import Severity


@dataclass(frozen=True)
class Text:
    """
    One message in both languages.

    Attributes
    ----------
    zh
        Chinese.
    en
        English.
    """

    zh: str
    en: str


@dataclass(frozen=True)
class RuleFinding:
    """
    A rule of the three-fix suite that an object of the plan breaks.

    Attributes
    ----------
    rule
        Rule id, such as `G05`.
    severity
        E, W or I.
    object_type
        `unit`, `grid`, `officer`, `branch`, `post` or `plan`.
    object_id
        Which one.
    figure
        What was measured.
    limit
        What the rule allows, as text.
    message
        What is wrong.
    mend
        How to mend it.
    """

    rule: str
    severity: Severity
    object_type: str
    object_id: str
    figure: float
    limit: str
    message: Text
    mend: Text


@dataclass(frozen=True)
class InputFinding:
    """
    A fault of an input file.

    Attributes
    ----------
    code
        Stable code, such as `NUM_RANGE`.
    severity
        E, W or I.
    file
        File name without folders.
    message
        What is wrong.
    mend
        How to mend it.
    layer
        Sheet or layer.
    row
        Row from 1 with the header as row 1; feature from 0 in layers.
    column
        Column as the file spells it.
    value
        The value, masked where it is personal.
    action
        `accept`, `repair`, `warn`, `reject` or `deny`.
    """

    code: str
    severity: Severity
    file: str
    message: Text
    mend: Text
    layer: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    action: str = "reject"

    def line(self, lang: str = "en") -> str:
        """
        Tell the finding in one line.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        line
            File, row and column, what is wrong, how to mend it.
        """
        words = ("第 {} 行", "列 {}") if lang == "zh" else ("row {}", "column {}")
        places = zip(words, (self.row, self.column), strict=True)
        where = [word.format(place) for word, place in places if place is not None]
        at = ", ".join([self.file, *([self.layer] if self.layer else []), *where])
        return one_line(f"{at}: {getattr(self.message, lang)} {getattr(self.mend, lang)}")


def one_line(text: str) -> str:
    """
    Write a text so that a terminal and a log take it for one line and nothing else.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    line
        White space as blanks, other signs that nobody can see as a replacement character.
    """
    if text.isprintable():
        return text
    signs = (char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return "".join(signs)


RULE_COLUMNS = [
    "rule", "severity", "object_type", "object_id", "figure", "limit",
    "message_zh", "message_en", "mend_zh", "mend_en",
]  # fmt: skip


def rule_findings_table(findings: Iterable[RuleFinding]) -> pd.DataFrame:
    """
    Lay rule findings out as a table, gravest first.

    Parameters
    ----------
    findings
        Any number of findings.

    Returns
    -------
    table
        One row a finding, columns `RULE_COLUMNS`.
    """
    rows = []
    for finding in findings:
        row = asdict(finding)
        message, mend = row.pop("message"), row.pop("mend")
        row |= {"severity": str(finding.severity), "message_zh": message["zh"], "message_en": message["en"]}
        rows.append(row | {"mend_zh": mend["zh"], "mend_en": mend["en"]})
    table = pd.DataFrame(rows, columns=RULE_COLUMNS)
    if table.empty:
        return table
    rank = table["severity"].map({"E": 0, "W": 1, "I": 2})
    order = table.assign(rank=rank).sort_values(["rank", "rule", "object_id"], kind="stable").index
    return table.loc[order].reset_index(drop=True)


def count_findings(findings: pd.DataFrame) -> dict[str, int]:
    """
    Count rule findings.

    Parameters
    ----------
    findings
        With `severity`.

    Returns
    -------
    counts
        Number by severity E, W, I.
    """
    counts = findings["severity"].value_counts()
    return {str(severity): int(counts.get(str(severity), 0)) for severity in Severity}
