"""What each indicator is made of, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from gridplan.model.findings import Text


@dataclass(frozen=True)
class Meaning:
    """
    An indicator in words.

    Attributes
    ----------
    numerator, denominator
        What is counted.
    levels
        Where it is measured.
    source
        Where it comes from.
    """

    numerator: Text
    denominator: Text
    levels: tuple[str, ...]
    source: Text


@cache
def meanings() -> Mapping[str, Meaning]:
    """
    Read what the indicators are made of.

    Returns
    -------
    meanings
        By code.
    """
    text = resources.files(__package__).joinpath("meanings.yaml").read_text("utf-8")
    rows: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return MappingProxyType(
        {
            code: Meaning(Text(*row["num"]), Text(*row["den"]), tuple(row["levels"]), Text(*row["source"]))
            for code, row in rows.items()
        }
    )
