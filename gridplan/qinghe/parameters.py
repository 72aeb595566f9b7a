"""The numbers of the demo county, read from the packaged `demo_params.yaml`."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

Numbers = dict[str, Any]


def demo_numbers() -> Numbers:
    """
    Read the numbers of the demo county.

    Returns
    -------
    numbers
        The content of `demo_params.yaml`; metres, shares and counts as commented there.
    """
    text = files("gridplan.qinghe").joinpath("demo_params.yaml").read_text(encoding="utf-8")
    numbers: Numbers = yaml.safe_load(text)
    return numbers
