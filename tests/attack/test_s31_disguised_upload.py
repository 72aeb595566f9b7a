"""S31: no file gets in by Streamlit's upload route, since no page takes one; what is imported is read by the gate."""

import pytest

from tests.attack.wire import stream


def _body(name, content):
    head = f'--x\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


def _put(app, cookie, session, body):
    xsrf = app.ask("/_stcore/health", cookie=cookie).headers["set-cookie"].split("_streamlit_xsrf=")[1].split(";")[0]
    sent = {"Content-Type": "multipart/form-data; boundary=x", "Origin": app.origin, "X-Xsrftoken": xsrf}
    both = f"gridplan={cookie}; _streamlit_xsrf={xsrf}"
    return app.ask(f"/_stcore/upload_file/{session}/file1", "PUT", body, **{**sent, "Cookie": both})


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "编号,名称\n1,甲\n".encode()), ("a.csv", b"MZ\x90\0\x03\0\0\0" + b"\0" * 512), ("a.exe", b"MZ\x90\0")],
)
def test_s31_nobody_sends_a_file_to_a_page(app, cookies, name, content):
    with stream(app, cookies["head-B1"]) as page:
        page.run("coverage")
        for sender in ("head-B1", "head-B2", "chief"):
            assert _put(app, cookies[sender], page.session, _body(name, content)).status == 404
        assert app.ask(f"/_stcore/upload_file/{page.session}/f", "PUT", b"", Origin=app.origin).status == 404
