"""What a page is going to want, told with its first bytes: the browser fetches it while the shell is still starting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from gridplan.maps.offline import SCRIPTS, STYLES, assets_digest
from gridplan.web.page_style import style_address

_STATIC = Path(str(files("streamlit"))) / "static"
#: Parts of Streamlit's shell that every page of ours draws with.
_PARTS = ("Html", "BidiComponent", "Button")
#: Components of ours that all pages draw with.
_OWN = ("choice", "menu")
#: Pages that show a map.
MAPS = frozenset({"/coverage", "/draw_grids", "/staff", "/white_space", "/my_households"})
#: Pages with a ranking or findings that the browser draws.
LISTS = frozenset({"/coverage", "/draw_grids"})
_IMPORT = re.compile(r"""from\s*["']\./([\w.-]+\.js)["']|import\s*["']\./([\w.-]+\.js)["']""")


@cache
def links(path: str) -> str:
    """
    List what a page wants beside what its first lines name.

    Parameters
    ----------
    path
        Path of the page.

    Returns
    -------
    links
        The value of a Link header; empty for what is no page of ours.
    """
    own = [*_OWN, *(["ranking"] if path in LISTS else [])]
    wanted = [f"</static/js/{name}>; rel=modulepreload" for name in _modules(_PARTS)]
    wanted += [f"</_stcore/bidi-components/gridplan.{name}/{name}.js>; rel=modulepreload" for name in own]
    style = f"<{style_address()}>; rel=preload; as=style"
    return ", ".join([style, *wanted, *(_of_maps() if path in MAPS else ())])


def _of_maps() -> Iterator[str]:
    yield "</_stcore/bidi-components/gridplan.map/bridge.js>; rel=modulepreload"
    for kind, names in (("script", SCRIPTS), ("style", STYLES)):
        yield from (f"</map/assets/{assets_digest()}/{name}>; rel=preload; as={kind}" for name in names)


@cache
def _modules(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Follow imports from parts of the shell; whatever the shell's first page names is on its way already."""
    known = set(re.findall(r"[\w.-]+\.js", (_STATIC / "index.html").read_text(encoding="utf-8")))
    folder = _STATIC / "static" / "js"
    new = [file.name for part in parts for file in sorted(folder.glob(f"{part}.*.js"))]
    found: list[str] = []
    while new:
        name = new.pop(0)
        if name not in known and (folder / name).is_file():
            known.add(name)
            found.append(name)
            new += [one or other for one, other in _IMPORT.findall((folder / name).read_text(encoding="utf-8"))]
    return tuple(found)
