"""Data routes for devices and scripts: the same use cases, the same scope as the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gridplan.access.scope import Scope
from gridplan.errors import AccessError, ConflictError, GridPlanError, InputError, LockedError, SettingsError
from gridplan.storage.aside import scratch
from gridplan.web.site import Site
from gridplan.web.visitors import visitor_of
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.households import household, household_list, reveal
from gridplan.workspace.visits import record_visits

#: Bytes of one message of a device.
_MOST = 1_000_000
_STATUS: dict[type[GridPlanError], int] = {
    AccessError: 403,
    InputError: 400,
    SettingsError: 404,
    ConflictError: 409,
    LockedError: 503,
}
_NOT_THERE = {"error": "not there"}


class Data:
    """
    The data routes.

    Parameters
    ----------
    site
        The running app.
    """

    def __init__(self, site: Site) -> None:
        self.site = site

    async def households(self, request: Request) -> Response:
        """
        List the households in view.

        Parameters
        ----------
        request
            The request.

        Returns
        -------
        answer
            A list.
        """
        scope = _scope(request)

        def work() -> Response:
            rows = household_list(scope, self.site.workspace)
            return JSONResponse({"households": rows.reset_index().to_dict("records")})

        return await _plainly(work)

    async def household(self, request: Request) -> Response:
        """
        Show one household.

        Parameters
        ----------
        request
            The request.

        Returns
        -------
        answer
            One object; status 404 for an unknown one and for one of others alike.
        """
        scope = _scope(request)

        def work() -> Response:
            wanted = request.path_params["household_id"]
            found = household(scope, self.site.workspace, wanted, now=datetime.now(UTC))
            return JSONResponse(_NOT_THERE, 404) if found is None else JSONResponse(found)

        return await _plainly(work)

    async def reveal(self, request: Request) -> Response:
        """
        Show a personal field unmasked.

        Parameters
        ----------
        request
            A POST request with `{"field": ..., "reason": ...}`.

        Returns
        -------
        answer
            The value; None where there is none, and for a household of others.
        """
        scope = _scope(request)
        asked = await _read(request)

        def work() -> Response:
            wanted, field, reason = request.path_params["household_id"], asked.get("field"), asked.get("reason")
            value = reveal(scope, self.site.workspace, wanted, str(field), str(reason or ""), now=datetime.now(UTC))
            return JSONResponse({"value": value})

        return await _plainly(work)

    async def export(self, request: Request) -> Response:
        """
        Write the plan as one file, with what the visitor may see.

        Parameters
        ----------
        request
            The request; `lang` may stand in its query.

        Returns
        -------
        answer
            The file.
        """
        scope, form = _scope(request), request.path_params["form"]
        lang = "en" if request.query_params.get("lang") == "en" else "zh"

        def work() -> Response:
            with scratch() as folder:
                file = export_plan(scope, self.site.workspace, form, folder / f"plan.{form}", lang=lang)
                content = file.read_bytes()
            disposition = {"Content-Disposition": f'attachment; filename="plan.{form}"'}
            return Response(content, media_type="application/octet-stream", headers=disposition)

        return await _plainly(work)

    async def visits(self, request: Request) -> Response:
        """
        Take visits.

        Parameters
        ----------
        request
            A POST request with `{"visits": [...]}`.

        Returns
        -------
        answer
            What became of each, by its UUID.
        """
        scope = _scope(request)
        rows = (await _read(request)).get("visits")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise HTTPException(400)

        def work() -> Response:
            answers = record_visits(scope, self.site.workspace, rows, now=datetime.now(UTC))
            return JSONResponse({"visits": answers})

        return await _plainly(work)


def _scope(request: Request) -> Scope:
    scope = visitor_of(request).scope
    if scope is None:
        raise HTTPException(401)
    return scope


async def _plainly(work: Callable[[], Response]) -> Response:
    """Do the work beside the event loop; errors of ours become a status and one word."""
    try:
        return await run_in_threadpool(work)
    except GridPlanError as error:
        status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), None)
        if status is None:
            raise
        return JSONResponse({"error": str(error)}, status)


async def _read(request: Request) -> dict[str, Any]:
    """Read one JSON object, if it is no longer than any of ours."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST:
            raise HTTPException(413)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error
    if not isinstance(told, dict):
        raise HTTPException(400)
    return told
