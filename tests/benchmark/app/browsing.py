"""One visit to a page with an empty cache: seconds until it stands, and every byte that came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.app.looking import SIZES
from tests.benchmark.app.tap import tapped

Stands = Callable[[Page], object]


@dataclass(frozen=True)
class Visit:
    """What a visit took; `own_n` are bytes that are no file of Streamlit's, `shell` are those of each that is."""

    wall_s: float
    bytes_n: float
    own_n: float
    socket_n: float
    shell: dict[str, float]

    def beyond(self, empty: Visit) -> float:
        """Count the bytes that an empty page does not fetch, parts of Streamlit's own among them."""
        return self.own_n + sum(n for path, n in self.shell.items() if path not in empty.shell)


def visit(browser: Browser, url: str, stands: Stands, size: str = "desktop") -> Visit:
    """Open a page as somebody does who was never there."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=size == "phone")
    page, paths, taken, asked = context.new_page(), dict[str, str](), dict[str, float](), urlsplit(url)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived",
        lambda event: paths.update({event["requestId"]: urlsplit(event["response"]["url"]).path}),
    )
    wire.on("Network.loadingFinished", lambda event: taken.update({event["requestId"]: event["encodedDataLength"]}))
    with tapped(f"{asked.scheme}://{asked.netloc}") as tap:
        began = perf_counter()
        page.goto(tap.origin + url.partition(asked.netloc)[2], wait_until="commit")
        stands(page)
        wall_s = perf_counter() - began
        page.wait_for_timeout(1_000)
        context.close()
    shell = {paths[request]: n for request, n in taken.items() if paths.get(request, "").startswith("/static/")}
    return Visit(wall_s, sum(taken.values()), sum(taken.values()) - sum(shell.values()), tap.socket_n, shell)


def visits(browser: Browser, url: str, stands: Stands, *, times: int = 5, size: str = "desktop") -> Visit:
    """Visit once for the server's caches, then some times more; take the middle."""
    return in_turn(browser, [(url, stands)], times=times, size=size)[0]


def in_turn(browser: Browser, pages: list[tuple[str, Stands]], *, times: int = 7, size: str = "desktop") -> list[Visit]:
    """Visit several pages by turns, so that whatever else the machine does meets all of them alike."""
    for page in pages:
        visit(browser, *page, size)
    rounds = [[visit(browser, *page, size) for page in pages] for _ in range(times)]
    return [_middle(seen) for seen in zip(*rounds, strict=True)]


def _middle(seen: Sequence[Visit]) -> Visit:
    middle = {name: median(getattr(one, name) for one in seen) for name in ("wall_s", "bytes_n", "own_n", "socket_n")}
    return Visit(**middle, shell=seen[-1].shell)
