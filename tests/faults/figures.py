"""Figures of the trials, one file a kind, which docs/trust.md quotes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

#: Where `make test-faults` wants them; without it they are told to nobody.
VARIABLE = "GRIDPLAN_FIGURES"


def keep(name: str, figures: Mapping[str, object]) -> None:
    """Write what was measured."""
    if folder := os.environ.get(VARIABLE):
        Path(folder).mkdir(parents=True, exist_ok=True)
        text = json.dumps(dict(figures), ensure_ascii=False, indent=1, default=str)
        (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")
