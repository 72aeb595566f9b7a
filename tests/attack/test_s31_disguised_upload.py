"""S31: a file gets in by Streamlit's upload route for those alone who may import; the gate of imports reads it."""

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.model.words import Severity
from gridplan.workspace.importing import preview_import
from tests.attack.wire import stream


def _body(name, content):
    head = f'--x\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


def _put(app, cookie, session, body):
    xsrf = app.ask("/_stcore/health", cookie=cookie).headers["set-cookie"].split("_streamlit_xsrf=")[1].split(";")[0]
    sent = {"Content-Type": "multipart/form-data; boundary=x", "Origin": app.origin, "X-Xsrftoken": xsrf}
    both = f"gridplan={cookie}; _streamlit_xsrf={xsrf}"
    return app.ask(f"/_stcore/upload_file/{session}/file1", "PUT", body, **{**sent, "Cookie": both})


@pytest.mark.parametrize("sender", ["head-B2", "chief", "region", "B1-1"])
def test_s31_nobody_sends_a_file_to_a_page_of_another(app, cookies, sender):
    with stream(app, cookies["head-B1"]) as page:
        page.run("import_files")
        assert _put(app, cookies[sender], page.session, _body("a.csv", b"1")).status == 404
        assert app.ask(f"/_stcore/upload_file/{page.session}/f", "PUT", b"", Origin=app.origin).status == 401


def test_s31_a_head_sends_files_to_the_own_page_and_no_more_than_the_gate_reads(app, cookies):
    cookie = cookies["head-B1"]
    with stream(app, cookie) as page:
        page.run("import_files")
        assert _put(app, cookie, page.session, _body("a.csv", "编号,名称\n1,甲\n".encode())).status == 204
        assert _put(app, cookie, page.session, b"x" * (101 << 20)).status == 413


@pytest.mark.parametrize(
    ("name", "content"), [("branches.csv", b"MZ\x90\0\x03\0\0\0" + b"\0" * 512), ("branches.xlsx", b"MZ\x90\0")]
)
def test_s31_what_is_not_what_its_name_says_is_refused_by_the_gate(bank, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    findings, _ = preview_import(OPERATOR, bank.workspace, [path])
    assert any(finding.severity is Severity.ERROR for finding in findings)
