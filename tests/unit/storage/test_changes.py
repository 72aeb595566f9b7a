from dataclasses import replace

from shapely.geometry import Point

from gridplan.storage.changes import COLUMNS, count_changes
from tests.town import tiny_town


def _counts(stored, coming, *names):
    return {row[0]: row[1:] for row in count_changes(names, stored, coming).itertuples(index=False, name=None)}


def test_the_first_import_is_all_new():
    town = tiny_town()
    assert _counts(None, town, "branches") == {"branches": (len(town.branches), 0, 0, 0)}


def test_the_same_tables_change_nothing():
    town = tiny_town()
    found = _counts(town, tiny_town(), "branches", "households", "officers")
    assert {counts[:3] for counts in found.values()} == {(0, 0, 0)}
    assert found["households"][3] == len(town.households)


def test_new_changed_and_gone_rows_are_counted():
    town = tiny_town()
    branches = town.branches.iloc[1:].copy()
    branches.loc["B2", "name"] = "another"
    branches.loc["B9"] = branches.loc["B3"]
    moved = town.households.copy()
    moved.loc[moved.index[0], "geometry"] = Point(0, 0)
    coming = replace(town, branches=branches, households=moved)
    found = _counts(town, coming, "branches", "households")
    assert found["branches"] == (1, 1, 1, 1)
    assert found["households"] == (0, 1, 0, len(moved) - 1)
    assert list(count_changes((), town, coming)) == list(COLUMNS)
