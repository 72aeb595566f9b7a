import pytest

from gridplan.storage.roads.notes import RoadNotes


@pytest.mark.parametrize(
    ("value", "odd"),
    [
        ("50", 0),
        (60.0, 0),
        (None, 0),
        (float("nan"), 0),
        ("", 0),
        *[(v, 1) for v in ("50 mph", "none", "-1", "０", "40;60", "0")],
    ],
)
def test_limits_that_are_no_plain_number_are_counted(value, odd):
    notes = RoadNotes()
    notes.see_speed(value)
    assert notes.odd_speeds == odd


@pytest.mark.parametrize(("value", "counted"), [("12.5", 0), (0, 1), ("-3", 1), ("long", 0), (None, 0)])
def test_lengths_that_can_not_be_are_counted(value, counted):
    notes = RoadNotes()
    notes.see_length(value)
    assert notes.no_lengths == counted
