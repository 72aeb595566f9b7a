"""Open a workspace: one county's files, plans and settings in one folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError
from gridplan.storage.database.engine import Database, open_database
from gridplan.storage.settings import Settings, read_settings
from gridplan.storage.settling import settle_folder

Progress = Callable[[str, float], None]
#: Names the workspace that the screens open.
VARIABLE = "GRIDPLAN_WORKSPACE"
DEMO_FOLDER = Path("demo-county")


@dataclass(frozen=True)
class Workspace:
    """
    One county's folder.

    Attributes
    ----------
    path
        The folder.
    settings
        What it says of itself.
    """

    path: Path
    settings: Settings

    @classmethod
    def open(cls, path: Path | str) -> Workspace:
        """
        Open a workspace; a change that was cut off is finished or dropped first.

        Parameters
        ----------
        path
            Its folder.

        Returns
        -------
        workspace
            The workspace with its settings read.
        """
        folder = Path(path)
        settle_folder(folder)
        return cls(folder, read_settings(folder))

    @property
    def database(self) -> Database:
        """
        Open the database; it is made on first use.

        Returns
        -------
        database
            The workspace's own file, or the server that `GRIDPLAN_DATABASE` names.
        """
        return open_database(self.path)

    @staticmethod
    def chosen_folder() -> Path:
        """
        Tell which workspace the screens open.

        Returns
        -------
        folder
            What `GRIDPLAN_WORKSPACE` names, or the demo county.
        """
        return Path(os.environ.get(VARIABLE) or DEMO_FOLDER)

    def demo_scope(self, viewer: Viewer, *, branch_id: str | None = None, officer_id: str | None = None) -> Scope:
        """
        Take a role without signing in, on invented data alone.

        Parameters
        ----------
        viewer
            The role to take.
        branch_id
            The branch of a branch head or an officer.
        officer_id
            The officer.

        Returns
        -------
        scope
            The scope of that role.

        Raises
        ------
        AccessError
            If the workspace is not synthetic.
        """
        if not self.settings.synthetic:
            raise AccessError("roles can be switched on the demo county alone; this workspace holds real data")
        return Scope(viewer, frozenset({branch_id}) if branch_id else None, officer_id, f"demo {viewer}")
