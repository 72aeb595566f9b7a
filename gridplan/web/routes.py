"""All routes of ours, beside those of Streamlit."""

from __future__ import annotations

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from gridplan.web import maps
from gridplan.web.basemaps import Basemaps
from gridplan.web.data import Data
from gridplan.web.oidc import Oidc
from gridplan.web.page_style import page_script, page_style
from gridplan.web.signing import Signing
from gridplan.web.site import Site

_HOUSE = files("gridplan")


def routes(site: Site) -> list[BaseRoute]:
    """
    List the routes.

    Parameters
    ----------
    site
        The running app.

    Returns
    -------
    routes
        To be given to the app; none but the icon lies within a path of Streamlit.
    """
    oidc, data = Oidc.from_environment(site), Data(site)
    signing = Signing(site, oidc=oidc.service is not None)
    both = ["GET", "POST"]
    return [
        Route("/healthz", _health),
        Route("/sign-in/style.css", _style),
        Route("/style/{digest}.css", page_style),
        Route("/style/{digest}.js", page_script),
        Route("/sign-in/icon.png", _icon),
        # where Streamlit looks for the icon of its pages, unless each of them sends one of its own
        Route("/favicon.png", _icon),
        Route("/sign-in", signing.sign_in, methods=both),
        Route("/sign-out", signing.sign_out, methods=both),
        Route("/first-run", signing.first_run, methods=both),
        Route("/password", signing.password, methods=both),
        Route("/oidc/start", oidc.start),
        Route("/oidc/back", oidc.back),
        Route("/data/households", data.households),
        Route("/data/households/{household_id}", data.household),
        Route("/data/households/{household_id}/reveal", data.reveal, methods=["POST"]),
        Route("/data/export/{form}", data.export),
        Route("/data/visits", data.visits, methods=["POST"]),
        Route("/basemap/{mark}/{zoom:int}/{x:int}/{y:int}", Basemaps(site).tile),
        Route("/map/assets/{digest}/{name}", maps.code),
        Route("/map/{key}", maps.parcel),
        Route("/map/{key}/{zoom:int}/{x:int}/{y:int}", maps.tile),
    ]


async def _health(_: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _style(_: Request) -> Response:
    return FileResponse(str(_HOUSE / "web" / "assets" / "sign_in.css"), media_type="text/css")


async def _icon(_: Request) -> Response:
    return FileResponse(str(_HOUSE / "pages" / "icon.png"), media_type="image/png")
