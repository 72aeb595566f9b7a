"""Sources and licences of a frame from its README, short enough to stand below a map."""

from __future__ import annotations

import re

_LICENCE = re.compile(
    r"\bCC[ -]?(BY|0)\b|\bMIT\b|\bODbL\b|\bApache\b|\bBSD\b|\blicen[cs]e|public domain|许可|版权|©", re.IGNORECASE
)
_MARKUP = re.compile(r"[*`#]+|\[([^\]]*)\]\([^)]*\)")


def notes_of(readme: str) -> list[str]:
    """
    Take the paragraphs and items of a README without its markup.

    Parameters
    ----------
    readme
        Markdown or plain text.

    Returns
    -------
    notes
        One text an item, a heading or a paragraph; lines that belong together are joined.
    """
    items: list[str] = []
    open_item = False
    for line in readme.splitlines():
        text = _MARKUP.sub(r"\1", line).strip().lstrip("-+ ")
        starts = line.lstrip().startswith(("#", "-", "*", "+"))
        if open_item and text and not starts:
            items[-1] += f" {text}"
        elif text:
            items.append(text)
        # a heading is one line, and a full stop at the end of a line ends a paragraph
        open_item = bool(text) and not line.startswith("#") and not text.endswith((".", "。"))
    return items


def credit_of(readme: str) -> str:
    """
    Take the clauses that name a licence.

    Parameters
    ----------
    readme
        The README of a frame, which says for each layer where it comes from and under which licence.

    Returns
    -------
    credit
        Those clauses, each once, with semicolons; nothing where no licence is named.
    """
    clauses = [clause for item in notes_of(readme) for clause in _clauses(item) if _LICENCE.search(clause)]
    return "; ".join(dict.fromkeys(map(_shortened, clauses)))


def _clauses(text: str) -> list[str]:
    """Part a text at semicolons, and at full stops before a capital, outside of brackets."""
    return [
        part.strip(" .。；") for part in re.split(r"(?:[;；。]|\.(?=\s+[A-Z]))(?![^(（]*[)）])", text) if part.strip()
    ]


def _shortened(clause: str) -> str:
    """Leave out what brackets say that is neither a licence nor a name to be cited."""
    return re.sub(r"\s*[(（]([^()（）]*)[)）]", _bracket, clause)


def _bracket(match: re.Match[str]) -> str:
    kept = [part.strip() for part in re.split("[;；]", match.group(1)) if _LICENCE.search(part) or "cite" in part]
    return f" ({'; '.join(kept)})" if kept else ""
