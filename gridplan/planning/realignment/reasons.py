"""Why somebody takes or covers a grid: one plain sentence a change, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from gridplan.model.findings import Text

#: By code; `was` held the post, `to` takes it, `backup` was to follow.
REASONS: Mapping[str, Text] = {
    "successor": Text(
        "{was} 不再负责，B角 {to} 熟悉这些户，接任A角",
        "{was} serves it no longer; its backup {to} knows the households and takes over",
    ),
    "no_backup": Text(
        "{was} 不再负责，又没有在岗B角，由 {to} 接任A角",
        "{was} serves it no longer and no backup is there, so {to} takes over",
    ),
    "backup_away": Text(
        "B角 {backup} 在休假，由 {to} 接任A角",
        "its backup {backup} is on leave, so {to} takes over",
    ),
    "backup_full": Text(
        "B角 {backup} 接手将超过工时上限，由 {to} 接任A角",
        "with it its backup {backup} would pass the limit of hours, so {to} takes over",
    ),
    "least": Text(
        "B角 {backup} 仍任B角，由 {to} 接任A角，整体变动最小",
        "its backup {backup} goes on covering it and {to} takes over, which changes least in all",
    ),
    "makes_room": Text(
        "{was} 须为别的网格腾出工时，由 {to} 接任A角",
        "{was} has to make room for another grid, so {to} takes over",
    ),
    "vacant": Text("无人可接，A角空缺", "nobody can take it over; it has no owner"),
    "filled": Text("原无A角，由 {to} 任A角", "it had no owner; {to} takes it"),
    "along": Text(
        "随A角 {to} 转到 {branch}，户不换人", "goes to {branch} with its owner {to}; its households keep the owner"
    ),
    "merged": Text("{unit} 并入 {into}，由 {to} 负责", "{unit} is merged into {into} and goes to its owner {to}"),
    "split": Text(
        "{was} 不再负责，{unit} 划入相邻网格 {grid}，由 {to} 负责，别人的户因此不动",
        "{was} serves it no longer; {unit} goes to {grid} next door and its owner {to}, and no other has to make room",
    ),
    "cover_rises": Text("原B角 {was} 升任A角，由 {to} 任B角", "its backup {was} now owns it, so {to} covers it"),
    "cover_gone": Text("原B角 {was} 不在岗，由 {to} 任B角", "its backup {was} is not there, so {to} covers it"),
    "cover_stays": Text(
        "原A角 {to} 转任B角，陪同交接一个季度", "its former owner {to} stays as backup for a quarter at least"
    ),
    "cover_least": Text("由 {to} 任B角，整体变动最小", "{to} covers it, which changes least in all"),
    "cover_none": Text("没有可任B角的人", "nobody can cover it"),
    "stands_in": Text(
        "{was} 请假期间由B角 {to} 顶岗，A角不变", "while {was} is away its backup {to} stands in; the owner stays"
    ),
    "stands_in_other": Text(
        "{was} 请假期间B角 {backup} 不能顶岗，由 {to} 顶岗，A角不变",
        "while {was} is away its backup {backup} can't stand in, so {to} does; the owner stays",
    ),
    "no_stand_in": Text("{was} 请假期间无人可顶岗", "nobody can stand in while {was} is away"),
}


def sentence(code: str, **names: str) -> Text:
    """
    Say why.

    Parameters
    ----------
    code
        One of `REASONS`.
    **names
        Ids of whom and what it speaks of.

    Returns
    -------
    text
        The sentence in both languages.
    """
    said = REASONS[code]
    return Text(said.zh.format(**names), said.en.format(**names))
