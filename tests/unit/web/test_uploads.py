import asyncio

import pytest

from gridplan.web.uploads import checked_upload, is_as_named

TEXT = "网格,名称\n1,甲\n"


def _body(name, content):
    head = f'--x\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", TEXT.encode()),
        ("a.CSV", TEXT.encode("gb18030")),
        ("a.txt", TEXT.encode("utf-16")),
        ("表.xlsx", b"PK\x03\x04rest"),
        ("a.gpkg", b"SQLite format 3\0rest"),
        ("a.osm.pbf", b"\0\0\0\x0d\x0a\x09OSMHeader\x18"),
    ],
)
def test_what_is_as_its_name_says_is_taken(name, content):
    assert is_as_named(_body(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"MZ\x90\0\x03"),
        ("a.csv", b"\x7fELF\x02"),
        ("a.csv", b"#!/bin/sh\n"),
        ("a.csv", b"PK\x03\x04rest"),
        ("a.csv", b"a\0b"),
        ("a.xlsx", b"MZ\x90\0\x03"),
        ("a.exe", b"MZ\x90\0\x03"),
        ("a.html", b"<script>"),
        ("a", TEXT.encode()),
    ],
)
def test_anything_else_is_not(name, content):
    assert not is_as_named(_body(name, content))


def test_a_second_name_or_none_is_refused():
    assert not is_as_named(b"nothing of the kind")
    assert not is_as_named(_body('a.csv"; filename*="x.exe', TEXT.encode()))
    assert not is_as_named(b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\na\r\n' + _body("a.csv", b"MZ"))


@pytest.mark.parametrize("length", ["", "x", "-1", str(200 << 20)])
def test_a_length_unknown_or_far_too_large_is_refused_unread(length):
    refusal, _ = asyncio.run(checked_upload(length, None))
    assert refusal.status_code == 413


def test_the_body_is_given_once_more_from_the_start():
    pieces = [_body("a.csv", TEXT.encode())[:50], _body("a.csv", TEXT.encode())[50:] + b"1" * 9_000, b"the end"]
    waiting = iter([{"type": "http.request", "body": one, "more_body": one != pieces[-1]} for one in pieces])

    async def receive():
        return next(waiting)

    async def read():
        refusal, again = await checked_upload("9", receive)
        assert refusal is None
        return [(await again())["body"] for _ in pieces]

    assert asyncio.run(read()) == pieces
