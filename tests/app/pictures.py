"""`make pictures`: every page of the app on the demo county, at desktop and phone width, into docs/screens/."""

from __future__ import annotations

from pathlib import Path

from gridplan.access.scope import OPERATOR
from gridplan.pages import PAGES
from gridplan.workspace.demo import demo_workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.viewing import plan_versions
from tests.app.conftest import serve
from tests.app.looking import SIZES, Looking, open_browser

FOLDER = Path(__file__).parents[2] / "docs" / "screens"


def main() -> None:
    workspace = demo_workspace(OPERATOR)
    if plan_versions(OPERATOR, workspace).empty:
        make_plan(OPERATOR, workspace)
    process, address = serve(workspace.path.resolve())
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with open_browser() as browser:
            for page in PAGES:
                for size in SIZES:
                    seen = Looking(browser, address, page.name, size=size)
                    if size == "desktop":
                        seen.page.set_viewport_size({"width": 1_440, "height": 1_180})
                    seen.page.wait_for_timeout(1_500)
                    seen.page.screenshot(path=FOLDER / f"{page.name}-{size}.png")
                    seen.close()
    finally:
        process.terminate()


if __name__ == "__main__":
    main()
