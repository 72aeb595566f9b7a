import pytest

from gridplan.maps.offline import assets_digest
from gridplan.maps.shelf import SHELF
from gridplan.web.gate import Gate
from gridplan.web.visitors import Visitor
from tests.unit.web.doors import client

CODE = f"/map/assets/{assets_digest()}"


@pytest.fixture
def open_door(demo):
    """The door of a demo county, whose visitors are all alike."""
    door = client(demo)
    door.headers["host"] = "localhost"
    door.get("/")
    return door


def _give(door, *keys):
    layer = door.app.middleware_stack
    while not isinstance(layer, Gate):
        layer = layer.app
    layer.belongings.give_files(Visitor(None).holder, "".join(f"/map/{key} " for key in keys).encode())


def test_shapes_stay_in_the_browser_and_figures_do_not(open_door):
    shapes, figures = SHELF.lay('{"shapes":1}', lasting=True), SHELF.lay('{"figures":1}')
    _give(open_door, shapes, figures)
    one, other = open_door.get(f"/map/{shapes}"), open_door.get(f"/map/{figures}")
    assert (one.json(), other.json()) == ({"shapes": 1}, {"figures": 1})
    assert "immutable" in one.headers["cache-control"]
    assert other.headers["cache-control"] == "no-store"
    again = open_door.get(f"/map/{shapes}", headers={"if-none-match": one.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_was_not_given_is_not_there(open_door):
    key = SHELF.lay('{"of":"another"}')
    assert open_door.get(f"/map/{key}").status_code == 404
    assert open_door.get(f"/map/{key}/1/0/0").status_code == 404
    assert open_door.get("/map/" + "0" * 32).status_code == 404


def test_tiles_are_had_by_their_numbers(open_door):
    class Tiles:
        size = 3

        def tile(self, zoom, x, y):
            return bytes([zoom, x, y])

    key = SHELF.lay_tiles(Tiles(), "tiles")
    _give(open_door, key)
    answer = open_door.get(f"/map/{key}/3/2/1")
    assert answer.content == b"\x03\x02\x01"
    assert answer.headers["cache-control"] == "no-store"
    assert open_door.get(f"/map/{key}").status_code == 404


def test_code_is_packed_and_named_by_its_state(open_door):
    answer = open_door.get(f"{CODE}/leaflet.js")
    assert "Leaflet 1.9.4" in answer.text
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    for path in (f"{CODE}/bridge.js", "/map/assets/0123456789abcdef/leaflet.js"):
        assert open_door.get(path).status_code == 404


def test_code_needs_a_session_too(door):
    assert door.get(f"{CODE}/leaflet.js").status_code == 401
