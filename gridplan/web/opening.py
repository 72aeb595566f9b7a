"""What happens before the first visitor: on a county without accounts the terminal tells how to make the first one."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool

from gridplan.web.incidents import keep_quiet
from gridplan.web.site import Site


def opening(site: Site) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """
    Prepare the app.

    Parameters
    ----------
    site
        The running app.

    Returns
    -------
    lifespan
        To be given to the app.
    """

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        keep_quiet()
        line = await run_in_threadpool(invitation, site)
        if line:
            sys.stderr.write(f"{line}\n")
        yield

    return lifespan


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
