import pytest

from tests.unit.web.doors import OWN, client

PATHS = ["/data/households", "/data/households/h1", "/data/export/xlsx"]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_gets_data_without_a_session(door, path):
    assert door.get(path).status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_the_open_demo_gives_no_data(demo, path):
    assert client(demo).get(path, headers={"host": "localhost"}).status_code == 401


def test_a_county_without_a_plan_has_no_households(signed_in):
    assert signed_in.get("/data/households").json() == {"households": []}
    assert signed_in.get("/data/households/h1").status_code == 404


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"visits": 1}', '{"visits": [1]}', "[" * 50_000])
def test_what_is_no_list_of_visits_is_refused(signed_in, content):
    assert signed_in.post("/data/visits", content=content, headers=OWN).status_code == 400


def test_a_message_far_too_long_is_not_read(signed_in):
    assert signed_in.post("/data/visits", content=b" " * 1_100_000, headers=OWN).status_code == 413


def test_a_refusal_has_its_status(signed_in):
    answer = signed_in.post("/data/visits", json={"visits": []}, headers=OWN)
    assert answer.status_code == 403
    assert "may not send visits" in answer.json()["error"]
