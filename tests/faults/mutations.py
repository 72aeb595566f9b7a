"""Seeded damage to files: bits, cuts, splices, cells, headers, members of archives, marks of XML and JSON."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import numpy as np

Rng = np.random.Generator
Damage = Callable[[bytes, Rng], bytes]
#: What people and broken programs put into cells.
ODD = (
    *" |\x00|NaN|inf|-1|1e309|１２|=1+1|<b>|'|\"|,|\n|\u202e|\ufffd|无|2024/2/30|POINT (1 2)|{|]|🙂|\u3000|密码".split(
        "|"
    ),
    *("0x1F", "+86", "一百", "1,2,3", "B001", "119,02", "&amp;", "null", "", "9" * 400),
)


def _flip(content: bytes, rng: Rng) -> bytes:
    changed = np.frombuffer(content, dtype=np.uint8).copy()
    for _ in range(int(rng.integers(1, 9))):
        changed[rng.integers(len(changed))] ^= np.uint8(1 << int(rng.integers(8)))
    return changed.tobytes()


def _cut(content: bytes, rng: Rng) -> bytes:
    return content[: int(rng.integers(len(content)))]


def _drop(content: bytes, rng: Rng) -> bytes:
    at = int(rng.integers(len(content)))
    return content[:at] + content[at + int(rng.integers(1, 200)) :]


def _splice(content: bytes, rng: Rng) -> bytes:
    at, other = (int(place) for place in rng.integers(len(content), size=2))
    return content[:at] + content[other : other + int(rng.integers(1, 400))] + content[at:]


def _noise(content: bytes, rng: Rng) -> bytes:
    at = int(rng.integers(len(content)))
    return content[:at] + rng.bytes(int(rng.integers(1, 64))) + content[at:]


def _head(content: bytes, rng: Rng) -> bytes:
    return rng.bytes(int(rng.integers(1, 32))) + content[int(rng.integers(32)) :]


def _word(content: bytes, rng: Rng) -> bytes:
    """Put an odd word where a value stood, in text of any kind."""
    marks = [at for at, byte in enumerate(content) if byte in b',;\t"<>:[]']
    if len(marks) < 2:
        return _noise(content, rng)
    start = int(rng.integers(len(marks) - 1))
    word = ODD[int(rng.integers(len(ODD)))].encode("utf-8")
    return content[: marks[start] + 1] + word + content[marks[start + 1] :]


def _swap_lines(content: bytes, rng: Rng) -> bytes:
    lines = content.split(b"\n")
    first, second = (int(place) for place in rng.integers(len(lines), size=2))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _recode(content: bytes, rng: Rng) -> bytes:
    encoding = ("gb18030", "utf-16", "big5", "latin-1", "utf-8-sig", "utf-32")[int(rng.integers(6))]
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def _member(content: bytes, rng: Rng) -> bytes:
    """Damage one member of an archive and pack it again, so that its sums are right."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, RuntimeError, OSError):
        return _flip(content, rng)
    names = sorted(name for name, part in parts.items() if part)
    chosen = names[int(rng.integers(len(names)))]
    parts[chosen] = PLAIN[int(rng.integers(len(PLAIN)))](parts[chosen], rng)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


PLAIN: tuple[Damage, ...] = (_flip, _cut, _drop, _splice, _noise, _head, _word, _swap_lines, _recode)


def damaged(name: str, content: bytes, rng: Rng) -> bytes:
    """Damage a file once to three times, archives mostly from inside."""
    for _ in range(int(rng.integers(1, 4))):
        packed = name.endswith((".xlsx", ".zip", ".kmz")) and rng.random() < 0.7
        change = _member if packed else PLAIN[int(rng.integers(len(PLAIN)))]
        content = change(content, rng) if content else rng.bytes(8)
    return content
