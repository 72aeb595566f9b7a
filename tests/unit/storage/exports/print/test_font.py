import pytest

from gridplan.storage.exports.print.font import fitting, lines, width


def test_a_text_is_cut_where_its_room_ends():
    assert fitting("城关支行", 5.0, 100.0) == "城关支行"
    cut = fitting("城关支行营业部", 5.0, 20.0)
    assert cut.endswith("…")
    assert width(cut, 5.0) <= 20.0


@pytest.mark.parametrize(
    "text", ["上门服务不收取任何费用。我行人员不会索要密码。", "Our people never ask for a password or a code."]
)
def test_no_line_is_wider_than_its_room_and_none_of_the_text_is_lost(text):
    broken = lines(text, 4.0, 40.0)
    assert len(broken) > 1
    assert max(width(line, 4.0) for line in broken) <= 40.0
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")


def test_words_are_not_cut():
    text = "Our people never ask for a password or a code."
    assert " ".join(lines(text, 4.0, 40.0)) == text


def test_the_face_has_every_sign_of_both_languages():
    signs = "青禾县网格公示牌，。：；？！（）《》“”、·…—éüāǎß÷×°±€①Ⅱ"
    assert not [sign for sign in signs if width(sign, 10.0) == width("\ue000", 10.0) and width(sign, 10.0) == 0]
