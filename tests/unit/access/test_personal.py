import pytest

from gridplan.access.personal import personal_patterns, scrub, valid_id_card


def card(stem):
    return next(stem + last for last in "0123456789X" if valid_id_card(stem + last))


@pytest.mark.parametrize(
    "text",
    [
        "电话19900001234。",
        "tel 199 0000 1234",
        "199-0000-1234",
        "+86 19900001234",
        "１３８００００１２３４",
        '{"phone":"8619900001234"}',
    ],
)
def test_mobile_numbers_are_found_however_written(text):
    assert [value.kind for value in personal_patterns(text)] == ["phone"]
    assert not personal_patterns(scrub(text))
    assert len(scrub(text)) == len(text)


def test_identity_cards_are_found():
    valid = card("99999919900101123")
    assert [value.kind for value in personal_patterns(f"身份证{valid}，")] == ["id_card"]
    assert scrub(f"id {valid}!") == f"id {'*' * 18}!"


@pytest.mark.parametrize(
    "text",
    [
        "199****1234",
        "105.13812345678",
        "13812345678.5",
        "a13812345678f",
        "20260301-093012-481",
        "999999********1234",
        "123456789012345678",
        "1234567890123456789",
        "",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert personal_patterns(text) == []
    assert scrub(text) == text


def test_a_wrong_last_sign_is_no_identity_card():
    valid = card("99999919900101123")
    wrong = valid[:-1] + ("0" if valid[-1] != "0" else "1")
    assert personal_patterns(wrong) == []
