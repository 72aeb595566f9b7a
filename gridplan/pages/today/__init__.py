"""What needs a person today, one role a file; `TODAY` says whose is which."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gridplan.access.scope import Viewer
from gridplan.pages.frame import Frame
from gridplan.pages.today.head import show_head
from gridplan.pages.today.manager import show_manager
from gridplan.pages.today.officer import show_officer

TODAY: Mapping[Viewer, Callable[[Frame], None]] = {
    Viewer.REGIONAL_MANAGER: show_manager,
    Viewer.BRANCH_HEAD: show_head,
    Viewer.OFFICER: show_officer,
}

__all__ = ["TODAY"]
