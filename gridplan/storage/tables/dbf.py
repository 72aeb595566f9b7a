"""The attribute file of a Shapefile: its encoding, and whether its parts belong together."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import say

_HEAD_BYTES, _FIELD_BYTES, _NAME_BYTES = 32, 32, 11
#: The longest text of a .dbf, less than one character of Chinese; a text that fills it was cut.
_FULL_TEXT = 251


def dbf_faults(shp: Path) -> Iterator[InputFinding]:
    """
    Check that the parts of a Shapefile are there and count the same features.

    Parameters
    ----------
    shp
        The .shp.

    Yields
    ------
    finding
        `SHP_PART`, `SHP_COUNT`, `DBF_FIELDNAME` or `DBF_TRUNC`.
    """
    missing = [suffix for suffix in (".dbf", ".shx", ".prj") if _part(shp, suffix) is None]
    if missing:
        # the index can be made again, attributes and coordinate system can't
        action = "repair" if missing == [".shx"] else "reject"
        yield say("SHP_PART", shp.name, action=action, parts=", ".join(missing))
    dbf, shx = _part(shp, ".dbf"), _part(shp, ".shx")
    if dbf is None:
        return
    header = _Header(dbf.read_bytes())
    features = (shx.stat().st_size - 100) // 8 if shx else header.records
    if header.records != features:
        yield say("SHP_COUNT", shp.name, shapes=features, records=header.records)
    if header.names_are_cut():
        yield say("DBF_FIELDNAME", shp.name, names=", ".join(n.decode("utf-8", "replace") for n in header.names))
    yield from header.cut_texts(shp.name)


def dbf_encoding(shp: Path, findings: list[InputFinding]) -> str:
    """
    Tell in which encoding the attributes of a Shapefile are.

    Parameters
    ----------
    shp
        The .shp.
    findings
        What is to be said of it is added here.

    Returns
    -------
    encoding
        `utf-8` or `gb18030`.
    """
    dbf, cpg = _part(shp, ".dbf"), _part(shp, ".cpg")
    content = dbf.read_bytes() if dbf else b""
    start = _Header(content).start if dbf else 0
    stated = cpg.read_text(encoding="ascii", errors="replace").strip().casefold() if cpg else ""
    if _is_utf8(content[start:]):
        return "utf-8"
    said = "ENC_CONTRADICTS" if stated in {"utf-8", "utf8"} else "ENC_GB18030"
    findings.append(say(said, shp.name))
    return "gb18030"


class _Header:
    """The header of a .dbf: records, fields and where they stand."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        head = content[:_HEAD_BYTES].ljust(_HEAD_BYTES, b"\0")
        self.records, self.start, self.width = struct.unpack("<4xIHH20x", head)
        starts = range(_HEAD_BYTES, max(self.start - 1, _HEAD_BYTES), _FIELD_BYTES)
        fields = [content[at : at + _FIELD_BYTES].ljust(_FIELD_BYTES, b"\0") for at in starts]
        self.names = [field[:_NAME_BYTES].split(b"\0")[0] for field in fields]
        self.lengths = [field[16] for field in fields]

    def names_are_cut(self) -> bool:
        """Tell whether names were cut to ten bytes so that they broke, or had to be numbered to differ."""
        full = [name for name in self.names if len(name) == _NAME_BYTES - 1]
        numbered = [name for name in full if re.search(rb"_\d$", name)]
        alike = any(other[:8] == name[:8] for name in numbered for other in full if other != name)
        broken = any(not _decodes(name, "utf-8", "gb18030") for name in self.names)
        return alike or broken or len(set(self.names)) < len(self.names)

    def cut_texts(self, file: str) -> Iterator[InputFinding]:
        """Name the texts that fill the longest field, or fill theirs and end within a character."""
        encoding = "utf-8" if _is_utf8(self.content[self.start :]) else "gb18030"
        for record in range(self.records):
            at = self.start + record * self.width + 1
            for name, length in zip(self.names, self.lengths, strict=False):
                value = self.content[at : at + length]
                at += length
                full = len(value) == length and not value.endswith((b" ", b"\0"))
                if full and not value.isascii() and (length >= _FULL_TEXT or not _decodes(value, encoding)):
                    yield say("DBF_TRUNC", file, row=record, column=name.decode("latin-1"), length=length)


def _decodes(value: bytes, *encodings: str) -> bool:
    for encoding in encodings:
        try:
            value.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _is_utf8(content: bytes) -> bool:
    """Tell UTF-8 from others; a text that was cut within a character doesn't make it another one."""
    text = content.decode("utf-8", errors="replace")
    broken, wide = text.count("\N{REPLACEMENT CHARACTER}"), sum(char > "\x7f" for char in text)
    return broken == 0 or broken * 10 < wide


def _part(shp: Path, suffix: str) -> Path | None:
    stem = shp.with_suffix("")
    names = (stem.with_suffix(suffix), stem.with_suffix(suffix.upper()), Path(f"{shp}{suffix}"))
    return next((path for path in names if path.is_file()), None)
