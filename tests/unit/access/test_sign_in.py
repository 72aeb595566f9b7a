"""Sign in with a name and a password, or vouched for; over HTTP in tests/attack."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import select

from gridplan.access import accounts, passwords, sign_in
from gridplan.access.schema import ACCOUNT, AUDIT, FAILURE
from gridplan.access.scope import Viewer
from gridplan.errors import SignInError

WRONG = "Wrong-Word-1"


@pytest.fixture(autouse=True)
def person(database, now, password):
    with database.writing() as connection:
        return accounts.create_account(connection, name="li", password=password, role=Viewer.REGIONAL_MANAGER, now=now)


@pytest.fixture
def knock(database, password, now):
    def knock_once(name="li", word=password, address="10.0.0.1", after=timedelta()):
        return sign_in.authenticate(database, name=name, password=word, address=address, now=now + after)

    return knock_once


def actions(database):
    with database.reading() as connection:
        return list(connection.execute(select(AUDIT.c.action).order_by(AUDIT.c.seq)).scalars())


def refused(knock, *names, **more):
    with pytest.raises(SignInError) as error:
        knock(*names, **more)
    return str(error.value)


def test_the_right_password_is_let_in(database, knock, person):
    assert knock() == person
    assert actions(database) == ["sign_in"]


def test_every_refusal_reads_alike(database, knock, now):
    texts = {refused(knock, word=WRONG, address="10.0.0.2"), refused(knock, "nobody")}
    for _ in range(5):
        texts.add(refused(knock, word=WRONG))
    texts.add(refused(knock))
    with database.writing() as connection:
        accounts.enable_account(connection, "li")
        accounts.disable_account(connection, "li", now=now)
    texts.add(refused(knock, address="10.0.0.3"))
    assert texts == {sign_in.REFUSED}


@pytest.mark.parametrize("name", ["li", "nobody"])
def test_a_known_and_an_unknown_name_take_one_check_each(monkeypatch, knock, name):
    checked = []
    monkeypatch.setattr(passwords, "HASHER", Watched(checked))
    refused(knock, name, word=WRONG)
    assert len(checked) == 1
    assert extract_parameters(checked[0]).memory_cost == 64


class Watched(PasswordHasher):
    def __init__(self, checked):
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.checked = checked

    def verify(self, hash, password):  # noqa: A002 # the name of argon2
        self.checked.append(hash)
        return super().verify(hash, password)


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(database, knock):
    for n in range(5):
        refused(knock, word=WRONG, address=f"10.0.0.{n}")
    refused(knock, address="10.0.1.1")
    refused(knock, address="10.0.1.1", after=timedelta(minutes=14))
    assert knock(address="10.0.1.1", after=timedelta(minutes=15)).name == "li"
    assert actions(database).count("account_locked") == 1


def test_tries_while_locked_do_not_lock_again(knock):
    for n in range(20):
        refused(knock, word=WRONG, address=f"10.0.0.{n}", after=timedelta(seconds=n))
    assert knock(address="10.0.1.1", after=timedelta(minutes=15, seconds=5))


def test_a_lock_outlives_a_clock_that_jumps_but_not_for_years(knock):
    for n in range(5):
        refused(knock, word=WRONG, address=f"10.0.0.{n}")
    assert knock(address="10.0.1.1", after=timedelta(days=-366))


def test_the_right_password_clears_the_count(database, knock):
    for _ in range(2):
        for n in range(4):
            refused(knock, word=WRONG, address=f"10.0.0.{n}")
        knock(address="10.0.0.9")
    assert "account_locked" not in actions(database)


def test_an_address_waits_longer_with_every_failure(knock):
    for n in range(5):
        refused(knock, f"nobody-{n}")
    refused(knock, after=timedelta(milliseconds=900))
    assert knock(after=timedelta(seconds=1))
    for n in range(10):
        refused(knock, f"nobody-{n}", after=timedelta(seconds=61 * (n + 1)))
    refused(knock, after=timedelta(seconds=610 + 59))
    assert knock(address="10.0.0.2", after=timedelta(seconds=610))
    assert knock(after=timedelta(seconds=610 + 60))


def test_a_waiting_address_costs_no_check(database, monkeypatch, knock):
    for n in range(5):
        refused(knock, f"nobody-{n}")
    monkeypatch.setattr(sign_in, "verify_password", lambda *_: pytest.fail("was checked"))
    refused(knock)
    assert len(actions(database)) == 5


def test_many_tries_at_once_are_no_more_tries(database, now):
    late = sign_in._Try("li", "10.0.0.1", None, right=False, renewed=None)
    with database.writing() as connection:
        encoded = connection.execute(select(ACCOUNT.c.password_hash)).scalar_one()
        for _ in range(5):
            assert sign_in._settle(connection, late, now) is None
        right = sign_in._Try("li", "10.0.0.1", encoded, right=True, renewed=encoded)
        assert sign_in._settle(connection, right, now) is None


def test_a_password_changed_meanwhile_is_old(database, now):
    with database.writing() as connection:
        encoded = connection.execute(select(ACCOUNT.c.password_hash)).scalar_one()
        accounts.set_password(connection, "li", "Other-Word-77", now=now)
        right = sign_in._Try("li", "10.0.0.1", encoded, right=True, renewed=encoded)
        assert sign_in._settle(connection, right, now) is None


def test_an_old_hash_is_renewed_at_sign_in(monkeypatch, database, knock):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=128, parallelism=1))
    knock()
    with database.reading() as connection:
        encoded = connection.execute(select(ACCOUNT.c.password_hash)).scalar_one()
    assert extract_parameters(encoded).time_cost == 2
    assert knock()


def test_an_unknown_name_is_not_written_down(database, knock):
    refused(knock, "My-Secret-Word-1")
    with database.reading() as connection:
        rows = [*connection.execute(select(AUDIT)), *connection.execute(select(FAILURE))]
    assert rows
    assert "my-secret" not in str(rows).casefold()


def test_an_account_without_password_is_never_let_in(database, knock, now):
    with database.writing() as connection:
        accounts.create_account(connection, name="wu", password=None, role=Viewer.REGIONAL_MANAGER, now=now)
    refused(knock, "wu", word="")
