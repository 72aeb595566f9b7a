import pytest

from gridplan.access.blind_index import BYTES, index_column, plain_number, search_values
from gridplan.access.keys import Key, KeyRing

RING = KeyRing((Key(bytes(range(32))),))


@pytest.mark.parametrize(
    "written",
    [
        "19900001234",
        " 199 0000 1234",
        "199-0000-1234",
        "+86 19900001234",
        "008619900001234",
        "8619900001234",
        "１９９００００１２３４",
    ],
)
def test_a_number_is_found_however_it_is_written(written):
    assert plain_number(written) == "19900001234"
    assert search_values(RING, written, column="person.phone") == index_column(
        RING, ["19900001234"], column="person.phone"
    )


def test_an_identity_card_with_a_small_x_is_the_same():
    assert plain_number("99999919900101123x") == plain_number("99999919900101123Ｘ") == "99999919900101123X"


def test_an_index_is_short_and_says_nothing_without_the_key():
    (index,) = index_column(RING, ["19900001234"], column="person.phone")
    assert len(index) == BYTES
    others = [
        *index_column(RING, ["19900001235"], column="person.phone"),
        *index_column(RING, ["19900001234"], column="person.id_card"),
        *index_column(KeyRing((Key(b"x" * 32),)), ["19900001234"], column="person.phone"),
    ]
    assert index not in others


def test_nothing_has_no_index():
    assert index_column(RING, [None], column="person.phone") == [None]


def test_both_keys_are_looked_for_while_rows_are_sealed_anew():
    (old,) = index_column(RING, ["19900001234"], column="person.phone")
    found = search_values(RING.rotated(), "19900001234", column="person.phone")
    assert len(found) == 2
    assert old in found
