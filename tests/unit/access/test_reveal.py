from datetime import timedelta

import pytest
from sqlalchemy import select

from gridplan.access.reveal import PER_HOUR, record_reveal, reveals_left
from gridplan.access.schema import AUDIT, REVEAL
from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, InputError

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), None, "head-1")
ASKED = {"household_id": "H1", "field": "phone", "reason": "call back about a visit"}


def test_a_reveal_stands_in_the_audit_without_its_reason(connection, now):
    record_reveal(connection, HEAD, **ASKED, now=now)
    entry = connection.execute(select(AUDIT)).mappings().one()
    assert (entry["account"], entry["action"], entry["subject"]) == ("head-1", "revealed", "H1")
    assert entry["detail"] == '{"field":"phone"}'
    assert connection.execute(select(REVEAL.c.reason)).scalar_one() == ASKED["reason"]


def test_twenty_an_hour_are_the_limit(connection, now):
    for n in range(PER_HOUR):
        record_reveal(connection, HEAD, **ASKED, now=now + timedelta(minutes=n))
    late = now + timedelta(minutes=59)
    for moment in (late, late - timedelta(hours=2)):
        with pytest.raises(AccessError, match="limit"):
            record_reveal(connection, HEAD, **ASKED, now=moment)
    other = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), None, "head-2")
    record_reveal(connection, other, **ASKED, now=late)
    assert reveals_left(connection, "head-1", now=late + timedelta(minutes=2)) == 2
    record_reveal(connection, HEAD, **ASKED, now=late + timedelta(minutes=2))


@pytest.mark.parametrize("reason", ["", "   ", "ok"])
def test_a_reason_is_needed(connection, now, reason):
    with pytest.raises(InputError, match="reason"):
        record_reveal(connection, HEAD, **(ASKED | {"reason": reason}), now=now)
    assert connection.execute(select(REVEAL)).all() == []


@pytest.mark.parametrize("viewer", [Viewer.REGIONAL_MANAGER, Viewer.RISK_REVIEWER, Viewer.ADMINISTRATOR])
def test_who_sees_no_households_reveals_nothing(connection, now, viewer):
    with pytest.raises(AccessError):
        record_reveal(connection, Scope(viewer, account="li"), **ASKED, now=now)


def test_a_number_in_the_reason_is_not_kept(connection, now):
    record_reveal(connection, HEAD, **(ASKED | {"reason": "call 19900001234"}), now=now)
    kept = [*connection.execute(select(AUDIT)).one(), *connection.execute(select(REVEAL)).one()]
    assert "19900001234" not in str(kept)
