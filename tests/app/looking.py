"""Look at a page as a person would: wait until the map stands, click a unit, read the text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Locator, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SIZES = {"desktop": (1_440, 900), "phone": (390, 844)}
#: Pages that show no map; the bare address leads to the first one.
MAPLESS = {"", "overview", "import_files"}
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
              "--disable-component-update", "--disable-sync", "--disable-3d-apis"]  # fmt: skip
#: Of all that is in order axe need not tell where it stands: on a page of maps that takes longer than to find it.
_BREACHES = {"resultTypes": ["violations"]}
#: Streamlit asks for its settings below the page's own address first; the answer there is 404.
_EXPECTED = "_stcore"
#: The ground of the page is that of [theme.dark].
NIGHT = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor === 'rgb(18, 24, 31)'"
#: Axe passes over what is disabled; a person still reads what a button is going to do.
_UNSEEN = """() => {
  const ground = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
  return [...document.querySelectorAll('button:disabled p')]
    .filter((text) => getComputedStyle(text).color === ground).map((text) => text.innerText);
}"""
_MIDDLE = """(box, id) => {
  const map = box.map, unit = map.gridplan.units[map.gridplan.ids.indexOf(id)];
  const at = map.latLngToContainerPoint(unit.getBounds().getCenter());
  return [at.x, at.y];
}"""


@contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def stands_map(page: Page) -> Locator:
    """Wait until the first map of a page stands, with its colours."""
    box = page.locator(".gp-map[aria-busy=false]").first
    box.locator(".gp-legend").wait_for(state="attached", timeout=90_000)
    return page.locator(".gp-map").first


class Windows:
    """
    The windows of a browser; one that was closed is used again.

    A new window compiles the program of the pages anew, which takes longer than most of what is looked at in it.
    """

    def __init__(self, browser: Browser):
        self._browser = browser
        self._idle: dict[str, list[Page]] = {size: [] for size in SIZES}

    def take(self, size: str) -> Page:
        if self._idle[size]:
            return self._idle[size].pop()
        width, height = SIZES[size]
        context = self._browser.new_context(viewport={"width": width, "height": height}, has_touch=size == "phone")
        return context.new_page()

    def give_back(self, size: str, page: Page) -> None:
        """Keep a window, and nothing of what was done in it; an address of another host would cost it its process."""
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.goto(urljoin(page.url, "/healthz"))
        page.context.clear_cookies()
        page.context.clear_permissions()
        self._idle[size].append(page)


class Looking:
    """One open page, with every host that it asked and every error that it told of."""

    def __init__(self, windows: Windows, address: str, page: str, *, size: str = "desktop"):
        self._windows, self._size = windows, size
        self.page = windows.take(size)
        self.context = self.page.context
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        self._listens = {"request": self._note, "pageerror": self._note_error, "requestfailed": self._note_failure}
        for event, listener in self._listens.items():
            self.page.on(event, listener)
        self.page.goto(f"{address}/{page}")
        if page.split("?", maxsplit=1)[0] in MAPLESS:
            self.wait_for_page()
        else:
            self.wait_for_map()

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"}:
            self.hosts.add(parts.netloc)

    def _note_error(self, error: Error) -> None:
        self.errors.append(str(error))

    def _note_failure(self, request: Request) -> None:
        # a map that a slow machine was still fetching when the page drew the next one
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(request.url)

    def wait_for_page(self) -> None:
        self.page.locator("h1").first.wait_for(timeout=90_000)
        self.page.locator("[data-test-script-state=notRunning]").first.wait_for(timeout=90_000)
        self.page.locator("[data-stale=true]").first.wait_for(state="detached", timeout=30_000)

    def wait_for_map(self) -> None:
        """Wait until the map stands and the rest of the page, which comes after it, too."""
        stands_map(self.page)
        self.page.locator("[data-test-script-state=notRunning]").first.wait_for(timeout=90_000)
        self.page.locator("[data-stale=true]").first.wait_for(state="detached", timeout=30_000)

    def wait_until_calm(self, looks: int = 4) -> None:
        """Wait until nothing is drawn any more: what moves under the mouse is not clicked."""
        calm = 0
        while calm < looks:
            self.page.wait_for_timeout(250)
            calm = calm + 1 if self.page.locator("[data-test-script-state=notRunning]").count() else 0

    def pick(self, label: str, option: str | int, *, exact: bool = True) -> None:
        """Take one of a list, by words or by place; one of Streamlit's closes when the page scrolls under it."""
        self.wait_until_calm(2)
        box = self.page.get_by_label(label, exact=True).first
        box.scroll_into_view_if_needed()
        if box.evaluate("(box) => box.tagName") == "SELECT":
            texts = box.locator("option").all_text_contents()
            said = texts[option] if isinstance(option, int) else option
            box.select_option(label=next(one for one in texts if one == said or (not exact and said in one)))
            return
        self.page.wait_for_timeout(300)
        box.click()
        if isinstance(option, int):
            self.page.get_by_role("option").nth(option).click()
        else:
            self.page.get_by_role("option", name=option, exact=exact).click()

    @property
    def map(self) -> Locator:
        return self.page.locator(".gp-map").first

    def click_unit(self, unit_id: str) -> None:
        """Click the middle of a unit; the map first has to come into view."""
        self.map.scroll_into_view_if_needed()
        self.page.wait_for_timeout(700)
        x, y = self.map.evaluate(_MIDDLE, unit_id)
        box = self.map.bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def see(self, text: str) -> None:
        self.page.get_by_text(text, exact=False).filter(visible=True).first.wait_for(timeout=30_000)

    def grave(self) -> list[tuple[str, str]]:
        """Tell what axe finds that keeps somebody from using the page as it stands."""
        found = Axe().run(self.page, options=_BREACHES).response["violations"]
        return [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in {"serious", "critical"}]

    def grave_at_night(self) -> list[tuple[str, str]]:
        """Tell the same after the viewer's system has turned dark; page and map have to follow."""
        self.page.emulate_media(color_scheme="dark")
        self.page.wait_for_function(NIGHT)
        self.page.locator(".gp-map[data-dark=false]").first.wait_for(state="detached")
        found = self.grave() + [("unseen", text) for text in self.page.evaluate(_UNSEEN)]
        self.page.emulate_media(color_scheme="light")
        return found

    def close(self) -> None:
        self.errors = [error for error in self.errors if _EXPECTED not in error]
        for event, listener in self._listens.items():
            self.page.remove_listener(event, listener)
        self._windows.give_back(self._size, self.page)
