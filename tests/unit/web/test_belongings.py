import pytest

from gridplan.web import belongings


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(belongings, "MOST", 2)
    return belongings.Belongings()


def test_the_oldest_are_forgotten(few):
    for number in range(3):
        few.give_stream("mine", f"s{number}")
        few.give_files("mine", f"/media/{number:032x}.csv".encode())
    assert [few.owns_stream("mine", f"s{number}") for number in range(3)] == [False, True, True]
    assert [few.may_fetch("mine", f"{number:032x}.csv") for number in range(3)] == [False, True, True]
