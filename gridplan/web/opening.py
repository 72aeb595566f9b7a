"""What happens before the first visitor: on a county without accounts the terminal tells how to make the first one."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from importlib import import_module
from threading import Thread
from time import sleep

from starlette.concurrency import run_in_threadpool
from streamlit import runtime

from gridplan.web.incidents import keep_quiet, note_incident
from gridplan.web.promptness import answer_at_once
from gridplan.web.site import Site

#: Seconds from one look to the next whether Streamlit runs.
_LOOK_S = 0.1


def opening(site: Site, beginning: str = "") -> Callable[[object], AbstractAsyncContextManager[None]]:
    """
    Prepare the app.

    Parameters
    ----------
    site
        The running app.
    beginning
        Name of a module whose `begin` gets the pages ready, in a thread of its own; none by default.

    Returns
    -------
    lifespan
        To be given to the app.
    """

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        keep_quiet()
        answer_at_once()
        line = await run_in_threadpool(invitation, site)
        if line:
            sys.stderr.write(f"{line}\n")
        if beginning:
            Thread(target=_begin, args=(beginning,), name="begin", daemon=True).start()
        yield

    return lifespan


def _begin(module: str) -> None:
    """Whatever fails here fails again where somebody sees it, on a page; the app goes on."""
    # components are known once Streamlit runs, and pages can't be read in before
    while not runtime.exists():
        sleep(_LOOK_S)
    try:
        import_module(module).begin()
    except Exception as error:  # noqa: BLE001 # noted with its number, as any other
        note_incident(error, "begin")


def invitation(site: Site) -> str:
    """
    Make the token of the first administrator where one is needed.

    Parameters
    ----------
    site
        The running app.

    Returns
    -------
    line
        What to show at the terminal; nothing on the demo county, or once there are accounts.
    """
    if site.is_demo_to_be or not site.desk.needs_sign_in():
        return ""
    token = site.desk.first_run_token(now=datetime.now(UTC))
    return (
        f"还没有账号：打开 /first-run，输入一次性令牌 / no account yet: open /first-run, token: {token}"
        if token
        else ""
    )
