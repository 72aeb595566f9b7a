"""Show as much of a personal value as finds it again, and no more."""

from __future__ import annotations

#: Longer values keep three characters in front and four behind, shorter ones their first.
_LONG = 9


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
