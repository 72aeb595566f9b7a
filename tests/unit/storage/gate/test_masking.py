import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.storage.gate.masking import mask, mask_numbers


@pytest.mark.parametrize(("value", "masked"), [("李小明", "李**"), ("19900001234", "199****1234"), ("", "")])
def test_values_are_masked_as_people_know_it(value, masked):
    assert mask(value) == masked


@given(st.text(alphabet="0123456789", min_size=18, max_size=18))
def test_the_middle_of_an_id_number_never_shows(number):
    assert mask(number) == number[:3] + "*" * 11 + number[-4:]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("没有“99999919800101002X”。", "没有“999***********002X”。"),
        ("19900000001/19900000002", "199****0001/199****0002"),
        ("320800100200 有 12 行", "320800100200 有 12 行"),
    ],
)
def test_numbers_within_a_text_are_masked(text, masked):
    assert mask_numbers(text) == masked
