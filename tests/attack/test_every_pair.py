"""Every account and every household: exactly the right ones answer, by whatever way they are asked for."""

from __future__ import annotations

import io
import sqlite3
import time
import zipfile
from contextlib import contextmanager, nullcontext

import pytest

from gridplan.access.scope import Viewer
from gridplan.errors import AccessError
from gridplan.pages import PAGES
from gridplan.storage.database.schema import CONTRACT_TABLES
from gridplan.workspace.households import in_view
from gridplan.workspace.viewing import view_plan
from tests.attack.seeded import CANARY
from tests.attack.wire import stream

#: One account of each role, with households where the role has some.
ONE_OF_EACH = ["B1-1", "head-B2", "region", "risk", "chief"]
SEES = {Viewer.OFFICER, Viewer.BRANCH_HEAD}


def _expected(bank, name):
    return bank.households_of(name), 200 if bank.scopes[name].viewer in SEES else 403


def test_the_bank_has_something_to_hide(bank):
    seeing = [name for name in bank.scopes if bank.households_of(name)]
    assert len(seeing) >= 6
    assert len(bank.plan.households) == 96


def _ask_for(app, bank, cookies, name, households):
    mine, status = _expected(bank, name)
    for household in households:
        answer = app.ask(f"/data/households/{household}", cookie=cookies[name])
        assert answer.status == (status if status == 403 or household in mine else 404), (name, household)
        if household not in mine:
            assert CANARY not in answer.body


def test_every_pair_by_use_case(bank):
    for name, scope in bank.scopes.items():
        everything = [*bank.plan.households.index, "nobody"]
        if scope.viewer in SEES:
            assert in_view(scope, bank.workspace, everything) == bank.households_of(name)
        else:
            with pytest.raises(AccessError):
                in_view(scope, bank.workspace, everything)


def test_every_pair_by_data_route(app, bank, cookies):
    """Ask as everybody for all that is theirs, and for some of what is not: each refusal is synced to the disk."""
    for place, name in enumerate(cookies):
        foreign = sorted(bank.foreign_to(name))
        _ask_for(app, bank, cookies, name, [*bank.households_of(name), *foreign[place % 8 :: 8]])


@pytest.mark.faults
def test_every_pair_by_data_route_without_exception(app, bank, cookies):
    for name in cookies:
        _ask_for(app, bank, cookies, name, bank.plan.households.index)


def test_every_pair_by_list(app, bank, cookies):
    for name, cookie in cookies.items():
        mine, status = _expected(bank, name)
        answer = app.ask("/data/households", cookie=cookie)
        assert answer.status == status
        assert bank.seen_in(answer.body) == mine


def test_every_pair_by_page_and_raw_websocket(app, bank, cookies):
    for name, cookie in cookies.items():
        mine, _ = _expected(bank, name)
        with stream(app, cookie) as page:
            pages = PAGES if name in ONE_OF_EACH else [one for one in PAGES if bank.scopes[name].viewer in one.viewers]
            # an officer's list begins with those who are wanted now
            seen = [bank.seen_in(page.run(one.name, query="whom=all").raw) for one in pages]
        assert set().union(*seen) == mine, name


def test_every_pair_out_of_warm_caches(app, bank, cookies):
    for name in reversed(ONE_OF_EACH):
        mine, _ = _expected(bank, name)
        with stream(app, cookies[name]) as page:
            assert bank.seen_in(page.run("").raw) <= mine, name


@contextmanager
def _on_leave(bank, officer):
    """Send an officer on leave after the plan was made, as an import does, and call the officer back."""
    people = CONTRACT_TABLES["officers"]
    change = people.update().where(people.c.officer_id == officer, people.c.valid_to.is_(None))

    def say(*, away):
        with bank.workspace.database.writing() as connection:
            connection.execute(change.values(on_leave=away))

    say(away=True)
    try:
        yield
    finally:
        say(away=False)


