"""A choice that stands in the address: the usual one keeps out of it where that is asked for."""

import pytest
from streamlit.testing.v1 import AppTest

_SCRIPT = """
from gridplan.pages.choices import choose
choose("lang", "Language", ["zh", "en"], str, link="lang", quiet=True)
"""


@pytest.fixture
def page():
    return AppTest.from_string(_SCRIPT)


def test_an_address_that_names_the_language_opens_in_it(page):
    page.query_params["lang"] = "en"
    assert page.run().selectbox[0].value == "en"
    assert page.query_params["lang"] == "en"


def test_the_usual_language_stands_in_no_address(page):
    page.run().selectbox[0].set_value("en").run()
    assert page.query_params["lang"] == "en"
    page.selectbox[0].set_value("zh").run()
    assert "lang" not in page.query_params
