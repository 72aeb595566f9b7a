"""Find personal values in any text: mobile numbers and identity cards, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

_START, _END = r"(?<![0-9A-Za-z])(?<!\d\.)", r"(?![0-9A-Za-z])(?!\.\d)"
_MOBILE = re.compile(_START + r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}" + _END)
_ID_CARD = re.compile(
    _START + r"[1-9]\d{5} ?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?\d{3}[\dXx]" + _END
)
#: One sign for one, so that places in the text stay.
_HALF_WIDTH = {0x3000: 0x20} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class PersonalValue:
    """
    One personal value in a text.

    Attributes
    ----------
    kind
        `phone` or `id_card`.
    start
        Where it starts.
    end
        Where it ends.
    """

    kind: str
    start: int
    end: int


def personal_patterns(text: str) -> list[PersonalValue]:
    """
    Find all unmasked mobile numbers and valid identity cards.

    Parameters
    ----------
    text
        Any text: a page, a message, a line of a log.

    Returns
    -------
    found
        In the order of the text.
    """
    plain = text.translate(_HALF_WIDTH)
    cards = [match for match in _ID_CARD.finditer(plain) if valid_id_card(match[0].replace(" ", ""))]
    found = [PersonalValue("id_card", *card.span()) for card in cards]
    found += [PersonalValue("phone", *match.span()) for match in _MOBILE.finditer(plain)]
    return sorted(found, key=lambda value: value.start)


def scrub(text: str) -> str:
    """
    Put asterisks where personal values stand.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    text
        Of the same length, without mobile numbers and identity cards.
    """
    for value in personal_patterns(text):
        text = text[: value.start] + "*" * (value.end - value.start) + text[value.end :]
    return text


def valid_id_card(number: str) -> bool:
    """
    Check the last sign of an identity card (GB 11643-1999: ISO 7064, MOD 11-2).

    Parameters
    ----------
    number
        Eighteen signs.

    Returns
    -------
    valid
        Whether the last one fits.
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return "10X98765432"[total % 11] == number[17].upper()
