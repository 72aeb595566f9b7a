from gridplan.locale import catalogue
from gridplan.web import signing
from gridplan.web.forms import Form

FORMS = [form for form in vars(signing).values() if isinstance(form, Form)]


def test_every_text_of_every_form_has_a_translation():
    said = {text for form in FORMS for text in (form.title, form.button, form.note)} - {""}
    said |= {field.label for form in FORMS for field in form.fields}
    assert len(FORMS) >= 4
    assert not said - set(catalogue("zh"))


def test_a_page_fits_a_phone_and_loads_from_here_alone(door):
    text = door.get("/sign-in").text
    assert "width=device-width" in text
    assert "http:" not in text
    assert "https:" not in text
    assert "<script" not in text
