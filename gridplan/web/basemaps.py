"""What lies under maps: tiles of the bank's own basemap, for everybody with a session."""

from __future__ import annotations

import base64

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gridplan.errors import GridPlanError
from gridplan.storage.basemap import basemap_tile
from gridplan.storage.settings import read_settings
from gridplan.web.site import Site

_LASTING = {"Cache-Control": "private, max-age=31536000, immutable"}
#: One clear point, where the basemap has no tile.
_NOTHING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class Basemaps:
    """
    The basemap of the running app.

    Parameters
    ----------
    site
        The running app.
    """

    def __init__(self, site: Site) -> None:
        self.site = site

    def tile(self, request: Request) -> Response:
        """
        Hand out one tile.

        Parameters
        ----------
        request
            The request, with the state of the file and the number of a tile in its path.

        Returns
        -------
        answer
            The picture, a clear point where there is none; status 404 without a basemap.
        """
        asked = request.path_params
        try:
            named = read_settings(self.site.folder).basemap
            found = basemap_tile(self.site.folder, named, asked["zoom"], asked["x"], asked["y"]) if named else None
        except GridPlanError:
            named, found = "", None
        if not named:
            return PlainTextResponse("not found\n", 404)
        content, kind = found or (_NOTHING, "image/png")
        return Response(content, headers=_LASTING, media_type=kind)
