import pytest

from gridplan.storage.gate.duty_days import no_clash
from gridplan.storage.tables.kinds import CHECKED_KINDS
from gridplan.storage.tables.reading import read_table


def _said(folder, rows):
    path = folder / "duty.csv"
    path.write_text("员工号,日期,村编码\n" + rows, encoding="utf-8")
    draft = read_table(path, CHECKED_KINDS["duty"])
    return [(f.code, f.row) for f in draft.findings if f.severity != "I"]


def test_one_place_a_day_is_nothing_to_speak_of(tmp_path):
    assert _said(tmp_path, "E1,2026-11-02,V1\nE1,2026-11-03,V2\nE2,2026-11-02,V2\nE1,2026-11-02,V1\n") == []


def test_two_places_on_one_day_are_refused(tmp_path):
    assert _said(tmp_path, "E1,2026-11-02,V1\nE2,2026-11-02,V1\nE1,2026/11/2,V2\n") == [
        ("DUTY_CLASH", 2),
        ("DUTY_CLASH", 4),
    ]


@pytest.mark.parametrize("day", ["2026-10-01", "2027年1月1日"])
def test_duty_on_a_holiday_is_warned_of(tmp_path, day):
    assert _said(tmp_path, f"E1,{day},V1\n") == [("DUTY_HOLIDAY", 2)]


def test_the_check_is_a_step_of_its_kind():
    assert CHECKED_KINDS["duty"].steps == (no_clash,)
