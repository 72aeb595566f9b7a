"""Make any text harmless before it goes on a map."""

from __future__ import annotations

import json
from html import escape
from typing import Any

#: html.escape leaves these, and folium's templates and the browser's own would run what they enclose.
_ENTITIES = str.maketrans({mark: f"&#{ord(mark)};" for mark in "$`\\{}"})


def safe(text: object) -> str:
    r"""
    Turn a text into HTML that shows it and does nothing else.

    Parameters
    ----------
    text
        Anything; None shows as nothing.

    Returns
    -------
    html
        The text with `& < > " '` and `` $ ` \ { } `` as entities.

    Examples
    --------
    >>> safe("<b>${x}</b>")
    '&lt;b&gt;&#36;&#123;x&#125;&lt;/b&gt;'
    """
    return "" if text is None else escape(str(text), quote=True).translate(_ENTITIES)


def script_json(data: dict[str, Any]) -> str:
    r"""
    Write data as JSON that can stand inside a script.

    Parameters
    ----------
    data
        Anything JSON knows; texts made harmless before.

    Returns
    -------
    json
        Compact, with `<`, `>`, `&` and the line breaks of JavaScript as escapes.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
