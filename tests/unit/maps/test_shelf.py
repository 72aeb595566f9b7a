import gzip
import re

import pytest

from gridplan.maps.shelf import Shelf


class _Tiles:
    size = 400

    def tile(self, zoom, x, y):
        return bytes([zoom, x, y])


@pytest.fixture
def shelf():
    return Shelf(most=1_000)


def test_what_was_laid_out_is_taken_by_its_key(shelf):
    key = shelf.lay('{"a":1}', lasting=True)
    found = shelf.take(key)
    assert gzip.decompress(found.content) == b'{"a":1}'
    assert found.lasting
    assert shelf.lay('{"a":1}', lasting=True) == key


def test_a_key_can_not_be_worked_out_from_the_content(shelf):
    key = shelf.lay("known")
    assert re.fullmatch("[0-9a-f]{32}", key)
    assert Shelf().lay("known") != key


def test_an_unknown_key_finds_nothing(shelf):
    assert shelf.take("0" * 32) is None


def test_what_lay_longest_unused_goes_first(shelf):
    one, two = (shelf.lay_tiles(_Tiles(), name) for name in ("one", "two"))
    shelf.lay_tiles(_Tiles(), "one")
    shelf.lay_tiles(_Tiles(), "three")
    assert shelf.take(one) is not None
    assert shelf.take(two) is None


def test_the_last_one_stays_however_large_it_is():
    shelf = Shelf(most=1)
    assert shelf.take(shelf.lay("large")) is not None
