"""The numbers and severities of the rules: data that a bank edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from gridplan.errors import SettingsError
from gridplan.model.findings import RuleFinding, Text
from gridplan.model.words import Severity


@dataclass(frozen=True)
class Limits:
    """
    What one rule allows.

    Attributes
    ----------
    rule
        Rule id, such as `G05`.
    severity
        How grave a breach is.
    numbers
        Its numbers by name.
    """

    rule: str
    severity: Severity
    numbers: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 # a number, a pair or a list, as the rule says
        """Give one number of the rule."""
        return self.numbers[name]

    def finding(
        self,
        object_type: str,
        object_id: object,
        figure: float,
        limit: str,
        message: tuple[str, str],
        mend: tuple[str, str],
        *,
        severity: Severity | None = None,
    ) -> RuleFinding:
        """
        Write a breach of this rule down.

        Parameters
        ----------
        object_type
            `unit`, `grid`, `officer`, `branch`, `post` or `plan`.
        object_id
            Which one.
        figure
            What was measured.
        limit
            What the rule allows.
        message, mend
            What is wrong and how to mend it, in Chinese and English.
        severity
            Graver or milder than the rule's own.

        Returns
        -------
        finding
            The finding.
        """
        said, mended = Text(*message), Text(*mend)
        grave = severity or self.severity
        return RuleFinding(self.rule, grave, object_type, str(object_id), float(figure), limit, said, mended)


@cache
def catalogue() -> Mapping[str, Limits]:
    """
    Read the catalogue.

    Returns
    -------
    catalogue
        Limits by rule id.
    """
    text = resources.files(__package__).joinpath("three_fix_rules.yaml").read_text("utf-8")
    rows: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return MappingProxyType({rule: _limits(rule, numbers) for rule, numbers in rows.items()})


def edited(changes: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Limits]:
    """
    Put a bank's own numbers in the place of the presets.

    Parameters
    ----------
    changes
        Numbers by rule and name, `severity` among them.

    Returns
    -------
    catalogue
        Limits by rule id.

    Raises
    ------
    SettingsError
        If a rule or a number is unknown, or a number of another kind than the preset.
    """
    told = dict(catalogue())
    for rule, numbers in changes.items():
        if rule not in told:
            raise SettingsError(f"no rule {rule}; the catalogue has {', '.join(told)}")
        whole = {"severity": str(told[rule].severity), **told[rule].numbers}
        unknown = sorted(set(numbers) - set(whole))
        if unknown:
            raise SettingsError(f"rule {rule} has no number {', '.join(unknown)}; it has {', '.join(whole)}")
        wrong = sorted(name for name, value in numbers.items() if not _suits(value, whole[name]))
        if numbers.get("severity", "E") not in set(Severity):
            wrong.append("severity")
        if wrong:
            raise SettingsError(f"rule {rule}: {', '.join(f'{name} = {numbers[name]!r}' for name in wrong)} can't be")
        told[rule] = _limits(rule, {**whole, **numbers})
    return MappingProxyType(told)


def _suits(value: object, preset: object) -> bool:
    """Tell whether a value is of the kind of the preset: a number, a rising pair, some words."""
    if isinstance(preset, list):
        if not isinstance(value, list) or not all(_suits(one, preset[0]) for one in value):
            return False
        return isinstance(preset[0], str) or (len(value) == len(preset) and value == sorted(value))
    if isinstance(preset, str):
        return isinstance(value, str)
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _limits(rule: str, numbers: Mapping[str, Any]) -> Limits:
    rest = {name: value for name, value in numbers.items() if name != "severity"}
    return Limits(rule, Severity(numbers["severity"]), MappingProxyType(rest))
