import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.access.masking import MASKS, mask
from gridplan.access.personal import personal_patterns


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("holder", "李小明", "李*"),
        ("holder", "欧阳某", "欧*"),
        ("holder", "", ""),
        ("phone", "19900001234", "199****1234"),
        ("phone", "+86 199-0000-1234", "199****1234"),
        ("phone", "0851-1234567", "085****4567"),
        ("phone", "1234567", "******7"),
        ("phone", "12", "**"),
        ("id_card", "999999199001011234", "999999********1234"),
        ("id_card", "99999919900101123x", "999999********123X"),
        ("id_card", "999999900101123", "99999**********"),
        ("address", "云岭村3组12号", "云岭村*组*号"),
        ("address", "河边路１２号2栋3单元401室", "河边路*号*栋*单元*室"),
        ("remark", "anything", "***"),
        ("phone", None, None),
    ],
)
def test_a_mask_shows_what_it_may(field, value, shown):
    assert mask(field, value) == shown


@given(st.sampled_from(sorted(MASKS)), st.text("0123456789Xx+- ０１２", max_size=30))
def test_no_mask_shows_a_whole_number(field, value):
    assert personal_patterns(mask(field, value)) == []
