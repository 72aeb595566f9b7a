"""Turn the bytes of a text file into text, and say in which encoding it was."""

from __future__ import annotations

import codecs

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import RefusedError, say

#: Lead bytes of the 3,755 commonest characters of GB 2312; text in Big5 that is read as GB looks rare.
_COMMON_LEAD = range(0xB0, 0xD8)
_FIRST_TRAIL = 0xA1
#: Share of common characters below which text that is also Big5 is not taken for GB18030.
_COMMON_SHARE = 0.7
#: Characters that tell GB 2312 from Big5, and the share of them that may be rarer than GB 2312 has them.
_ENOUGH, _EARLY_SHARE = 12, 0.1
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decode(content: bytes, file: str) -> tuple[str, list[InputFinding]]:
    """
    Decode a text file.

    Parameters
    ----------
    content
        All of it.
    file
        Its name.

    Returns
    -------
    text
        The text without byte-order mark.
    findings
        `ENC_GB18030` or `ENC_UTF16` where it isn't UTF-8.

    Raises
    ------
    RefusedError
        If the content is binary, its encoding changes or is unclear.
    """
    if content[:2] in _BOMS:
        return _utf16(content, file)
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise RefusedError(say("ENC_NUL", file, row=line))
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return _not_utf8(content, file, error.start)


def _utf16(content: bytes, file: str) -> tuple[str, list[InputFinding]]:
    try:
        return content.decode("utf-16"), [say("ENC_UTF16", file)]
    except UnicodeDecodeError as error:
        raise RefusedError(say("FILE_DAMAGED", file, reason=error.reason)) from error


def _not_utf8(content: bytes, file: str, offset: int) -> tuple[str, list[InputFinding]]:
    if not content[:offset].isascii():
        raise RefusedError(say("ENC_MIXED", file, row=content[:offset].count(b"\n") + 1, offset=offset))
    as_gb, as_big5 = _or_none(content, "gb18030"), _or_none(content, "big5")
    if as_gb is None or (as_big5 is not None and not _is_gb(content)):
        shown = "; ".join(f"{name}: {_sample(text)}" for name, text in (("GB18030", as_gb), ("Big5", as_big5)) if text)
        raise RefusedError(say("ENC_AMBIGUOUS", file, candidates=shown or "?"))
    return as_gb, [say("ENC_GB18030", file)]


def _or_none(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_gb(content: bytes) -> bool:
    """Tell whether the two-byte characters are common ones of GB 2312, or all of them are of it, rare ones too."""
    pairs = common = early = at = 0
    while at < len(content) - 1:
        if content[at] < 0x80:  # noqa: PLR2004 # ASCII
            at += 1
            continue
        pairs += 1
        common += content[at] in _COMMON_LEAD and content[at + 1] >= _FIRST_TRAIL
        early += content[at + 1] < _FIRST_TRAIL
        at += 2
    # every third character of Big5 has an early second byte, and none of GB 2312
    return common >= _COMMON_SHARE * pairs or (pairs >= _ENOUGH and early <= _EARLY_SHARE * pairs)


def _sample(text: str) -> str:
    words = [part for line in text.splitlines()[1:4] for part in line.split(",") if not part.isascii()]
    return " / ".join(words[:3])
