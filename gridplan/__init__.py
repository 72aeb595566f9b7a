"""GridPlan: marketing grids for county banks. `import gridplan as gp` shows the public face of `gridplan.api`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = [
    "Plan",
    "PlanParams",
    "Workspace",
    "assign",
    "basic_units",
    "check_rules",
    "demo",
    "indicators",
    "partition",
    "plan",
    "read_osm",
    "service_areas",
    "to_datum",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 # functions and classes alike
    """Load the public face when somebody asks for it, so that a command loads no more than it needs."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("gridplan.api"), name)
