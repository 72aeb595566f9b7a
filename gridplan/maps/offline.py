"""A folium map that asks no one for anything: its own Leaflet, no tiles, and one-file export."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from folium.utilities import camelize

from gridplan.errors import StorageError
from gridplan.maps.drawing import Drawing, Json
from gridplan.maps.text import script_json

MAX_ZOOM = 19
SCRIPTS = ("leaflet.js", "units.js", "gridplan.js")
#: Buttons for drawing, on screen alone.
TOOLS = "tools.js"
STYLES = ("leaflet.css", "gridplan.css")


class OfflineMap(folium.Map):
    """
    A Leaflet map with nothing from outside.

    Parameters
    ----------
    words
        What stands on the map itself: `credit`, `synthetic`, `legend`, whether it is `open`, and `bounds` as
        south-west and north-east latitude and longitude.
    title
        Title of the exported page.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (folium's own name; replaced, never changed in place)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, words: Json, title: str) -> None:
        super().__init__(tiles=None, attribution_control=True, zoom_control=True, zoom_snap=0.25)
        # folium gives a limit to the tiles of the web alone
        self.options["max_zoom"] = MAX_ZOOM
        self.words = words
        self.figure.title = title

    @property
    def figure(self) -> Figure:
        """
        Give the page that the map stands on.

        Returns
        -------
        figure
            The page.
        """
        return cast("Figure", self.get_root())

    @property
    def scene(self) -> str:
        """
        Write the map down for a page that has Leaflet and our own script already.

        Returns
        -------
        json
            The options of the map, and what is called on it in turn: the very data that the export has inside.
        """
        calls = [f'["{call.function}",{call.data}]' for call in self._children.values() if isinstance(call, Call)]
        options = {camelize(name): value for name, value in self.options.items()}
        return f'{{"options":{script_json(options)},"calls":[{",".join(calls)}]}}'


class Call(MacroElement):
    """
    One call of the map's own script.

    Parameters
    ----------
    function
        `draw`, `furnish` or `repaint`.
    data
        What it is called with, as JSON that can stand inside a script.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "GridPlan.{{ this.function }}({{ this._parent.get_name() }}, {{ this.data }});\n"
        "{% endmacro %}"
    )

    def __init__(self, function: str, data: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Call"
        self.function = function
        self.data = data


def add(map_: OfflineMap, drawing: Drawing) -> None:
    """
    Add a drawing to a map.

    Parameters
    ----------
    map_
        The map.
    drawing
        What a layer gave.
    """
    map_.add_child(Call("draw", drawing.script), name=drawing.name)


@cache
def asset(name: str) -> str:
    """
    Read an asset as text, as it can stand inside a page.

    Parameters
    ----------
    name
        File name.

    Returns
    -------
    text
        The text; images of a style sheet are in it, a pointer to a source map is not.
    """
    text = files("gridplan.maps").joinpath("assets", name).read_text(encoding="utf-8")
    text = re.sub(r"\n?//# sourceMappingURL=.*", "", text)
    return re.sub(r"url\((images/[^)]+)\)", lambda found: f"url({_data_uri(found[1])})", text)


@cache
def assets_digest() -> str:
    """
    Name the state of all that a map on screen loads.

    Returns
    -------
    digest
        It changes whenever one of the files does.
    """
    content = "".join(asset(name) for name in (*SCRIPTS, TOOLS, *STYLES))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _data_uri(name: str) -> str:
    image = files("gridplan.maps").joinpath("assets", name)
    if not image.is_file():
        return ""
    return "data:image/png;base64," + base64.b64encode(image.read_bytes()).decode()


def html(map_: OfflineMap) -> str:
    """
    Render a map as one page with everything in it.

    Parameters
    ----------
    map_
        The map.

    Returns
    -------
    page
        The page.
    """
    figure = map_.figure
    tags: list[tuple[tuple[str, ...], Callable[[str], str]]] = [
        (STYLES, lambda name: f"<style>{asset(name)}</style>"),
        (SCRIPTS, lambda name: f"<script>{asset(name)}</script>"),
    ]
    for names, tag in tags:
        for name in names:
            figure.header.add_child(_Verbatim(tag(name)), name=name)
    page: str = figure.render()
    return page


class _Verbatim(Element):
    """A piece of page that is no template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: object) -> str:
        """Give the text as it is."""
        return self.text


def save_html(map_: OfflineMap, path: Path) -> Path:
    """
    Write a map as one file that opens without a network.

    Parameters
    ----------
    map_
        The map.
    path
        Where to; replaced if it stands.

    Returns
    -------
    path
        The file.

    Raises
    ------
    StorageError
        If the file can't be written.
    """
    try:
        path.write_text(html(map_), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"the map could not be written to {path.name}: {error.strerror}") from error
    return path
