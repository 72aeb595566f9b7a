"""S06: what one session was shown never reaches another one, nor the same one in another role."""

from gridplan.access.accounts import change_role
from gridplan.access.scope import Scope, Viewer
from gridplan.storage.database.engine import open_database
from tests.attack.wire import stream


def test_s06_two_sessions_on_the_same_page(app, bank, cookies):
    for name in ("head-B1", "head-B2", "region", "head-B1"):
        with stream(app, cookies[name]) as page:
            assert bank.seen_in(page.run("coverage").raw) == bank.households_of(name)


def test_s06_the_same_session_in_another_role(app, bank, newcomer):
    name, cookie = newcomer(Scope(Viewer.BRANCH_HEAD, frozenset({"B1"})))
    with stream(app, cookie) as page:
        assert bank.seen_in(page.run("coverage").raw) == bank.households_of("head-B1")
        with open_database(bank.workspace.path).writing() as connection:
            change_role(connection, name, Viewer.BRANCH_HEAD, branch_ids=["B2"])
        assert bank.seen_in(page.run("coverage").raw) == bank.households_of("head-B2")
        with open_database(bank.workspace.path).writing() as connection:
            change_role(connection, name, Viewer.REGIONAL_MANAGER)
        assert bank.seen_in(page.run("coverage").raw) == set()
