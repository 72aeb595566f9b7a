import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.storage.gate.masking import mask


@pytest.mark.parametrize(("value", "masked"), [("李小明", "李**"), ("13812341234", "138****1234"), ("", "")])
def test_values_are_masked_as_people_know_it(value, masked):
    assert mask(value) == masked


@given(st.text(alphabet="0123456789", min_size=18, max_size=18))
def test_the_middle_of_an_id_number_never_shows(number):
    assert mask(number) == number[:3] + "*" * 11 + number[-4:]
