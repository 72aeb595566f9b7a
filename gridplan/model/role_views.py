"""Which view each role and each post has: data that a bank reads, and that its accounts keep to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml


@cache
def role_views() -> Mapping[str, Mapping[str, Any]]:
    """
    Read the views.

    Returns
    -------
    views
        By role: `posts`, `households`, `aggregates_k`, `export`, and `cover` or `break_glass` where they apply.
    """
    text = resources.files(__package__).joinpath("role_views.yaml").read_text("utf-8")
    rows: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return MappingProxyType({role: MappingProxyType(view) for role, view in rows.items()})


@cache
def view_of_post() -> Mapping[str, str]:
    """
    Tell which role's view each post has.

    Returns
    -------
    views
        Role by post.
    """
    return MappingProxyType({post: role for role, view in role_views().items() for post in view["posts"]})
