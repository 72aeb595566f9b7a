import hmac

from hypothesis import given
from hypothesis import strategies as st

from gridplan.access.mac import Mac


@given(st.binary(max_size=64), st.lists(st.binary(max_size=200), max_size=3))
def test_it_is_the_hmac_of_the_standard_library(secret, messages):
    mac = Mac(secret)
    assert [mac.digest(text) for text in messages] == [hmac.digest(secret, text, "sha256") for text in messages]
