import pytest
from sqlalchemy import select

from gridplan.access import accounts
from gridplan.access.account import account_name
from gridplan.access.schema import ACCOUNT
from gridplan.access.scope import Scope, Viewer
from gridplan.access.sessions import open_session, session_scope
from gridplan.errors import AccessError, ConflictError, InputError


@pytest.fixture
def make(connection, now, password):
    def make_one(name, role=Viewer.ADMINISTRATOR, **more):
        return accounts.create_account(connection, name=name, role=role, **({"password": password, "now": now} | more))

    return make_one


def test_an_account_says_what_its_person_may_see(make):
    head = make("Head.B1", Viewer.BRANCH_HEAD, branch_ids=["B1", "B2"])
    officer = make("o-1", Viewer.OFFICER, branch_ids=["B1"], officer_id="B1-1")
    assert head.scope == Scope(Viewer.BRANCH_HEAD, frozenset({"B1", "B2"}), None, "head.b1")
    assert officer.scope == Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-1", "o-1")
    assert make("chief", Viewer.REGIONAL_MANAGER).scope.branch_ids is None


def test_a_name_is_one_however_it_is_typed(connection, make):
    made = make("ＨＥＡＤ-1")
    assert made.name == account_name(" Head-1 ") == "head-1"
    assert accounts.find_account(connection, "HEAD-1") == made
    with pytest.raises(ConflictError, match="already"):
        make("head-1")


@pytest.mark.parametrize("name", ["", "a", "a b", "<b>", "x" * 65, "a'--"])
def test_a_name_is_plain(make, name):
    with pytest.raises(InputError, match="2 to 64"):
        make(name)


@pytest.mark.parametrize(
    ("role", "more"), [(Viewer.OPERATOR, {}), (Viewer.OFFICER, {}), (Viewer.BRANCH_HEAD, {"branch_ids": []})]
)
def test_a_role_comes_with_what_it_needs(make, role, more):
    with pytest.raises(AccessError):
        make("somebody", role, **more)


def test_no_password_is_kept(connection, make, password):
    make("head-1")
    row = connection.execute(select(ACCOUNT)).mappings().one()
    assert row["password_hash"].startswith("$argon2id$")
    assert not any(password in str(value) for value in row.values())


def test_a_weak_password_makes_no_account(connection, make):
    with pytest.raises(InputError):
        make("head-1", password="123")
    assert accounts.list_accounts(connection) == []


def test_a_new_role_counts_at_once(connection, make, now):
    make("root-1")
    token = open_session(connection, make("li", Viewer.REGIONAL_MANAGER), now=now)
    accounts.change_role(connection, "li", Viewer.BRANCH_HEAD, branch_ids=["B2"])
    assert session_scope(connection, token, now=now) == Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), None, "li")


@pytest.mark.parametrize("change", ["disable", "password"])
def test_disabling_and_a_new_password_end_all_sessions(connection, make, now, change):
    make("root-1")
    tokens = [
        open_session(connection, make("li"), now=now),
        open_session(connection, accounts.find_account(connection, "li"), now=now),
    ]
    if change == "disable":
        assert accounts.disable_account(connection, "li", now=now).disabled
    else:
        accounts.set_password(connection, "li", "Other-Word-77", must_change=True, now=now)
    assert [session_scope(connection, token, now=now) for token in tokens] == [None, None]


def test_a_disabled_account_can_be_opened_again(connection, make, now):
    make("root-1")
    make("li")
    accounts.disable_account(connection, "li", now=now)
    assert not accounts.enable_account(connection, "li").disabled


def test_the_last_administrator_stays(connection, make, now):
    make("root-1")
    make("li", Viewer.REGIONAL_MANAGER)
    with pytest.raises(ConflictError, match="last administrator"):
        accounts.disable_account(connection, "root-1", now=now)
    make("root-2")
    accounts.disable_account(connection, "root-1", now=now)
    with pytest.raises(ConflictError, match="last administrator"):
        accounts.change_role(connection, "root-2", Viewer.REGIONAL_MANAGER)


def test_nobody_is_changed_who_is_not_there(connection, now):
    with pytest.raises(AccessError, match="no account"):
        accounts.disable_account(connection, "nobody", now=now)
