"""Where the app stands: its workspace, and what the bank's network says of its address."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from gridplan.workspace.opening import DEMO_FOLDER, Workspace
from gridplan.workspace.signing_in import FrontDesk

#: `GRIDPLAN_TLS=1` says that people reach the app by https, whatever the connection to this process is.
TLS_VARIABLE = "GRIDPLAN_TLS"
#: The address that people type, such as `https://grid.bank.example`, where a proxy changes the Host header.
ORIGIN_VARIABLE = "GRIDPLAN_ORIGIN"


@dataclass(frozen=True)
class Site:
    """
    One running app.

    Attributes
    ----------
    folder
        Its workspace.
    tls
        Whether people reach it by https always.
    origin
        The address that people type; empty where that is the Host header's.
    """

    folder: Path
    tls: bool = False
    origin: str = ""

    @classmethod
    def from_environment(cls) -> Site:
        """
        Read the site from the environment.

        Returns
        -------
        site
            The site.
        """
        tls = os.environ.get(TLS_VARIABLE, "") not in {"", "0"}
        return cls(Workspace.chosen_folder(), tls, os.environ.get(ORIGIN_VARIABLE, "").rstrip("/"))

    @property
    def workspace(self) -> Workspace:
        """
        Open the workspace.

        Returns
        -------
        workspace
            The workspace with its present settings.
        """
        return Workspace.open(self.folder)

    @property
    def desk(self) -> FrontDesk:
        """
        Go to where people sign in.

        Returns
        -------
        desk
            The front desk of the workspace.
        """
        return FrontDesk(self.workspace)

    @property
    def is_demo_to_be(self) -> bool:
        """
        Tell whether the demo county has yet to be made; the first page makes it.

        Returns
        -------
        unmade
            Whether that is so.
        """
        return self.folder == DEMO_FOLDER and not (self.folder / "gridplan.toml").exists()

    def is_secure(self, connection: HTTPConnection) -> bool:
        """
        Tell whether a person came by https.

        Parameters
        ----------
        connection
            The request or websocket; its scheme is what a trusted proxy said.

        Returns
        -------
        secure
            Whether cookies may be marked secure.
        """
        return self.tls or self.origin.startswith("https:") or connection.scope["scheme"] in {"https", "wss"}

    def is_own(self, origin: str, host: str) -> bool:
        """
        Tell whether an Origin header names this very app.

        Parameters
        ----------
        origin
            The header that a browser sends.
        host
            The Host header of the same request.

        Returns
        -------
        own
            Whether it does; an empty origin never does.
        """
        parts = urlsplit(origin)
        return bool(parts.netloc) and (parts.netloc == host or origin == self.origin)

    def is_known_host(self, host: str) -> bool:
        """
        Tell whether a Host header can't have been made up by a foreign name that points here.

        Parameters
        ----------
        host
            The header.

        Returns
        -------
        known
            True for this machine, a plain address, and the host of `origin`.
        """
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or _is_address(name) or (bool(host) and host == urlsplit(self.origin).netloc)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
