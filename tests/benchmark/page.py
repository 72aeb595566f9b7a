"""Sections of docs/benchmarks.md, each renewed by itself."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/benchmarks.md"


def section_of(page: str, title: str) -> str:
    """Take a section out of a page, from its title to the next one; empty where there is none."""
    _, found, after = page.partition(f"{title}\n")
    return found + after.partition("\n## ")[0] if found else ""


def renewed(page: str, title: str, text: str) -> str:
    """Put a section into a page, in the place of the former, or behind all others."""
    before, found, after = page.partition(f"{title}\n")
    rest = after.partition("\n## ") if found else ("", "", "")
    return f"{before.rstrip()}\n\n{text.strip()}\n" + (f"\n## {rest[2]}" if rest[1] else "")


def renew(title: str, text: str) -> None:
    """Put a section into the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), title, text), encoding="utf-8")
