"""S12: a page or a saved map of totals ships neither an id nor the place of a single household."""

import re

from gridplan.access.scope import Scope, Viewer
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.viewing import view_plan
from tests.attack.seeded import CANARY
from tests.attack.wire import stream


def _places(bank):
    """The households' places in degrees, to the metre."""
    points = bank.plan.households.to_crs(4326).geometry
    return [(f"{point.x:.5f}", f"{point.y:.5f}") for point in points]


def _ships(text, bank):
    numbers = set(re.findall(r"\d+\.\d{5}", re.sub(r"(\d+\.\d{5})\d*", r"\1", text)))
    return [place for place in _places(bank) if set(place) <= numbers]


def test_s12_saved_files_of_totals_hold_no_household(bank, tmp_path):
    scope = bank.scopes["region"]
    for form in ("html", "csv", "json"):
        content = export_plan(scope, bank.workspace, form, tmp_path / f"totals.{form}").read_bytes()
        assert CANARY not in content
        assert _ships(content.decode("utf-8", "replace"), bank) == []


def test_s12_the_websocket_of_totals_carries_no_household(bank, app, cookies):
    with stream(app, cookies["region"]) as opened:
        run = opened.run("coverage")
    assert len(run.raw) > 10_000
    assert CANARY not in run.raw
    assert _ships(run.text, bank) == []


def test_s12_the_search_would_find_a_household(bank, tmp_path):
    head = next(scope for name, scope in bank.scopes.items() if name.startswith("head-"))
    assert len(view_plan(head, bank.workspace).households)
    content = export_plan(head, bank.workspace, "csv", tmp_path / "own.csv").read_text(encoding="utf-8-sig")
    assert CANARY.decode() in content


def test_s12_what_is_withheld_says_so(bank, app, cookies):
    hidden = view_plan(bank.scopes["region"], bank.workspace).indicators
    assert hidden.loc[(hidden["level"] == "county") & (hidden["indicator"] == "penetration"), "hidden"].all()
    with stream(app, cookies["region"]) as opened:
        assert "人数过少，不予显示" in opened.run("coverage").text


def test_s12_another_session_fetches_no_map(app, cookies, newcomer):
    # one who has opened no page yet: what is alike for two sessions has one key, and both were given it
    _, other = newcomer(Scope(Viewer.BRANCH_HEAD, frozenset({"B2"})))
    with stream(app, cookies["head-B1"]) as opened:
        parcels = opened.run("coverage").parcels
    assert len(parcels) >= 2  # shapes, those that come later, colours
    for parcel in parcels:
        assert app.ask(parcel, cookie=cookies["head-B1"]).status == 200
        assert app.ask(parcel, cookie=other).status == 404
        assert app.ask(parcel).status == 401


def test_s12_a_map_with_households_does_not_stay_in_the_browser(app, bank, cookies):
    for name in ("head-B1", "region"):
        with stream(app, cookies[name]) as opened:
            run = opened.run("coverage")
        kept = app.ask(run.given["scene"], cookie=cookies[name]).headers["cache-control"]
        assert ("immutable" in kept) != bool(bank.seen_in(opened.fetch(run.given["scene"])))
        assert app.ask(run.given["paint"], cookie=cookies[name]).headers["cache-control"] == "no-store"
