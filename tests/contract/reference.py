"""`make docs`: the pages of docs/ that are written from data, docs/rules.md and docs/indicators.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gridplan.model.limits import Limits, catalogue
from gridplan.planning.indicators import INDICATORS
from gridplan.planning.indicators.meanings import meanings
from gridplan.planning.rules import RULES, Rule

DOCS = Path(__file__).parents[2] / "docs"
SECTIONS = {"G": "定格 · Fix the grid", "S": "定员 · Fix the staff", "P": "定岗 · Fix the post"}
#: Rules whose numbers are those of the presets of the kind of place.
FROM_PRESETS = {
    "G05": "presets: hh_min, hh_max, hh_hard",
    "G07": "presets.market: merchants_min, merchants_max",
    "G10": "branches: drive_min, coverage_radius_m",
    "P05": "plan: frequency, wanted_frequency",
}
RULES_HEAD = """# 三定 · The rules of three fixes

Written from the data by `make docs`: change `gridplan/model/three_fix_rules.yaml` or the rule, not this page.
E is an error, W a warning, I a hint. A rule whose register a bank does not keep is **not known**, and never taken for
kept; registers in brackets are asked where they are kept. A bank turns severities and numbers in `gridplan.toml`:

```toml
[rules.G12]
severity = "W"
polsby_popper_min = 0.25
```
"""
INDICATORS_HEAD = """# 指标 · Indicators

Written from the data by `make docs`: change `gridplan/planning/indicators/`, not this page. The formula of every figure
is numerator / denominator, and it says which base it counts; on higher levels the parts are summed, never the shares.
Where the denominator is 0 there is no figure.

| code | 名称 | name | numerator | denominator | base | levels | source |
|---|---|---|---|---|---|---|---|
"""


def rules_page() -> str:
    """Write docs/rules.md."""
    return RULES_HEAD + "".join(_section(letter, title) for letter, title in SECTIONS.items())


def _section(letter: str, title: str) -> str:
    rows = [_rule_row(rule, catalogue()[code]) for code, rule in RULES.items() if code.startswith(letter)]
    head = "| rule | | 名称 / name | asks for | numbers | registers |\n|---|---|---|---|---|---|\n"
    return f"\n## {title}\n\n{head}{''.join(rows)}"


def _rule_row(rule: Rule, limits: Limits) -> str:
    numbers = [f"{name} = {_said(value)}" for name, value in limits.numbers.items()]
    if rule.code in FROM_PRESETS:
        numbers.append(FROM_PRESETS[rule.code])
    registers = ["; ".join(rule.needs)] if rule.needs else []
    registers += [f"({', '.join(rule.uses)})"] if rule.uses else []
    name = f"{rule.title.zh}<br>{rule.title.en}"
    asks = f"{rule.asks.zh}<br>{rule.asks.en}"
    return f"| {rule.code} | {limits.severity} | {name} | {asks} | {'<br>'.join(numbers)} | {' '.join(registers)} |\n"


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def indicators_page() -> str:
    """Write docs/indicators.md."""
    return INDICATORS_HEAD + "".join(_indicator_rows())


def _indicator_rows() -> Iterator[str]:
    for one in INDICATORS:
        told = meanings()[one.code]
        above, below, source = (f"{part.zh}<br>{part.en}" for part in (told.numerator, told.denominator, told.source))
        cells = (f"`{one.code}`", one.zh, one.en, above, below, one.base, ", ".join(told.levels), source)
        yield f"| {' | '.join(cells)} |\n"


#: Page by file.
PAGES = {"rules.md": rules_page, "indicators.md": indicators_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
