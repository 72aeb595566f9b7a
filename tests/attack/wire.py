"""Speak to the running app as an attacker does: raw requests, and a raw websocket without any browser."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Button_pb2 import Button
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self):
        return json.loads(self.body)


@dataclass
class App:
    """One running app."""

    port: int
    process: subprocess.Popen
    log: Path

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    def ask(self, path, method="GET", body=None, cookie="", **headers) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent |= {"Cookie": f"gridplan={cookie}"} if cookie else {}
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=30)) as line:
            line.request(method, path, body, sent)
            got = line.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())

    def post(self, path, filled, cookie="", origin=None, **headers) -> Answer:
        sent = {"Content-Type": FORM, "Origin": self.origin if origin is None else origin, **headers}
        return self.ask(path, "POST", urllib.parse.urlencode(filled), cookie, **sent)

    def send(self, path, value, cookie="") -> Answer:
        sent = {"Content-Type": "application/json", "Origin": self.origin}
        return self.ask(path, "POST", json.dumps(value), cookie, **sent)

    def sign_in(self, name, password) -> str:
        answer = self.post("/sign-in", {"name": name, "password": password})
        assert answer.status == 303, (name, answer.status)
        return answer.headers["set-cookie"].split("=", 1)[1].split(";")[0]


@dataclass
class Run:
    """All that one run of a page sent."""

    raw: bytes = b""
    messages: list[ForwardMsg] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.raw.decode("utf-8", "replace")

    def widget(self, label: str):
        """Find a widget by its label."""
        for message in self.messages:
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind and getattr(getattr(element, kind), "label", None) == label:
                return getattr(element, kind)
        raise LookupError(label)

    def component(self, name="gridplan.map"):
        found = [m.delta.new_element.bidi_component for m in self.messages]
        return next(one for one in found if one.component_name == name)

    @property
    def given(self):
        """What the map of the page was given."""
        return _given(self.component())

    def unfolded(self, label: str) -> WidgetState:
        """Unfold a part of the page that begins with some words."""
        folds = [m.delta.add_block.expandable for m in self.messages if m.delta.add_block.HasField("expandable")]
        return WidgetState(id=next(one.id for one in folds if one.label.startswith(label)), bool_value=True)

    def choice(self, label: str):
        """Find a list by its label: the row that it stands in, its place there, and what it offers."""
        found = [m.delta.new_element.bidi_component for m in self.messages]
        rows = [(one, _given(one)["choices"]) for one in found if one.component_name == "gridplan.choice"]
        lists = [(row, place, given) for row, choices in rows for place, given in enumerate(choices)]
        return next(found for found in lists if found[2]["label"] == label)

    def choosing(self, label: str, code: object) -> list[WidgetState]:
        """Choose from a list as the browser would, or as it never would."""
        row, place, _ = self.choice(label)
        return self.telling(row, [place, code])

    def telling(self, row, value: object) -> list[WidgetState]:
        """Say of a row of lists what its browser would say, or never would."""
        told = json.dumps([{"event": "chosen", "value": value}])
        pressed = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{row.id}__events", json_trigger_value=told)
        return [WidgetState(id=row.id, json_value="{}"), pressed]

    def on_map(self, answer) -> WidgetState:
        """Answer as the map would, or as it never would."""
        told = {**answer, "scene": self.given["scene"]} if isinstance(answer, dict) else answer
        return WidgetState(id=self.component().id, json_value=json.dumps({"answer": told}))

    @property
    def parcels(self) -> list[str]:
        """Addresses of shapes and colours that were made for this page."""
        return sorted({found.decode() for found in re.findall(rb"/map/[0-9a-f]{32}", self.raw)})

    @property
    def buttons(self) -> list[Button]:
        return [m.delta.new_element.button for m in self.messages if m.delta.new_element.HasField("button")]

    def pressed(self, label: str) -> WidgetState:
        return WidgetState(id=self.widget(label).id, trigger_value=True)

    @property
    def files(self) -> set[str]:
        """Addresses of files that were made for this page."""
        urls = {m.delta.new_element.download_button.url for m in self.messages}
        return {url for url in urls if url}

    @property
    def alerts(self) -> list[str]:
        return [m.delta.new_element.alert.body for m in self.messages if m.delta.new_element.HasField("alert")]

    @property
    def pages(self) -> dict[str, str]:
        """Hash of each page of the menu by its path."""
        return {page.url_pathname: page.page_script_hash for m in self.messages for page in m.navigation.app_pages}


def _given(component):
    return json.loads(component.json or component.mixed.json)


class Stream:
    """One open websocket of a page."""

    def __init__(self, app: App, cookie="", *, origin=None, session="", headers=None):
        wanted = {} if origin == "" else {"origin": origin or app.origin}
        cookies = {"Cookie": f"gridplan={cookie}"} if cookie else {}
        protocols = ["streamlit", "no-xsrf", *([session] if session else [])]
        self._line = connect(
            f"ws://{app.host}/_stcore/stream",
            subprotocols=protocols,
            additional_headers={**cookies, **(headers or {})},
            max_size=None,
            open_timeout=30,
            proxy=None,
            **wanted,
        )
        self.socket = self._line.__enter__()
        self._app, self._cookie = app, cookie
        self.session = ""

    def run(self, page="", *, page_hash="", query="", states=(), timeout=60.0) -> Run:
        """Run a page with some widgets set, and take everything that comes until it is done."""
        self.ask(page, page_hash=page_hash, query=query, states=states)
        return self._until_done(timeout)

    def ask(self, page="", *, page_hash="", query="", states=()) -> None:
        """Ask for a run, and don't wait for it."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.page_name, rerun.page_script_hash, rerun.query_string = page, page_hash, query
        rerun.widget_states.widgets.extend(states)
        self.send(message)

    def send(self, message: BackMsg) -> None:
        self.socket.send(message.SerializeToString())

    def _until_done(self, timeout: float) -> Run:
        run, until = Run(), time.monotonic() + timeout
        while True:
            raw = self.socket.recv(timeout=max(0.1, until - time.monotonic()))
            message = ForwardMsg.FromString(raw)
            run.raw += raw
            run.messages.append(message)
            if message.HasField("new_session"):
                self.session = message.new_session.initialize.session_id
            # a rerun asked for by the page itself ends the run before
            if message.WhichOneof("type") == "script_finished" and message.script_finished != 2:
                run.raw += b"".join(map(self.fetch, run.parcels))
                return run

    def fetch(self, address: str) -> bytes:
        """Fetch what the map of a page fetches."""
        answer = self._app.ask(address, cookie=self._cookie)
        return gzip.decompress(answer.body) if answer.status == 200 else b""

    def cut(self) -> None:
        """Lose the line without a word: no closing frame is sent."""
        self.socket.socket.shutdown(socket.SHUT_RDWR)
        self.close()

    def close(self) -> None:
        self._line.__exit__(None, None, None)


@contextmanager
def stream(app: App, cookie="", **more):
    opened = Stream(app, cookie, **more)
    try:
        yield opened
    finally:
        opened.close()


def refused(app: App, cookie="", **more) -> int:
    """Try to open a websocket; tell the status of the refusal, or 101."""
    try:
        with stream(app, cookie, **more):
            return 101
    except InvalidStatus as error:
        return error.response.status_code
    except ConnectionClosed:
        return 0


@contextmanager
def serve(folder: Path, log: Path, **environment):
    """Run the app on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "GRIDPLAN_WORKSPACE": str(folder), **environment}
    with (
        log.open("wb") as out,
        subprocess.Popen(  # noqa: S603 - our own interpreter and file
            command, cwd=ROOT, env=environment, stdout=out, stderr=out
        ) as process,
    ):
        app = App(port, process, log)
        try:
            _wait(app)
            yield app
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def _wait(app: App) -> None:
    for _ in range(240):
        try:
            assert app.ask("/healthz").status == 200
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError(app.log.read_text())
