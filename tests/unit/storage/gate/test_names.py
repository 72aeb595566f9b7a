import pytest

from gridplan.storage.folder import read_inputs
from tests.unit.storage.rough import VILLAGES, codes, county_folder

UNITS = VILLAGES + "320800200200,东庄村,北镇,119.05,33.62,200,150\n320800200201,南庄村,北镇,119.06,33.6301,200,150\n"


@pytest.fixture
def said(tmp_path):
    def check(text):
        folder = county_folder(
            tmp_path / "c", villages__csv=UNITS, households__csv=None, officers__csv=None, penetration__csv=text
        )
        findings = read_inputs(folder)[1]
        return [(f.code, f.file, f.row) for f in findings if f.severity != "I"]

    return check


def test_exact_names_that_mean_one_unit_are_joined(said):
    assert said("村名,客户数\n南庄村,5\n") == []


@pytest.mark.parametrize("name", ["南庄", "南庄村委会", "南庄村民委员会"])
def test_names_that_differ_in_their_end_are_proposed(said, name):
    assert said(f"村名,客户数\n{name},5\n") == [("NAME_FUZZY", "penetration.csv", 2)]


def test_a_name_of_two_units_is_refused_with_the_rows_of_both(said):
    assert sorted(said("村名,客户数\n东庄村,5\n")) == [
        ("NAME_AMBIGUOUS", "penetration.csv", 2),
        ("NAME_AMBIGUOUS", "villages.csv", 2),
        ("NAME_AMBIGUOUS", "villages.csv", 4),
    ]


def test_the_town_tells_two_units_apart(said):
    assert said("村名,乡镇,客户数\n东庄村,北镇,5\n") == []


def test_a_name_that_nobody_knows_is_warned_of(said):
    assert said("村名,客户数\n月亮村,5\n") == [("FK_ORPHAN", "penetration.csv", 2)]


def test_ids_go_before_names(said):
    assert said("村编码,村名,客户数\n320800100200,东庄村,5\n") == []


def test_households_may_name_their_village(tmp_path):
    text = "户编号,村名,经度,纬度\nH1,西庄社区,119.0818,33.6329\n"
    inputs, findings = read_inputs(county_folder(tmp_path / "c", households__csv=text))
    assert codes(findings) == []
    assert inputs.households["unit_id"].tolist() == ["320800100201"]


def test_a_name_may_end_twice_in_what_it_is(said):
    assert said("村名,客户数\n南庄村村民委员会,5\n") == [("NAME_FUZZY", "penetration.csv", 2)]
