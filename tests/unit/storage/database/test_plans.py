from dataclasses import replace
from datetime import UTC, datetime

import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal
from sqlalchemy import func, select, text, update

from gridplan.errors import AccessError, ConflictError, StorageError
from gridplan.storage.database.holdings import current_plan, households_of, officers_on_leave
from gridplan.storage.database.plan_packing import pack_plan
from gridplan.storage.database.plan_states import set_state
from gridplan.storage.database.plans import list_plans, load_plan, save_plan
from gridplan.storage.database.schema import CONTRACT_TABLES, PLAN_BLOB, PLAN_EVENT, PLAN_PART, PLAN_VERSION
from gridplan.storage.plan_header import plan_tables

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _named(plan, plan_id):
    return replace(plan, meta=replace(plan.meta, plan_id=plan_id))


def _save(database, plan, account="maker", **said):
    with database.writing() as connection:
        save_plan(connection, plan, account=account, now=NOON, **said)


def _load(database, *said, **more):
    with database.reading() as connection:
        return load_plan(connection, *said, **more)


def _set(database, plan_id, *steps):
    for state, account in steps:
        with database.writing() as connection:
            set_state(connection, plan_id, state, account=account, now=NOON)


def _ask(database, ask, *said, **more):
    with database.reading() as connection:
        return ask(connection, *said, **more)


def _save_twice(connection, plan):
    save_plan(connection, plan, account="maker", now=NOON)
    save_plan(connection, plan, account="maker", now=NOON)


TO_ACTIVE = (("checked", "maker"), ("approved", "second"), ("active", "maker"))


def _moved(plan, plan_id):
    """The same plan with one household in another grid."""
    households = plan.households.copy()
    other = next(grid for grid in plan.grids.index if grid != households["grid_id"].iloc[0])
    households.loc[households.index[0], "grid_id"] = other
    return _named(replace(plan, households=households), plan_id), str(households.index[0]), other


def test_a_plan_comes_back_as_it_was(database, planned):
    _save(database, pack_plan(planned))
    back = _load(database)
    assert (back.meta, back.params) == (planned.meta, planned.params)
    kept = plan_tables(back)
    assert kept.keys() == plan_tables(planned).keys()
    for name, table in plan_tables(planned).items():
        same = assert_geodataframe_equal if hasattr(table, "crs") else assert_frame_equal
        same(kept[name], table, check_dtype=False)  # Parquet keeps texts, not objects


def test_a_plan_from_before_its_worth_was_asked_has_none(database, planned):
    packed = pack_plan(planned)
    parts = {key: part for key, part in packed.parts.items() if key[0] != "worth"}
    files = {name: digest for name, digest in packed.header["files"].items() if name != "worth"}
    _save(database, replace(packed, parts=parts, header=dict(packed.header) | {"files": files}))
    assert _load(database).worth.empty
    assert list(_load(database).worth.columns) == list(planned.worth.columns)


def test_a_plan_without_households_is_kept_too(database, planned):
    _save(database, replace(planned, households=planned.households.iloc[:0]))
    back = _load(database)
    assert_geodataframe_equal(back.households, planned.households.iloc[:0])
    assert _ask(database, households_of).empty


def test_households_of_some_grids_alone_are_read(database, planned):
    _save(database, planned)
    grid = planned.households["grid_id"].iloc[0]
    expected = planned.households[planned.households["grid_id"] == grid]
    assert_geodataframe_equal(_load(database, grids=[grid]).households, expected)
    nobody = _load(database, grids=()).households
    assert nobody.empty
    assert list(nobody.columns) == list(planned.households.columns)


def test_a_version_is_never_changed(database, planned):
    _save(database, planned)
    with pytest.raises(StorageError, match="never changed"):
        _save(database, planned)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE plan_version SET digest = ''",
        "UPDATE plan_version SET header = '{}'",
        "DELETE FROM plan_version",
        "UPDATE plan_part SET sha256 = ''",
        "DELETE FROM plan_part",
        "DELETE FROM plan_blob",
        "UPDATE plan_blob SET parquet = ''",
        "DELETE FROM plan_event",
    ],
)
def test_the_database_itself_refuses_changes(database, planned, change):
    _save(database, planned)
    with pytest.raises(StorageError), database.writing() as connection:
        connection.execute(text(change))
    assert len(_load(database).households) == len(planned.households)


