"""`make pictures`: every page of the app on the demo county, at desktop and phone width, listed in docs/screens/."""

from __future__ import annotations

from pathlib import Path

from gridplan.access.scope import OPERATOR
from gridplan.locale import gettext
from gridplan.pages import PAGES
from gridplan.workspace.demo import demo_workspace, plan_demo
from gridplan.workspace.viewing import plan_versions
from tests.app.conftest import serve
from tests.app.looking import SIZES, Looking, Windows, open_browser

#: What the list begins with.
_HEAD = """# Gallery

Every page on the invented demo county, on a desktop and on a phone; `make pictures` takes them anew.
"""
FOLDER = Path(__file__).parents[2] / "docs" / "screens"


def gallery() -> str:
    """List the pictures of every page, in the order of the menu."""
    sections = [_HEAD]
    for page in PAGES:
        shown = " ".join(
            f'<img src="{page.name}-{size}.png" alt="{page.title}, {size}" height="420">' for size in SIZES
        )
        sections.append(f"## {page.title} · {gettext(page.title, 'zh')}\n\n{shown}\n")
    return "\n".join(sections)


def main() -> None:
    workspace = demo_workspace(OPERATOR)
    if plan_versions(OPERATOR, workspace).empty:
        plan_demo(OPERATOR, workspace)
    process, address = serve(workspace.path.resolve())
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "README.md").write_text(gallery(), encoding="utf-8")
    try:
        with open_browser() as browser:
            windows = Windows(browser)
            for page in PAGES:
                for size in SIZES:
                    seen = Looking(windows, address, page.name, size=size)
                    if size == "desktop":
                        seen.page.set_viewport_size({"width": 1_440, "height": 1_180})
                    seen.page.wait_for_timeout(1_500)
                    seen.page.screenshot(path=FOLDER / f"{page.name}-{size}.png")
                    seen.close()
    finally:
        process.terminate()


if __name__ == "__main__":
    main()
