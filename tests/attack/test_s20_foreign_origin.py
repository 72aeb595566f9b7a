"""S20: no other site opens a websocket or changes anything, and nothing changes by an address alone."""

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.viewing import plan_versions
from tests.attack.wire import refused, stream

FOREIGN = ["http://evil.example", "http://localhost:1", "http://localhost.evil.example", "null", "file://"]


@pytest.mark.parametrize("origin", [*FOREIGN, ""])
def test_s20_no_websocket_from_elsewhere(app, cookies, origin):
    assert refused(app, cookies["region"], origin=origin) == 403


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("path", ["/sign-out", "/password", "/sign-in", "/data/visits", "/first-run"])
def test_s20_no_change_from_elsewhere(app, cookies, origin, path):
    assert app.post(path, {}, cookies["B1-1"], origin=origin).status == 403


@pytest.mark.parametrize("path", ["/sign-out", "/password?password=x&new=y", "/data/visits", "/first-run?token=x"])
def test_s20_nothing_changes_by_get(app, bank, cookies, path):
    before = len(audit_entries(OPERATOR, bank.workspace, 10_000))
    assert app.ask(path, cookie=cookies["B1-1"]).status in {200, 405}
    assert app.ask("/", cookie=cookies["B1-1"]).status == 200
    assert len(audit_entries(OPERATOR, bank.workspace, 10_000)) == before


def test_s20_nothing_changes_by_a_query(app, bank, cookies):
    before = len(audit_entries(OPERATOR, bank.workspace, 10_000)), len(plan_versions(OPERATOR, bank.workspace))
    query = "branch=B2&role=operator&save=1&unit=u33&lang=en&officer=B2-2&embed=true&embed_options=show_toolbar"
    with stream(app, cookies["head-B1"]) as page:
        run = page.run("draw_grids", query=query)
    assert bank.seen_in(run.raw) <= bank.households_of("head-B1")
    after = len(audit_entries(OPERATOR, bank.workspace, 10_000)), len(plan_versions(OPERATOR, bank.workspace))
    assert after == before