def test_versions_share_what_they_have_in_common(database, planned):
    _save(database, planned)
    moved, *_ = _moved(planned, "p2")
    _save(database, moved)
    with database.reading() as connection:
        parts = connection.execute(select(func.count()).select_from(PLAN_PART)).scalar()
        blobs = connection.execute(select(func.count()).select_from(PLAN_BLOB)).scalar()
    assert blobs < parts * 0.75
    assert_geodataframe_equal(_load(database, "p2").households, moved.households)


def _without_trigger(database, table, action):
    with database.writing() as connection:
        on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{action}{on}")


def test_a_damaged_part_is_named(database, planned):
    _save(database, planned)
    _without_trigger(database, "plan_blob", "change")
    part = select(PLAN_PART.c.sha256).where(PLAN_PART.c.name == "units").scalar_subquery()
    with database.writing() as connection:
        connection.execute(update(PLAN_BLOB).where(PLAN_BLOB.c.sha256 == part).values(parquet=b"cut off"))
    with pytest.raises(StorageError, match="damaged: units"):
        _load(database)


def test_a_header_that_was_changed_is_listed_as_damaged(database, planned):
    _save(database, planned)
    _without_trigger(database, "plan_version", "change")
    with database.writing() as connection:
        connection.execute(update(PLAN_VERSION).values(header={"edition": 1}))
    assert _ask(database, list_plans)["damaged"].tolist() == [True]
    with pytest.raises(StorageError, match="damaged"):
        _load(database)


def test_without_a_plan_the_way_to_one_is_said(database):
    assert _ask(database, list_plans).empty
    with pytest.raises(StorageError, match="gridplan plan"):
        _load(database)
    with pytest.raises(StorageError, match="no plan p9"):
        _load(database, "p9")


def test_versions_are_listed_with_their_state_newest_first(database, planned):
    _save(database, planned)
    _save(database, _named(planned, "p0"), account="other")
    listed = _ask(database, list_plans)
    assert listed["plan_id"].tolist() == ["p0", "p1"]
    assert listed["state"].tolist() == ["draft", "draft"]
    assert listed["account"].tolist() == ["other", "maker"]
    alone = _ask(database, list_plans, "p1")
    assert alone.iloc[0].equals(listed.iloc[1])
    assert len(alone) == 1
    assert _ask(database, list_plans, "p9").empty


def test_of_two_changes_of_one_version_the_later_is_told_what_differs(database, planned):
    _save(database, planned)
    units = planned.units.copy()
    units.loc["u11", "grid_id"] = "B2-G01"
    _save(database, _named(replace(planned, units=units), "p2"), account="first", base="p1")
    with pytest.raises(ConflictError, match=r"first made plan p2 of p1 at 2026-03-01 20:00; 1 units .*\(u11\)"):
        _save(database, _named(planned, "p3"), base="p1")
    _set(database, "p2", ("retired", "first"))
    _save(database, _named(planned, "p3"), base="p1")


def test_the_way_of_a_plan_is_kept(database, planned):
    _save(database, planned)
    with pytest.raises(ConflictError, match="is draft since"):
        _set(database, "p1", ("approved", "second"))
    _set(database, "p1", *TO_ACTIVE)
    assert _ask(database, list_plans).loc[0, ["state", "checked_by", "approved_by"]].tolist() == [
        "active",
        "maker",
        "second",
    ]
    with database.reading() as connection:
        steps = connection.execute(select(PLAN_EVENT.c.what).order_by(PLAN_EVENT.c.seq)).scalars().all()
    assert steps == ["draft", "checked", "approved", "active"]


@pytest.mark.parametrize("account", ["maker", "checker"])
def test_a_second_person_approves(database, planned, account):
    _save(database, planned)
    _set(database, "p1", ("checked", "checker"))
    with pytest.raises(AccessError, match="second person"):
        _set(database, "p1", ("approved", account))


def test_unknown_plans_and_states_are_refused(database, planned):
    _save(database, planned)
    for plan_id, state in (("p9", "checked"), ("p1", "loved")):
        with pytest.raises(StorageError):
            _set(database, plan_id, (state, "maker"))