def test_every_way_goes_by_the_leave_of_today(app, bank, cookies):
    pairs = bank.plan.assignments.pivot(index="grid_id", columns="role", values="officer_id").dropna()
    owner, backup = pairs[pairs.index.isin(bank.plan.households["grid_id"])].iloc[0][["primary", "backup"]]
    left = pairs.index[(pairs["primary"] == owner) & (pairs["backup"] == backup)]
    more = set(bank.plan.households.index[bank.plan.households["grid_id"].isin(left)])
    mine = bank.households_of(backup)
    assert more - mine
    for expected, leave in ((mine, nullcontext()), (mine | more, _on_leave(bank, owner)), (mine, nullcontext())):
        with leave:
            assert in_view(bank.scopes[backup], bank.workspace, bank.plan.households.index) == expected
            assert set(view_plan(bank.scopes[backup], bank.workspace).households.index) == expected
            for route in ("households", "export/csv"):
                assert bank.seen_in(app.ask(f"/data/{route}", cookie=cookies[backup]).body) == expected
            with stream(app, cookies[backup]) as page:
                seen = bank.seen_in(page.run("my_households").raw)
            assert seen <= expected
            assert bool(seen & more) == (expected != mine)


@pytest.mark.parametrize("name", ONE_OF_EACH)
@pytest.mark.parametrize("form", ["csv", "xlsx", "gpkg", "html"])
def test_every_pair_by_export(app, bank, cookies, name, form):
    mine, _ = _expected(bank, name)
    answer = app.ask(f"/data/export/{form}", cookie=cookies[name])
    seen = bank.seen_in(_opened(answer.body, form))
    assert answer.status in {200, 403}
    assert seen == mine if form != "html" and mine else seen <= mine


def test_s09_the_rows_of_a_file_are_those_of_the_list(app, bank, cookies):
    for name, cookie in cookies.items():
        answer = app.ask("/data/export/csv", cookie=cookie)
        assert bank.seen_in(answer.body) == _expected(bank, name)[0], name


def test_a_file_made_for_one_is_not_there_for_another(app, bank, cookies):
    with stream(app, cookies["head-B1"]) as page:
        unfolded = page.run("coverage").unfolded("导出")
        chosen = page.run("coverage", states=[unfolded]).choosing("文件", "xlsx")
        pressed = page.run("coverage", states=[unfolded, *chosen]).pressed("生成: 表格（Excel）")
        run = page.run("coverage", states=[unfolded, pressed])
        until = time.monotonic() + 120
        while not run.files and time.monotonic() < until:
            # it is made in a process of its own
            time.sleep(0.5)
            run = page.run("coverage", states=[unfolded])
        (file,) = run.files
        mine = app.ask(file, cookie=cookies["head-B1"])
        assert mine.status == 200
        assert bank.seen_in(_opened(mine.body, "xlsx")) == bank.households_of("head-B1")
        for other in ("head-B2", "region", "chief", ""):
            assert app.ask(file, cookie=cookies.get(other, "")).status in {401, 404}


def test_an_unknown_household_and_one_of_others_answer_alike(app, bank, cookies):
    foreign = min(bank.foreign_to("head-B1"))
    answers = [app.ask(f"/data/households/{name}", cookie=cookies["head-B1"]) for name in (foreign, "nobody", "%27")]
    assert len({(answer.status, answer.body) for answer in answers}) == 1


def test_no_rows_of_others_by_visits(app, bank, cookies):
    foreign = min(bank.foreign_to("B1-1"))
    visit = {"outcome": "met", "device_at": "2026-11-25T09:00:00+08:00"}
    answers = []
    for n, household in enumerate((foreign, "nobody")):
        sent = {**visit, "uuid": f"00000000-0000-4000-8000-00000000000{n}", "household_id": household}
        answers += app.send("/data/visits", {"visits": [sent]}, cookies["B1-1"]).json()["visits"].values()
    assert answers == ["aside", "aside"]


def _opened(content: bytes, form: str) -> bytes:
    """Unpack a file to its very texts."""
    if form == "xlsx" and content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return b"".join(book.read(name) for name in book.namelist())
    if form == "gpkg" and content.startswith(b"SQLite"):
        base = sqlite3.connect(":memory:")
        base.deserialize(content)
        dump = "\n".join(base.iterdump()).encode()
        base.close()
        return dump + content
    return content
