"""One visit to a page with an empty cache: seconds until it stands, and every byte that came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, Page

from tests.app.looking import SIZES

Stands = Callable[[Page], object]


@dataclass(frozen=True)
class Visit:
    """What a visit took."""

    wall_s: float
    bytes_n: float
    socket_n: float


def visit(browser: Browser, url: str, stands: Stands, size: str = "desktop") -> Visit:
    """Open a page as somebody does who was never there."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=size == "phone")
    page, bytes_n, socket_n = context.new_page(), [0.0], [0.0]
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: bytes_n.append(event["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived", lambda event: socket_n.append(_frame(event["response"])))
    began = perf_counter()
    page.goto(url, wait_until="commit")
    stands(page)
    wall_s = perf_counter() - began
    page.wait_for_timeout(1_000)
    context.close()
    return Visit(wall_s, sum(bytes_n), sum(socket_n))


def _frame(response: Any) -> float:
    # the payload of a binary frame is told in base64
    return len(response["payloadData"]) * (0.75 if response["opcode"] == 2 else 1.0)


def visits(browser: Browser, url: str, stands: Stands, *, times: int = 5, size: str = "desktop") -> Visit:
    """Visit once for the server's caches, then some times more; take the middle."""
    visit(browser, url, stands, size)
    seen = [visit(browser, url, stands, size) for _ in range(times)]
    return Visit(*(median(getattr(one, name) for one in seen) for name in ("wall_s", "bytes_n", "socket_n")))