def test_one_plan_is_active_and_holdings_follow_it(database, planned):
    _save(database, planned)
    _set(database, "p1", *TO_ACTIVE)
    moved, household, grid = _moved(planned, "p2")
    _save(database, moved)
    assert _ask(database, current_plan) == "p1"
    assert _ask(database, households_of)["grid_id"][household] != grid
    assert _load(database).meta.plan_id == "p1"
    _set(database, "p2", *TO_ACTIVE)
    assert _ask(database, current_plan) == "p2"
    assert _ask(database, households_of)["grid_id"][household] == grid
    assert _ask(database, list_plans)["state"].tolist() == ["active", "retired"]
    assert _ask(database, households_of)["grid_id"][household] == grid


def test_no_draft_takes_the_place_of_a_plan_that_retires(database, planned):
    _save(database, planned)
    _set(database, "p1", *TO_ACTIVE)
    moved, household, grid = _moved(planned, "p2")
    _save(database, moved, base="p1")
    _set(database, "p1", ("retired", "maker"))
    _save(database, _named(planned, "p3"))
    assert _ask(database, current_plan) == "p1"
    assert _ask(database, households_of)["grid_id"][household] != grid
    _set(database, "p2", *TO_ACTIVE)
    assert _ask(database, current_plan) == "p2"


@pytest.mark.parametrize("steps", [(), TO_ACTIVE[:1], TO_ACTIVE[:2]])
def test_a_changed_version_waits_for_a_second_person(database, planned, steps):
    _save(database, planned)
    moved, household, grid = _moved(planned, "p2")
    _save(database, moved, base="p1")
    _set(database, "p2", *steps)
    assert _ask(database, current_plan) == "p1"
    assert _ask(database, households_of)["grid_id"][household] != grid


def test_nothing_follows_on_a_plan_that_somebody_checked(database, planned):
    _save(database, planned)
    _set(database, "p1", *TO_ACTIVE[:1])
    _save(database, _named(planned, "p2"))
    assert _ask(database, current_plan) == "p1"


def test_of_whole_drafts_the_newest_holds(database, planned):
    _save(database, planned)
    moved, household, grid = _moved(planned, "p2")
    _save(database, moved)
    assert _ask(database, households_of)["grid_id"][household] == grid
    held = _ask(database, households_of)
    assert held.index.tolist() == sorted(planned.households.index)
    assert held["unit_id"].equals(planned.households["unit_id"].astype(str).sort_index())


def test_households_are_narrowed_in_sql(database, planned):
    _save(database, planned)
    of_branch = _ask(database, households_of, branch_ids=["B2"])
    assert set(of_branch.index) == set(planned.households.index[planned.households["branch_id"] == "B2"])
    assert _ask(database, households_of, branch_ids=[]).empty
    officer = planned.assignments.loc[planned.assignments["role"] == "primary", "officer_id"].iloc[0]
    mine = planned.assignments.query("officer_id == @officer and role == 'primary'")["grid_id"]
    of_officer = _ask(database, households_of, officer_id=officer)
    assert set(of_officer.index) == set(planned.households.index[planned.households["grid_id"].isin(mine)])
    assert _ask(database, households_of, officer_id="nobody").empty


def test_a_backup_works_where_the_owner_is_on_leave(database, planned):
    _save(database, planned)
    pairs = planned.assignments.pivot(index="grid_id", columns="role", values="officer_id").dropna()
    grid, owner, backup = pairs.index[0], pairs["primary"].iloc[0], pairs["backup"].iloc[0]
    assert grid not in set(_ask(database, households_of, officer_id=backup)["grid_id"])
    with database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO import_batch (at, account, files, rows, status) VALUES ('2026', 'a', '{}', '{}', 'stored')"
        )
        row = {"officer_id": owner, "name": "A", "branch_id": "B1", "hours_week": 40, "visit_days": 5}
        more = {"daily_capacity": 9, "on_leave": True, "placeholder": False, "valid_from": NOON, "batch_id": 1}
        connection.execute(CONTRACT_TABLES["officers"].insert().values(**row, **more))
    assert grid in set(_ask(database, households_of, officer_id=backup)["grid_id"])
    assert _ask(database, officers_on_leave) == [owner]


def test_a_failed_save_leaves_no_trace(database, planned):
    with pytest.raises(StorageError, match="never changed"), database.writing() as connection:
        _save_twice(connection, planned)
    assert _ask(database, list_plans).empty
    assert _ask(database, households_of).empty
