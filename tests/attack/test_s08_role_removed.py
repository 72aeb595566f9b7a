"""S08: a role taken away, or an account closed, counts from the next run of an open page."""

from datetime import UTC, datetime

from gridplan.access.accounts import change_role, disable_account
from gridplan.access.scope import Scope, Viewer
from gridplan.storage.database.engine import open_database
from tests.attack.wire import refused, stream

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}))


def test_s08_a_role_taken_away(app, bank, newcomer):
    name, cookie = newcomer(HEAD)
    with stream(app, cookie) as page:
        assert bank.seen_in(page.run("coverage").raw)
        with open_database(bank.workspace.path).writing() as connection:
            change_role(connection, name, Viewer.RISK_REVIEWER)
        run = page.run("coverage")
    assert run.pages == {}
    assert bank.seen_in(run.raw) == set()
    assert app.ask("/data/households", cookie=cookie).status == 403


def test_s08_an_account_closed(app, bank, newcomer):
    name, cookie = newcomer(HEAD)
    with stream(app, cookie) as page:
        assert bank.seen_in(page.run("coverage").raw)
        with open_database(bank.workspace.path).writing() as connection:
            disable_account(connection, name, now=datetime.now(UTC))
        run = page.run("coverage")
    assert run.alerts == ["登录已失效"]
    assert bank.seen_in(run.raw) == set()
    assert refused(app, cookie) == 403
    assert app.ask("/data/households", cookie=cookie).status == 401
