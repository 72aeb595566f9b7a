import pandas as pd
import pytest

from gridplan.access.keys import Key, KeyRing
from gridplan.access.persons import INDEXED, open_persons, person_search, reseal_persons, seal_persons
from gridplan.errors import StorageError
from gridplan.storage.database.persons import COLUMNS

RING = KeyRing((Key(bytes(range(32))),))


@pytest.fixture
def persons():
    rows = {
        "H1": ("李某", "99999919900101123X", "19900001234", "2026-01-02", True),
        "H2": (None, None, "19900005678", None, False),
    }
    columns = ["holder", "id_card", "phone", "consent", "consent_valid"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("household_id")


def test_persons_come_back(persons):
    sealed = seal_persons(RING, persons)
    assert set(sealed.columns) == set(COLUMNS)
    opened = open_persons(RING, sealed)
    assert opened.astype(object).where(opened.notna(), None).equals(persons.astype(object).where(persons.notna(), None))


def test_nothing_of_a_person_is_readable(persons):
    sealed = b"".join(
        value for row in seal_persons(RING, persons).to_numpy() for value in row if isinstance(value, bytes)
    )
    for value in persons[["holder", "id_card", "phone"]].to_numpy().ravel():
        assert pd.isna(value) or value.encode() not in sealed


def test_only_what_is_asked_for_is_opened(persons):
    opened = open_persons(RING, seal_persons(RING, persons), ["phone"])
    assert list(opened.columns) == ["phone", "consent", "consent_valid"]


def test_a_field_of_another_household_does_not_open(persons):
    sealed = seal_persons(RING, persons)
    sealed["phone_c"] = sealed["phone_c"].to_numpy()[::-1]
    with pytest.raises(StorageError):
        open_persons(RING, sealed)


def test_the_digest_changes_with_the_person_alone(persons):
    one, two = (seal_persons(RING, persons) for _ in range(2))
    assert one["digest"].tolist() == two["digest"].tolist()
    assert one["phone_c"].tolist() != two["phone_c"].tolist()
    for column, value in (("phone", "19900001111"), ("consent_valid", False), ("holder", None)):
        changed = persons.copy()
        changed.loc["H1", column] = value
        digests = seal_persons(RING, changed)["digest"].tolist()
        assert [a == b for a, b in zip(digests, one["digest"], strict=True)] == [False, True]


def test_persons_are_found_by_number_before_and_after_a_new_key(persons):
    sealed, ring = seal_persons(RING, persons), RING.rotated()
    for rows, keys in ((sealed, RING), (sealed, ring), (reseal_persons(ring, sealed), ring)):
        found = rows[rows["phone_x"].isin(person_search(keys, "phone", "+86 199 0000 5678"))]
        assert found["household_id"].tolist() == ["H2"]


def test_resealed_rows_need_the_old_key_no_more(persons):
    ring = RING.rotated()
    sealed = seal_persons(RING, persons).assign(valid_from="then")
    anew = reseal_persons(ring, sealed)
    new = KeyRing((ring.current,))
    assert open_persons(new, anew).equals(open_persons(RING, sealed))
    assert anew["valid_from"].eq("then").all()
    assert not any(anew[f"{name}_x"].equals(sealed[f"{name}_x"]) for name in INDEXED)
    new_rows = seal_persons(new, persons)
    assert anew["digest"].tolist() == new_rows["digest"].tolist()


def test_no_persons_are_no_rows(persons):
    assert seal_persons(RING, persons.iloc[:0]).empty
    assert open_persons(RING, seal_persons(RING, persons.iloc[:0])).empty
