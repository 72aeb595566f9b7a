"""A county that holds nothing yet, and the files that a person has of it on the own disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gridplan.access.scope import OPERATOR
from gridplan.storage.folder import write_inputs
from gridplan.workspace.new import new_empty
from gridplan.workspace.opening import Workspace
from tests.app.conftest import SMALL, serve
from tests.app.looking import Looking
from tests.town import tiny_town

_TABLES = ("branches", "units", "households", "officers", "funnel", "products")


@contextmanager
def empty_county(folder: Path) -> Iterator[tuple[Workspace, str]]:
    """Serve a county that holds nothing but templates."""
    workspace = new_empty(OPERATOR, folder)
    settings = workspace.path / "gridplan.toml"
    text = settings.read_text("utf-8").replace("synthetic = false", "synthetic = true")
    settings.write_text(text.replace('# default = "gcj02"', 'default = "wgs84"') + SMALL, encoding="utf-8")
    process, address = serve(workspace.path)
    try:
        yield workspace, address
    finally:
        process.terminate()
        process.wait(timeout=20)


def town_files(folder: Path) -> list[Path]:
    """Write the tables and layers of the tiny town, as a person brings them along."""
    write_inputs(tiny_town(), folder)
    tables = [path for path in sorted((folder / "data").iterdir()) if path.stem in _TABLES]
    return [*tables, *sorted(path for path in (folder / "layers").iterdir() if path.suffix == ".gpkg")]


def bring(seen: Looking, files: Sequence[Path], check: str) -> None:
    """Send files and have them checked; the page runs anew after each that has arrived."""
    arrived = []
    seen.page.on("response", lambda answer: arrived.append(answer) if "upload_file" in answer.url else None)
    seen.page.locator("input[type=file]").set_input_files([str(file) for file in files])
    for _ in range(300):
        if len(arrived) >= len(files):
            break
        seen.page.wait_for_timeout(200)
    # a page that runs anew would break the check off
    seen.wait_until_calm(16)
    seen.page.get_by_role("button", name=check).click(timeout=60_000)
