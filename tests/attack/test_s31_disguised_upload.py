"""S31: a file sent straight to the upload route is looked at, whatever the uploader of the page says it takes."""

import pytest

from tests.attack.wire import stream

CSV = "编号,名称\n1,甲\n".encode()


def _body(name, content):
    head = f'--x\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


def _put(app, cookie, session, body, **headers):
    xsrf = app.ask("/_stcore/health", cookie=cookie).headers["set-cookie"].split("_streamlit_xsrf=")[1].split(";")[0]
    both = f"gridplan={cookie}; _streamlit_xsrf={xsrf}"
    sent = {"Content-Type": "multipart/form-data; boundary=x", "Origin": app.origin, "X-Xsrftoken": xsrf, **headers}
    return app.ask(f"/_stcore/upload_file/{session}/file1", "PUT", body, **{**sent, "Cookie": both})


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.csv", CSV, 204),
        ("a.csv", b"MZ\x90\0\x03\0\0\0" + b"\0" * 512, 415),
        ("a.exe", b"MZ\x90\0\x03\0\0\0", 415),
        ("a.xlsx", b"\x7fELF\x02\x01", 415),
        ("a.csv", b"#!/bin/sh\nrm -rf /\n", 415),
        ("a.html", b"<script>alert(1)</script>", 415),
        ("a.csv.exe", CSV, 415),
    ],
)
def test_s31_content_and_name_have_to_fit(app, cookies, name, content, status):
    with stream(app, cookies["head-B1"]) as page:
        page.run("coverage")
        assert _put(app, cookies["head-B1"], page.session, _body(name, content)).status == status


def test_s31_a_file_goes_to_the_own_page_alone(app, cookies):
    with stream(app, cookies["head-B1"]) as page:
        page.run("coverage")
        assert _put(app, cookies["head-B2"], page.session, _body("a.csv", CSV)).status == 404
        foreign = app.ask(f"/_stcore/upload_file/{page.session}/f", "PUT", b"", Origin=app.origin)
        assert foreign.status == 401


def test_s31_a_file_has_a_largest_size(app, cookies):
    with stream(app, cookies["head-B1"]) as page:
        page.run("coverage")
        answer = _put(app, cookies["head-B1"], page.session, _body("a.csv", CSV), Content_Length=str(200 << 20))
        assert answer.status == 413
