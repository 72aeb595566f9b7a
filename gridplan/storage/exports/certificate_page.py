"""A certificate as one page to print on A4 and to sign; it asks nothing of any network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import geopandas as gpd

from gridplan.model.words import GridKind
from gridplan.storage.exports.grid_picture import grid_picture
from gridplan.storage.exports.wording import SYNTHETIC

_WORDS = {
    "title": ("三定核验书", "Certificate of a plan"),
    "plan": ("方案", "Plan"),
    "county": ("县域", "County"),
    "created_at": ("编制时间", "Made at"),
    "issued": ("签发", "Issued"),
    "digest": ("核验书摘要 SHA-256", "SHA-256 of this certificate"),
    "sound": ("没有错误级问题", "No finding of severity E"),
    "unsound": ("存在错误级问题，不得启用", "Findings of severity E stand: not fit for use"),
    "counts": ("错误 / 警告 / 提示", "Errors / warnings / notes"),
    "signatures": ("签名", "Signatures"),
    "step": ("步骤", "Step"),
    "account": ("账号", "Account"),
    "at": ("时间（UTC）", "Time (UTC)"),
    "audit": ("审计记录", "Audit entry"),
    "hand": ("亲笔签名", "By hand"),
    "rules": ("规则", "Rules"),
    "rule": ("规则", "Rule"),
    "asked": ("要求", "What it asks for"),
    "severity": ("级别", "Severity"),
    "outcome": ("结果", "Outcome"),
    "checked_n": ("检查数", "Checked"),
    "broken_n": ("不合数", "Broken"),
    "figure": ("最差值", "Worst"),
    "limit": ("限值", "Limit"),
    "findings": ("问题", "Findings"),
    "object_id": ("对象", "Object"),
    "message": ("说明", "What is wrong"),
    "hashes": ("图形与表格摘要（SHA-256）", "Hashes of shapes and tables (SHA-256)"),
    "name": ("名称", "Name"),
    "holds": ("符合", "holds"),
    "broken": ("不符合", "broken"),
    "not_known": ("未知", "not known"),
    "draft": ("编制", "made"),
    "checked": ("提交审批", "submitted"),
    "returned": ("退回", "returned"),
    "approved": ("批准", "approved"),
    "active": ("发布", "published"),
    "retired": ("停用", "retired"),
}
_RULE = ("rule", "asked", "severity", "outcome", "checked_n", "broken_n", "figure", "limit")


def certificate_page(told: Mapping[str, Any], grids: gpd.GeoDataFrame, lang: str) -> str:
    """
    Lay a certificate out.

    Parameters
    ----------
    told
        The certificate.
    grids
        The grids of the plan; the base ones are drawn.
    lang
        `zh` or `en`.

    Returns
    -------
    html
        The page.
    """
    base = grids[grids["kind"] == GridKind.BASE].geometry.to_crs(4326)
    sheet = Template(files(__package__).joinpath("certificate.html").read_text("utf-8"))
    return sheet.substitute(
        lang="zh-CN" if lang == "zh" else "en",
        title=_word("title", lang),
        label=SYNTHETIC if told["plan"]["synthetic"] else "",
        verdict=_word("sound" if told["sound"] else "unsound", lang),
        grade="sound" if told["sound"] else "unsound",
        head=_table(None, _head(told, lang), lang),
        picture=grid_picture(base),
        signatures=_section("signatures", ("step", "account", "at", "audit", "hand"), _signed(told, lang), lang),
        rules=_section("rules", _RULE, _rules(told, lang), lang),
        findings=_section("findings", ("rule", "severity", "object_id", "message"), _findings(told, lang), lang),
        hashes=_section("hashes", ("name", "digest"), _hashes(told), lang),
    )


def _head(told: Mapping[str, Any], lang: str) -> list[Sequence[object]]:
    plan, issued = told["plan"], told["issued"]
    return [
        (_word("plan", lang), plan["id"]),
        (_word("county", lang), plan["county"]),
        (_word("created_at", lang), plan["created_at"]),
        (_word("issued", lang), f"{issued['at']} · {issued['by']}"),
        (_word("counts", lang), " / ".join(str(told["counts"][grade]) for grade in "EWI")),
        (_word("digest", lang), told["sha256"]),
    ]


def _signed(told: Mapping[str, Any], lang: str) -> list[Sequence[object]]:
    return [
        (_word(one["step"], lang), one["account"], one["at"], f"{one['audit_seq']} · {one['audit_hash'][:16]}", "")
        for one in told["signatures"]
    ]


def _rules(told: Mapping[str, Any], lang: str) -> list[Sequence[object]]:
    rows = [{**row, "asked": row[f"title_{lang}"]} for row in told["rules"]]
    return [[_word(str(_cell(row[name])), lang) for name in _RULE] for row in rows]


def _findings(told: Mapping[str, Any], lang: str) -> list[Sequence[object]]:
    return [[row["rule"], row["severity"], row["object_id"], row[f"message_{lang}"]] for row in told["findings"]]


def _hashes(told: Mapping[str, Any]) -> list[Sequence[object]]:
    grids = (json.loads(row) for row in told["tables"]["grids"]["rows"])
    return [*((row[0], row[-1]) for row in grids), *((name, table["sha256"]) for name, table in told["tables"].items())]


def _cell(value: object) -> object:
    if value is None:
        return "–"
    return f"{value:,.4g}" if isinstance(value, float) else value


def _section(title: str, columns: Sequence[str], rows: list[Sequence[object]], lang: str) -> str:
    return f"<h2>{escape(_word(title, lang))}</h2>{_table(columns, rows, lang)}"


def _table(columns: Sequence[str] | None, rows: Iterable[Sequence[object]], lang: str) -> str:
    head = "".join(f"<th>{escape(_word(name, lang))}</th>" for name in columns or ())
    body = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if columns else ''}<tbody>{body}</tbody></table>"


def _word(code: str, lang: str) -> str:
    zh, en = _WORDS.get(code, (code, code))
    return zh if lang == "zh" else en
