"""Say what is wrong with a file: every code with its action and its words stands in `codes.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from gridplan.errors import InputError
from gridplan.model.findings import InputFinding, Text, one_line
from gridplan.model.words import Severity

#: Actions from harmless to grave.
ACTIONS = ("accept", "repair", "warn", "reject", "deny")
_SEVERITY = {"accept": Severity.INFO, "repair": Severity.INFO, "warn": Severity.WARNING}
#: A value is shown so far.
_SHOWN = 80


class RefusedError(InputError):
    """
    A file that can't be read any further, with the findings that say why.

    Parameters
    ----------
    *findings
        At least one of severity E.
    """

    def __init__(self, *findings: InputFinding) -> None:
        super().__init__("; ".join(finding.message.en for finding in findings))
        self.findings = findings


def say(
    code: str,
    file: str,
    *,
    layer: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: object = None,
    action: str | None = None,
    **words: object,
) -> InputFinding:
    """
    Make a finding.

    Parameters
    ----------
    code
        A code of `codes.csv`.
    file
        Name of the file.
    layer
        Sheet or layer.
    row
        Row from 1 with the header as row 1; feature from 0 in layers.
    column
        Column as the file spells it.
    value
        The value, already masked where it is personal.
    action
        Another action than the usual one of the code.
    **words
        What the message tells; `row` and `value` are known to it already.

    Returns
    -------
    finding
        Message and mend in both languages.
    """
    entry = codes()[code]
    done = action or entry["action"]
    shown = None if value is None else _short(str(value))
    told = {"row": row, "value": shown, "column": column} | words
    told = {name: one_line(word) if isinstance(word, str) else word for name, word in told.items()}
    return InputFinding(
        code=code,
        severity=_SEVERITY.get(done, Severity.ERROR),
        file=file,
        message=Text(entry["zh"].format(**told), entry["en"].format(**told)),
        mend=Text(entry["mend_zh"].format(**told), entry["mend_en"].format(**told)),
        layer=layer,
        row=row,
        column=column,
        value=shown,
        action=done,
    )


def gravest(findings: Iterable[InputFinding]) -> str:
    """
    Tell the action of a report.

    Parameters
    ----------
    findings
        Its findings.

    Returns
    -------
    action
        The gravest of their actions; `accept` without any.
    """
    return max((finding.action for finding in findings), key=ACTIONS.index, default="accept")


def refuses(findings: Iterable[InputFinding]) -> bool:
    """
    Tell whether findings keep a file out.

    Parameters
    ----------
    findings
        Findings of the file.

    Returns
    -------
    refused
        Whether one of them is of severity E.
    """
    return any(finding.severity is Severity.ERROR for finding in findings)


@cache
def codes() -> Mapping[str, Mapping[str, str]]:
    """
    Read the list of codes.

    Returns
    -------
    codes
        `action`, `zh`, `en`, `mend_zh`, `mend_en` by code.
    """
    text = files("gridplan.storage.gate").joinpath("codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


def _short(text: str) -> str:
    printable = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return printable if len(printable) <= _SHOWN else printable[:_SHOWN] + "…"
