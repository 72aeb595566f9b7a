from dataclasses import fields

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.model.plan import Plan
from gridplan.storage.folder import read_inputs, write_inputs
from gridplan.storage.persons import persons_of
from gridplan.workspace.importing import import_paths
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from tests.unit.storage.rough import HOUSEHOLDS, county_folder, read_text

HEAD = "户编号,村编码,户主姓名,身份证号,手机号,授权日期,备注\n"
CARD = "99999919800101002x"


def _persons(folder, *rows):
    text = HEAD + "".join(f"H{k},V1,{row}\n" for k, row in enumerate(rows))
    return persons_of(read_text(folder, "households", text))


def test_what_a_file_tells_of_people_becomes_a_table_of_its_own(tmp_path):
    persons = _persons(tmp_path, f"张三,{CARD},+86 199-0000-0001,2025/3/1,x", "李四,,,2025-03-01,")
    assert persons.index.tolist() == ["H0", "H1"]
    assert persons.loc["H0"].tolist() == ["张三", CARD.upper(), "19900000001", "2025-03-01", True]
    assert persons.loc["H1", ["id_card", "phone"]].isna().all()


def test_a_household_of_which_nothing_is_told_has_no_person(tmp_path):
    assert _persons(tmp_path, ",,,2025-03-01,备注", "张三,,,2025-03-01,").index.tolist() == ["H1"]


@pytest.mark.parametrize(
    ("consents", "valid"),
    [
        (["2025-03-01", "", "2001-01-01"], [True, False, False]),
        (["", "", ""], [False, False, False]),
    ],
)
def test_without_valid_consent_a_person_is_marked(tmp_path, consents, valid):
    persons = _persons(tmp_path, *(f"张三,,,{consent}," for consent in consents))
    assert persons["consent_valid"].tolist() == valid


def test_a_file_without_consents_gives_none(tmp_path):
    read = read_inputs(county_folder(tmp_path / "c"))[0].persons
    assert read["holder"].tolist() == ["张三", "李四"]
    assert not read["consent_valid"].any()


def test_a_refused_file_gives_no_person(tmp_path):
    wrong = HOUSEHOLDS.replace("999999198001010003", "999999198001010004")
    assert read_inputs(county_folder(tmp_path / "c", households__csv=wrong))[0].persons.empty
    assert persons_of(None).empty


def test_people_are_never_written_among_the_tables(tmp_path):
    folder = county_folder(tmp_path / "c", households__csv=HOUSEHOLDS.replace("张三", "户主甲"))
    inputs, _ = read_inputs(folder)
    assert inputs.persons.loc["H1", "holder"] == "户主甲"
    write_inputs(inputs, tmp_path / "made")
    import_paths(OPERATOR, Workspace.open(tmp_path / "made"), [folder / "households.csv"], datum="wgs84")
    content = b"".join(file.read_bytes() for file in (tmp_path / "made").rglob("*") if file.is_file())
    assert not [word for word in ("户主甲", "999999198001010003", "19900000000") if word.encode() in content]


def test_no_plan_is_made_of_people(tmp_path):
    folder = county_folder(tmp_path / "c")
    assert load_inputs(OPERATOR, Workspace.open(folder)).persons.empty
    assert "persons" not in {field.name for field in fields(Plan)}
