import pytest

from gridplan.storage.gate.references import check_references
from tests.unit.storage.rough import BRANCHES, HOUSEHOLDS, OFFICERS, VILLAGES, read_text


@pytest.fixture
def drafts(tmp_path):
    def read(**texts):
        usual = {"branches": BRANCHES, "units": VILLAGES, "households": HOUSEHOLDS, "officers": OFFICERS}
        made = {kind: read_text(tmp_path, kind, text) for kind, text in (usual | texts).items() if text}
        for draft in made.values():
            draft.findings.clear()
        check_references(made)
        return made, [(f.code, f.file, f.row, f.action) for draft in made.values() for f in draft.findings]

    return read


def test_ids_that_stand_where_they_should_are_nothing_to_speak_of(drafts):
    assert drafts()[1] == []


def test_a_household_of_an_unknown_village_is_refused(drafts):
    said = drafts(households=HOUSEHOLDS.replace("320800100201", "320800100999"))[1]
    assert said == [("FK_ORPHAN", "households.csv", 3, "reject")]


def test_an_empty_reference_is_none(drafts):
    assert drafts(households=HOUSEHOLDS.replace("320800100201", ""))[1] == []


def test_lost_leading_zeros_are_told_from_unknown_ids(drafts):
    made, said = drafts(branches=BRANCHES.replace("B1", "0012"), officers=OFFICERS.replace("B1", "12"))
    assert said == [("ID_LEADING_ZERO", "officers.csv", 2, "reject"), ("ID_LEADING_ZERO", "officers.csv", 3, "reject")]
    assert "0012" in made["officers"].findings[0].message.en


def test_an_officer_of_an_unknown_branch_is_refused(drafts):
    assert drafts(officers=OFFICERS.replace("B2", "B9"))[1] == [("FK_ORPHAN", "officers.csv", 4, "reject")]


def test_officers_of_other_branches_are_left_out_where_the_table_has_a_part_of_the_bank(drafts):
    alone = "\n".join(BRANCHES.splitlines()[:2]) + "\n"
    made, said = drafts(branches=alone)
    assert said == [("FK_ORPHAN", "officers.csv", 4, "accept")]
    assert made["officers"].table["officer_id"].tolist() == ["E1", "E2"]


def test_rows_without_ids_can_not_be_named(drafts):
    def without_ids(table):
        table.ids_made = True

    made, _ = drafts()
    without_ids(made["units"])
    without_ids(made["branches"])
    check_references(made)
    said = [(f.code, f.file, f.action) for draft in made.values() for f in draft.findings]
    assert sorted(said) == [("ID_UNJOINED", "households.csv", "accept"), ("ID_UNJOINED", "officers.csv", "accept")]


def test_officers_of_a_closed_branch_go_with_it(drafts):
    lines = BRANCHES.splitlines()
    closed = "\n".join([lines[0] + ",状态", lines[1] + ",营业", lines[2] + ",撤并"]) + "\n"
    made, said = drafts(branches=closed, units=VILLAGES.replace("乡镇", "网点编号").replace("城关镇", "B2"))
    assert said == [
        ("FK_GONE", f"{name}.csv", row, "repair") for name, row in (("units", 2), ("units", 3), ("officers", 4))
    ]
    assert made["officers"].table["officer_id"].tolist() == ["E1", "E2"]
    assert made["units"].table["branch_id"].isna().all()


def test_a_table_that_is_not_there_is_not_asked(drafts):
    assert drafts(units=None)[1] == []


def test_a_slip_is_no_other_part_of_the_bank(drafts):
    three = BRANCHES + "B3,李庄支行,乡村,119.0907,33.6408,4\n"
    officers = OFFICERS + "E4,赵六,B3\nE5,孙七,B7\n"
    assert drafts(branches=three, officers=officers)[1] == [("FK_ORPHAN", "officers.csv", 6, "warn")]
