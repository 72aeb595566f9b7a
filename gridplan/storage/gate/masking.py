"""Show as much of a personal value as finds it again, and no more."""

from __future__ import annotations

import re

#: Longer values keep three characters in front and four behind, shorter ones their first.
_LONG = 9
#: Numbers of identity cards and of mobile telephones, wherever they stand.
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def mask(value: str) -> str:
    """
    Mask a name, a telephone number or an id number.

    Parameters
    ----------
    value
        The value.

    Returns
    -------
    masked
        Such as `李*` or `138****1234`.
    """
    text = value.strip()
    if len(text) > _LONG:
        return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"
    return text[:1] + "*" * (len(text) - 1)


def mask_numbers(text: str) -> str:
    """
    Mask every id number and mobile number within a text.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    masked
        The text with such numbers as `mask` shows them.
    """
    return _NUMBERS.sub(lambda found: mask(found[0]), text)
