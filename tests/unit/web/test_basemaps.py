import pytest

from tests.unit.web.doors import client

PNG = b"\x89PNG\r\n\x1a\n-picture"


@pytest.fixture
def open_door(demo):
    """The door of a demo county, whose visitors are all alike."""
    door = client(demo)
    door.headers["host"] = "localhost"
    return door


def _put(folder):
    (folder / "layers/ground/2/3").mkdir(parents=True)
    (folder / "layers/ground/2/3/1.png").write_bytes(PNG)
    with (folder / "gridplan.toml").open("a", encoding="utf-8") as settings:
        settings.write('[map]\nbasemap = "layers/ground"\n')


def test_a_tile_stays_in_the_browser(demo, open_door):
    _put(demo.folder)
    answer = open_door.get("/basemap/abc/2/3/1")
    assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")
    assert "immutable" in answer.headers["cache-control"]


def test_where_no_tile_is_the_ground_is_clear(demo, open_door):
    _put(demo.folder)
    answer = open_door.get("/basemap/abc/2/0/0")
    assert answer.status_code == 200
    assert answer.content != PNG


def test_without_a_basemap_there_is_nothing(open_door):
    assert open_door.get("/basemap/abc/2/3/1").status_code == 404


def test_nobody_without_a_session_gets_a_tile(door):
    assert door.get("/basemap/abc/2/3/1").status_code == 401
