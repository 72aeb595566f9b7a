"""Names of towns: the word for their rank changes, the stem stays."""

from __future__ import annotations

import re

_RANK = re.compile(r"(街道办事处|街道|地区办事处|地区|民族乡|苏木|镇|乡)$")


def stem(name: str) -> str:
    """
    Take the rank off the name of a town.

    Parameters
    ----------
    name
        Such as 峪口镇, 峪口地区 or 峪口.

    Returns
    -------
    stem
        Such as 峪口; the name itself where nothing would be left.
    """
    return _RANK.sub("", name.strip()) or name.strip()
