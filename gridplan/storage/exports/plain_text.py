"""Make any text fit for a file that some other program opens: nothing hidden in it, nothing that could be markup."""

from __future__ import annotations

import unicodedata

#: Control, format (among them what turns the direction of writing), surrogate and private characters.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def plain_text(value: object) -> str:
    """
    Turn any value into one line that shows what it is.

    Viewers of maps put names into web pages; without the sign `<` none of them can begin a tag.

    Parameters
    ----------
    value
        Anything; None and NaN show as nothing.

    Returns
    -------
    text
        The text without hidden characters; blanks instead of line breaks, `＜` instead of `<`.
    """
    if value is None or value != value:  # noqa: PLR0124 # NaN alone differs from itself
        return ""
    broken = "".join(" " if letter.isspace() else letter for letter in str(value))
    shown = "".join(letter for letter in broken if unicodedata.category(letter) not in _HIDDEN)
    return " ".join(shown.replace("<", "＜").split())
