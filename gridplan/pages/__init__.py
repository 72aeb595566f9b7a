"""The pages of the app, one script a file; `PAGES` is the order of the menu."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gridplan.access.scope import Viewer

_HERE = Path(__file__).parent
#: The script that every visit runs first.
MENU = _HERE / "menu.py"


@dataclass(frozen=True)
class Page:
    """
    One page of the menu.

    Attributes
    ----------
    name
        Name of its script and of its address.
    title
        Its English name, a text of the catalogue.
    viewers
        Who uses it, the most usual first.
    """

    name: str
    title: str
    viewers: tuple[Viewer, ...]

    @property
    def path(self) -> Path:
        """
        Tell where its script is.

        Returns
        -------
        path
            The script.
        """
        return _HERE / f"{self.name}.py"


PAGES = [
    Page("overview", "Overview", (Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OFFICER)),
    Page("coverage", "Coverage and penetration", (Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD)),
    Page("draw_grids", "Draw grids", (Viewer.BRANCH_HEAD,)),
    Page("staff", "Staff", (Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER)),
    Page("compare_plans", "Compare plans", (Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD)),
    Page("white_space", "White space", (Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD)),
    Page("my_households", "My households", (Viewer.OFFICER,)),
    Page("import_files", "Import", (Viewer.BRANCH_HEAD,)),
]

__all__ = ["MENU", "PAGES", "Page"]
