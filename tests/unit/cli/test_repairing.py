import pytest
import typer

from gridplan.cli.repairing import read_event
from gridplan.planning.realignment import Close, Ill, Leave, Merge, Open


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("leave:E1", Leave("E1")),
        ("ill:E1:2026-03-01:2026-04-01", Ill("E1", "2026-03-01", "2026-04-01")),
        ("ill：E1：2026-03-01", Ill("E1", "2026-03-01")),
        ("ill:E1:2026-03-01:", Ill("E1", "2026-03-01")),
        ("close:B1", Close("B1")),
        ("open:B9:120.5:30.1", Open("B9", 120.5, 30.1)),
        ("open:B9:120.5:30.1:rural:新 支行", Open("B9", 120.5, 30.1, "rural", "新 支行")),
        ("merge:u1:u2", Merge("u1", "u2")),
    ],
)
def test_an_event_is_read(text, event):
    assert read_event(text) == event


@pytest.mark.parametrize("text", ["", "leave", "leave:", "die:E1", "merge:u1", "open:B9:east:30", "close:B1:B2"])
def test_what_is_no_event_is_refused(text):
    with pytest.raises(typer.BadParameter):
        read_event(text)
