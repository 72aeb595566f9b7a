"""S24: names that hold scripts run in no file that is taken away, opened from the disk or sent by a server."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Error

from gridplan.access.scope import OPERATOR
from gridplan.pages.downloads import FORMS
from gridplan.storage.exports import file_name
from gridplan.workspace.exporting import FORMATS, export_plan
from tests.attack.hostile import Watched

pytestmark = pytest.mark.browser


#: What somebody makes a browser read that would keep the file.
READ = {".kml": "text/xml", ".csv": "text/plain"}
#: What a browser keeps, whatever it is called.
KEPT = {".xlsx", ".gpkg"}
#: The browser's own reader of PDF.
_READER = ("chrome-extension:", "chrome:")


class _Handler(SimpleHTTPRequestHandler):
    """Sends each file as the kind that the program calls it, or as one that a browser reads."""

    kinds: dict[str, str]

    def guess_type(self, path) -> str:
        sent = Path(path)
        return READ[sent.suffix] if self.path.endswith("?read") else self.kinds.get(sent.name, "application/json")

    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="module")
def files(hostile, tmp_path_factory):
    folder = tmp_path_factory.mktemp("taken")
    return [export_plan(OPERATOR, hostile, form, folder / file_name("taken", form)) for form in FORMATS]


@pytest.fixture(scope="module")
def sent(files):
    _Handler.kinds = {file_name("taken", form): media for form, (_, media) in FORMS.items()}
    with ThreadingHTTPServer(("localhost", 0), partial(_Handler, directory=str(files[0].parent))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def _open(page, address):
    """Tell whether the browser shows a file; what it does not know, it keeps."""
    try:
        page.goto(address)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        return False
    page.wait_for_timeout(400)
    return True


def test_s24_no_file_that_is_taken_away_runs_a_name(browser, files, sent):
    seen, shown = Watched(browser), set()
    for path in files:
        shown |= {path.name for address in (path.as_uri(), f"{sent}/{path.name}") if _open(seen.page, address)}
        assert path.suffix not in READ or _open(seen.page, f"{sent}/{path.name}?read")
        assert seen.ran == []
    assert {Path(name).suffix for name in shown} == {path.suffix for path in files} - {*READ, *KEPT}
    assert not [url for url in seen.asked if not url.startswith((files[0].parent.as_uri(), sent, "data:", *_READER))]
    seen.page.close()
