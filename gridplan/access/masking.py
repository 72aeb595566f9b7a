"""What is shown of a personal field to somebody who has given no reason to see more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

_MOBILE = 11
_CARD = 18
_NUMBERS = re.compile(r"[0-9A-Za-z〇一二三四五六七八九十百零\-—#]+(?=[号栋幢座室户层楼单弄]|$)|\d+")


def mask_name(name: str) -> str:
    """
    Keep the first sign of a name, whatever its length.

    Parameters
    ----------
    name
        A person's name.

    Returns
    -------
    masked
        Such as `李*`.
    """
    name = name.strip()
    return f"{name[0]}*" if name else ""


def mask_phone(phone: str) -> str:
    """
    Keep the first three and the last four digits of a mobile number; of others two digits at most.

    Parameters
    ----------
    phone
        A number.

    Returns
    -------
    masked
        Such as `138****1234`.
    """
    digits = _digits(phone)
    if len(digits) > _MOBILE:
        digits = digits[-_MOBILE:]
    return _inner(digits, 3, 4) if len(digits) == _MOBILE else _inner(digits, 0, min(2, len(digits) // 4))


def mask_id_card(number: str) -> str:
    """
    Keep the region, the first six signs, and the last four of an identity card, but not the birthday.

    Parameters
    ----------
    number
        A number of eighteen signs, or an old one of fifteen.

    Returns
    -------
    masked
        Such as `999999********1234`.
    """
    signs = _digits(number)
    return _inner(signs, 6, 4) if len(signs) == _CARD else _inner(signs, min(6, len(signs) // 3), 0)


def mask_address(address: str) -> str:
    """
    Keep the village or the street, but no number of a house.

    Parameters
    ----------
    address
        An address.

    Returns
    -------
    masked
        The same with `*` for numbers.
    """
    return _NUMBERS.sub("*", unicodedata.normalize("NFKC", address))


def mask_other(value: str) -> str:
    """
    Show nothing of a personal field that has no mask of its own.

    Parameters
    ----------
    value
        Any text.

    Returns
    -------
    masked
        `***`, or nothing where there is nothing.
    """
    return "***" if value else ""


#: The mask of each personal field.
MASKS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"holder": mask_name, "phone": mask_phone, "id_card": mask_id_card, "address": mask_address}
)


def mask(field: str, value: str | None) -> str | None:
    """
    Mask a personal field.

    Parameters
    ----------
    field
        Its name, such as `phone`.
    value
        Its value.

    Returns
    -------
    masked
        What may be shown; None stays None.
    """
    return None if value is None else MASKS.get(field, mask_other)(value)


def _digits(number: str) -> str:
    return re.sub(r"[^0-9X]", "", unicodedata.normalize("NFKC", number).upper())


def _inner(signs: str, first: int, last: int) -> str:
    hidden = "*" * (len(signs) - first - last)
    return signs[:first] + hidden + signs[len(signs) - last :]
