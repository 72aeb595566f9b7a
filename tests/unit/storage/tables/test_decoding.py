import pytest

from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.decoding import decode

TEXT = "网点编号,网点名称\nB1,城关支行\nB2,张庄分理处\n"


def _said(content: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        decode(content, "branches.csv")
    return refused.value.findings[0].code


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", []), ("utf-8-sig", []), ("gb18030", ["ENC_GB18030"]), ("utf-16", ["ENC_UTF16"])],
)
def test_the_usual_encodings_give_the_same_text(encoding, said):
    text, findings = decode(TEXT.encode(encoding), "branches.csv")
    assert text == TEXT
    assert [finding.code for finding in findings] == said


def test_an_encoding_that_changes_half_way_is_refused_with_the_line():
    content = TEXT.encode() + "B3,湖滨支行\n".encode("gbk")
    with pytest.raises(RefusedError) as refused:
        decode(content, "branches.csv")
    finding = refused.value.findings[0]
    assert (finding.code, finding.row) == ("ENC_MIXED", 4)


def test_big5_is_not_taken_for_gb18030():
    assert _said("網點編號,網點名稱\nB1,城關支行\nB2,張莊分理處\n".encode("big5")) == "ENC_AMBIGUOUS"


def test_binary_content_is_refused():
    assert _said(b"a,b\n1,\x002\n") == "ENC_NUL"


def test_rare_names_of_places_are_read_as_gb():
    text = "id,name\n" + "".join(f"{k},盱眙沭邳圩\n" for k in range(4))
    assert decode(text.encode("gbk"), "t.csv")[0] == text
