from functools import partial

import pytest

from gridplan.access import fields
from gridplan.access.keys import Key, KeyRing
from gridplan.errors import KeyMissingError, StorageError

RING = KeyRing((Key(bytes(range(32))),))
IDS, VALUES = ["H1", "H2", "H3"], ["19900001234", None, "李四"]
PHONES = {"table": "person", "column": "phone_c"}
seal, unseal = partial(fields.encrypt_column, **PHONES), partial(fields.decrypt_column, **PHONES)


def test_what_is_sealed_opens_again():
    sealed = seal(RING, VALUES, IDS)
    assert sealed[1] is None
    assert unseal(RING, sealed, IDS) == VALUES
    assert all(value.encode() not in field for value, field in zip(VALUES, sealed, strict=True) if value)


def test_the_same_value_never_reads_alike():
    assert len(set(seal(RING, ["19900001234"] * 100, [f"H{n}" for n in range(100)]))) == 100


def test_a_field_opens_in_its_own_row_column_and_table_alone():
    sealed = seal(RING, ["19900001234"], ["H1"])
    for ids, place in ((["H2"], PHONES), (["H1"], PHONES | {"column": "id_card_c"}), (["H1"], PHONES | {"table": "x"})):
        with pytest.raises(StorageError, match="does not open"):
            fields.decrypt_column(RING, sealed, ids, **place)


@pytest.mark.parametrize("place", [4, 15, 16, -1])
def test_an_edited_field_does_not_open(place):
    field = bytearray(seal(RING, ["19900001234"], ["H1"])[0])
    field[place] ^= 1
    with pytest.raises(StorageError, match="damaged"):
        unseal(RING, [bytes(field)], ["H1"])


@pytest.mark.parametrize("length", [4, 10, 16, 20])
def test_a_cut_field_does_not_open(length):
    with pytest.raises(StorageError, match="damaged"):
        unseal(RING, [seal(RING, ["19900001234"], ["H1"])[0][:length]], ["H1"])


def test_a_field_of_another_key_asks_for_it():
    with pytest.raises(KeyMissingError):
        unseal(KeyRing((Key(b"x" * 32),)), seal(RING, VALUES, IDS), IDS)


def test_ids_and_values_go_together():
    with pytest.raises(ValueError, match="zip"):
        seal(RING, VALUES, IDS[:2])


def test_rows_open_before_while_and_after_they_are_sealed_anew():
    sealed, new = seal(RING, VALUES, IDS), RING.rotated()
    assert unseal(new, sealed, IDS) == VALUES
    renewed = seal(new, VALUES[:1], IDS[:1]) + sealed[1:]
    assert unseal(new, renewed, IDS) == VALUES
    only_new = KeyRing((new.current,))
    assert unseal(only_new, seal(new, unseal(new, renewed, IDS), IDS), IDS) == VALUES
