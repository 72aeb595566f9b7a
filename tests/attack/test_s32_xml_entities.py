"""S32: XML whose entities swell or reach for files and the network, as KML, OSM, graph and workbook."""

import socket
import time
import zipfile
from contextlib import closing

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.importing import check_paths

SECRET = "a secret of this machine"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
BODIES = {
    "county.kml": "<kml><Document><Placemark><name>&x;</name></Placemark></Document></kml>",
    "roads.osm": '<osm version="0.6"><node id="1" lat="33" lon="119"><tag k="name" v="&x;"/></node></osm>',
    "roads.graphml": "<graphml><graph><node id='1'>&x;</node></graph></graphml>",
}


@pytest.fixture
def listener():
    """Listen, without a thread: a call would wait at the door."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(0)
        yield server


def _entities(kind, tmp_path, port):
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    return {
        "bomb": LAUGHS + '<!ENTITY x "&l9;">',
        "file": f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">',
        "network": f'<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">',
    }[kind]


@pytest.mark.parametrize("kind", ["bomb", "file", "network"])
@pytest.mark.parametrize("name", [*BODIES, "branches.xlsx"])
def test_s32_entities_are_refused_unread(name, kind, tmp_path, listener):
    port = listener.getsockname()[1]
    text = f"<?xml version='1.0'?><!DOCTYPE x [{_entities(kind, tmp_path, port)}]>"
    path = tmp_path / name
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(path, "w") as book:
            book.writestr("[Content_Types].xml", text + "<Types>&x;</Types>")
            book.writestr("xl/workbook.xml", text + "<workbook>&x;</workbook>")
    else:
        path.write_text(text + BODIES[name], encoding="utf-8")
    started = time.process_time()
    findings = check_paths(OPERATOR, [path], datum="wgs84")
    assert time.process_time() - started < 1
    assert {finding.action for finding in findings} & {"reject", "deny"}
    assert SECRET not in str(findings)
    with pytest.raises(BlockingIOError):
        listener.accept()
