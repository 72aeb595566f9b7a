import pytest
from starlette.requests import HTTPConnection

from gridplan.web.site import Site


def _connection(scheme):
    return HTTPConnection({"type": "http", "scheme": scheme, "headers": []})


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("http://localhost:9999", "localhost:8501", False),
        ("https://grid.bank.example", "inside:8501", True),
        ("http://evil.example", "localhost:8501", False),
        ("null", "null", False),
        ("", "", False),
    ],
)
def test_an_origin_is_ours_or_foreign(tmp_path, origin, host, own):
    assert Site(tmp_path, origin="https://grid.bank.example").is_own(origin, host) is own


@pytest.mark.parametrize(
    ("host", "known"),
    [("localhost:8501", True), ("127.0.0.1", True), ("[::1]:8501", True), ("evil.example", False), ("", False)],
)
def test_a_host_is_known_or_made_up(tmp_path, host, known):
    assert Site(tmp_path).is_known_host(host) is known


def test_https_is_told_by_the_connection_or_the_environment(tmp_path, monkeypatch):
    assert Site(tmp_path).is_secure(_connection("wss"))
    assert not Site(tmp_path).is_secure(_connection("http"))
    monkeypatch.setenv("GRIDPLAN_TLS", "1")
    monkeypatch.setenv("GRIDPLAN_WORKSPACE", str(tmp_path))
    site = Site.from_environment()
    assert site.folder == tmp_path
    assert site.is_secure(_connection("http"))
