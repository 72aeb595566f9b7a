from tests.unit.storage.rough import read_text


def test_a_unit_without_type_is_taken_by_its_name(tmp_path):
    draft = read_text(tmp_path, "units", "村编码,村名,户籍户数\nV1,东庄村,2\nV2,城西社区,3\nV3,河湾居委会,4\n")
    assert draft.table["type"].tolist() == ["village", "community", "community"]


def test_a_type_that_can_not_be_read_is_not_guessed(tmp_path):
    draft = read_text(tmp_path, "units", "村编码,村名,类型,户籍户数\nV1,东庄村,城,2\nV2,城西社区,,3\n")
    assert draft.table["type"].isna().tolist() == [True, False]
    assert [(f.code, f.row) for f in draft.findings if f.severity == "E"] == [("ENUM", 2)]


def test_households_of_one_kind_stand_for_the_other(tmp_path):
    draft = read_text(tmp_path, "units", "村编码,村名,常住户数\nV1,东庄村,20\n")
    assert draft.table[["registered_hh", "resident_hh"]].to_numpy().tolist() == [[20, 20]]


def test_more_credit_than_households_is_warned_of(tmp_path):
    draft = read_text(tmp_path, "units", "村编码,村名,户数,授信户数\nV1,东庄村,20,26\nV2,西庄村,20,20\n")
    assert [(f.code, f.row, f.value, f.action) for f in draft.findings if f.code == "NUM_RATIO"] == [
        ("NUM_RATIO", 2, "26", "warn")
    ]
