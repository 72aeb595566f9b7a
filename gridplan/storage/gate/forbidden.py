"""Columns that no file may bring: secrets of cards and accounts, and biometrics (JR/T 0171, class C3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from gridplan.storage.gate.saying import RefusedError, say

_FORBIDDEN = re.compile(
    "密码|口令|验证码|动态码|安全码|cvv|cvn|cvc|pinblock|pin码|^pin$|磁道|磁条|卡片?有效期|人脸|面部|脸部|指纹|掌纹|虹膜|声纹|生物特征|生物识别"
    "|password|passwd|passcode|^pwd$|securitycode|track[12]|magstripe|fingerprint|faceid|faceimage|faceprint"
    "|facefeature|^face$|voiceprint|^iris$|irisscan|biometric"
)


def forbidden_names(names: Iterable[object]) -> list[str]:
    """
    Find columns that must not be collected.

    Parameters
    ----------
    names
        Headers as the file spells them; full width, blanks and marks inside of them hide nothing.

    Returns
    -------
    forbidden
        Those that mean a secret or a biometric.
    """
    return [str(name) for name in names if _FORBIDDEN.search(_bare(str(name)))]


def refuse_forbidden(names: Iterable[object], file: str, layer: str | None = None) -> None:
    """
    Refuse a file that has such a column.

    Parameters
    ----------
    names
        Headers as the file spells them.
    file
        Its name.
    layer
        Sheet or layer.

    Raises
    ------
    RefusedError
        With `PII_C3`.
    """
    found = forbidden_names(names)
    if found:
        raise RefusedError(say("PII_C3", file, layer=layer, column=found[0], names=", ".join(found)))


def _bare(name: str) -> str:
    """Keep letters, ideographs and digits alone, in half width and lower case."""
    return "".join(char for char in unicodedata.normalize("NFKC", name).casefold() if char.isalnum())
