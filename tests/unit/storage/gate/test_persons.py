import pandas as pd
import pytest

from gridplan.storage.gate.persons import plain_phone
from gridplan.storage.tables.kinds import KINDS
from gridplan.storage.tables.reading import finished
from tests.unit.storage.rough import read_text

HEAD = "户编号,村编码,身份证号,手机号,授权日期,备注\n"
GOOD = "999999198001010003"


def _said(folder, *rows):
    draft = read_text(folder, "households", HEAD + "".join(f"H{k},V1,{row}\n" for k, row in enumerate(rows)))
    return draft, [(f.code, f.row, f.value) for f in draft.findings if f.code.startswith("PII")]


def test_right_numbers_are_nothing_to_speak_of(tmp_path):
    assert _said(tmp_path, f"{GOOD},19900000000,2025-03-01,", "99999919800101002X,199-0000-0001,2025-03-01,")[1] == []


def test_a_wrong_check_digit_is_said_masked(tmp_path):
    assert _said(tmp_path, "999999198001010004,,2025-03-01,")[1] == [("PII_CHECKSUM", 2, "999***********0004")]


@pytest.mark.parametrize("card", ["12345", "99999919800101000A"])
def test_what_is_no_id_number_is_said(tmp_path, card):
    assert [code for code, _, _ in _said(tmp_path, f"{card},,2025-03-01,")[1]] == ["PII_CHECKSUM"]


def test_one_id_number_in_two_households_is_said_with_both_rows(tmp_path):
    said = _said(tmp_path, f"{GOOD},,2025-03-01,", f"{GOOD},,2025-03-01,")[1]
    assert [(code, row) for code, row, _ in said] == [("PII_DUP", 2), ("PII_DUP", 3)]


def test_a_telephone_that_is_no_mobile_is_warned_of(tmp_path):
    assert _said(tmp_path, ",0517-1234567,2025-03-01,", ",+8619900000000,2025-03-01,")[1] == [
        ("PII_PHONE", 2, "051*****4567")
    ]


def test_missing_and_old_consent_is_warned_of(tmp_path):
    said = _said(tmp_path, ",,,", ",,2001-01-01,", ",,2025-03-01,")[1]
    assert [(code, row) for code, row, _ in said] == [("PII_CONSENT", 2), ("PII_CONSENT", 3)]


def test_id_numbers_in_free_text_are_counted_and_not_shown(tmp_path):
    said = _said(tmp_path, f",,2025-03-01,其子{GOOD}在外", ",,2025-03-01,无")[1]
    assert said == [("PII_FREETEXT", 2, None)]


def test_nothing_personal_is_kept(tmp_path):
    draft, _ = _said(tmp_path, f"{GOOD},19900000000,2025-03-01,x")
    table = finished(draft, KINDS["households"])
    assert not {"id_card", "phone", "consent", "remark"} & set(table.columns)


def test_telephones_are_written_alike_and_landlines_keep_their_digits():
    written = pd.Series(["+86 199-0000-0001", "008619900000001", "１９９００００ ０００１", "8612-3456", None])
    assert plain_phone(written).tolist()[:4] == ["19900000001"] * 3 + ["86123456"]


def test_a_consent_yet_to_come_is_refused_and_makes_no_other_one_old(tmp_path):
    draft, said = _said(tmp_path, f"{GOOD},,2025-03-01,", ",19900000000,2203-03-01,")
    assert said == []
    assert [(f.code, f.row, f.value) for f in draft.findings if f.code == "DATE_INVALID"] == [
        ("DATE_INVALID", 3, "2203-03-01")
    ]
