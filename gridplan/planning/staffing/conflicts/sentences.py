"""Conflicts and repairs in plain words, Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from gridplan.model.conflict import StaffRepair
from gridplan.model.findings import Text
from gridplan.model.roster import Hard, Roster, Rule

#: So many are named in a sentence.
NAMED = 10
RULES = {
    Hard.CAPACITY: Text("客户经理 {officer} 的工时上限为 {hours}", "officer {officer} has {hours} hours"),
    Hard.MOST_GRIDS: Text("客户经理 {officer} 最多管 {most} 个网格", "officer {officer} owns at most {most} grids"),
    Hard.BACKUP: Text("每个网格须另配一名B角", "every grid needs a backup, another than its owner"),
    Hard.APART: Text("A角与B角不得同时休假", "owner and backup must not be away together"),
    Hard.FORBIDDEN: Text("网格 {grid} 不可由{barred}任职", "grid {grid} is closed to {barred}"),
    Hard.SKILL: Text("网格 {grid} 要求的技能{barred}不具备", "grid {grid} wants a skill that {barred} lack"),
    Hard.LEAVE: Text("客户经理 {officer} 休假", "officer {officer} is on leave"),
    Hard.AVOIDANCE: Text("客户经理 {officer} 在网格 {grid} 须回避", "officer {officer} must keep out of grid {grid}"),
    Hard.ROTATION: Text("网格 {grid} 的A角 {officer} 已到轮岗期", "owner {officer} of grid {grid} is due to rotate"),
    Hard.LOAN: Text("客户经理 {officer} 不属本网点且无借调", "officer {officer} is not of the branch nor on loan"),
    Hard.REVIEW: Text("网格 {grid} 的评审人 {officer} 不得经办", "{officer} reviews grid {grid} and must not serve it"),
    Hard.LOCK: Text("网格 {grid} 锁定给 {officer}", "grid {grid} is locked to {officer}"),
}


def rule_text(roster: Roster, rule: Rule) -> Text:
    """
    Put a rule into words.

    Parameters
    ----------
    roster
        The request.
    rule
        One of its rules.

    Returns
    -------
    text
        Half a sentence.
    """
    said = {
        "grid": roster.grids[rule.grid] if rule.grid >= 0 else "",
        "officer": roster.officers[rule.officer] if rule.officer >= 0 else "",
        "hours": f"{roster.hours[rule.officer]:,.6g}",
        "most": f"{roster.most_grids[rule.officer]:g}",
    }
    who = [o for _, o in rule.bars]
    everybody = len(set(who)) == len(roster.officers)
    zh = (
        "任何人"
        if everybody and rule.kind is Hard.FORBIDDEN
        else "所有人都"
        if everybody
        else f" {_named(roster, who)} "
    )
    en = "all officers" if everybody else f"officers {_named(roster, who)}"
    words = RULES[rule.kind]
    return Text(words.zh.format(**said, barred=zh), words.en.format(**said, barred=en))


def rules_text(roster: Roster, rules: Sequence[Rule], *, minimal: bool) -> Text:
    """
    Put a set of rules in conflict into words.

    Parameters
    ----------
    roster
        The request.
    rules
        The rules.
    minimal
        Whether it is proved that none can be left out.

    Returns
    -------
    text
        One sentence.
    """
    texts = [rule_text(roster, rule) for rule in rules]
    zh = "以下规则不能同时满足" + ("（去掉任何一条即可满足其余）" if minimal else "")
    en = "these rules can't be met together" + (" (without any one of them the others can)" if minimal else "")
    return Text(f"{zh}：{'、'.join(one.zh for one in texts)}", f"{en}: {', '.join(one.en for one in texts)}")


def total(load: float, hours: float, *, backed: bool) -> Text:
    """
    Say that there is too much work in all.

    Parameters
    ----------
    load, hours
        Hours of all grids and of all officers.
    backed
        Whether the backups' share is among them.

    Returns
    -------
    text
        One sentence.
    """
    zh, en = ("（含B角分担）", " (with the backups' share)") if backed else ("", "")
    return Text(
        f"总工作量{zh} {load:,.6g} 超过全体工时 {hours:,.6g}，缺 {load - hours:,.4g}",
        f"all work{en} is {load:,.6g}, above all hours, {hours:,.6g}: {load - hours:,.4g} are missing",
    )


def nobody(roster: Roster, grid: int, about: Sequence[Rule], owners: Sequence[int]) -> Text:
    """
    Say that a grid has no officer who may serve it, and what keeps whom from it.

    Parameters
    ----------
    roster
        The request.
    grid
        The grid.
    about
        The rules that keep somebody from it.
    owners
        Who may own it; then it is the backup that is missing.

    Returns
    -------
    text
        One sentence.
    """
    why = [rule_text(roster, rule) for rule in about]
    zh, en = "，".join(one.zh for one in why), ", ".join(one.en for one in why)
    name = roster.grids[grid]
    if not owners:
        return Text(f"网格 {name} 无人可任A角：{zh}", f"nobody may own grid {name}: {en}")
    able = _named(roster, owners)
    return Text(
        f"网格 {name} 配不成AB角，可任A角的只有 {able}" + (f"：{zh}" if zh else ""),
        f"grid {name} gets no owner and backup, only {able} may own it" + (f": {en}" if en else ""),
    )


def too_few(  # a sentence of six figures
    roster: Roster, grids: Sequence[int], officers: Sequence[int], work: float, hours: float, room: int
) -> Text:
    """
    Say that some grids are too many for those who alone may own them.

    Parameters
    ----------
    roster
        The request.
    grids, officers
        The grids and the people, as positions.
    work, hours
        Hours of the grids and of the people.
    room
        How many of the grids they have room for.

    Returns
    -------
    text
        One sentence.
    """
    names = ", ".join(roster.grids[g] for g in grids[:NAMED]) + (" …" if len(grids) > NAMED else "")
    who = _named(roster, officers)
    return Text(
        f"网格 {names}（共 {len(grids)} 个，工作量 {work:,.6g}）只有 {who} 可任A角（工时 {hours:,.6g}），"
        f"最多容纳 {room} 个",
        f"grids {names} ({len(grids)}, work {work:,.6g}) may be owned by {who} alone (hours {hours:,.6g}), "
        f"who have room for {room} at most",
    )


def repair_text(repair: StaffRepair, texts: Sequence[Text]) -> Text:
    """
    Put a repair into words.

    Parameters
    ----------
    repair
        The repair.
    texts
        The rules that it lifts, in words.

    Returns
    -------
    text
        One sentence.
    """
    zh = [f"取消规则“{text.zh}”" for text in texts]
    en = [f'lift the rule "{text.en}"' for text in texts]
    zh += [f"为 {who} 增加工时 {hours:,.6g}" for who, hours in repair.hours.items()]
    en += [f"give {who} {hours:,.6g} hours more" for who, hours in repair.hours.items()]
    zh += [f"允许 {who} 多管 {number} 个网格" for who, number in repair.grids.items()]
    en += [f"let {who} own {number} grids more" for who, number in repair.grids.items()]
    if repair.hires:
        zh.append(f"增配 {repair.hires} 名可任职的客户经理（每人工时 {repair.hire_hours:,.6g}）")
        en.append(f"take on {repair.hires} able officers more (with {repair.hire_hours:,.6g} hours each)")
    return Text("，".join(zh), ", ".join(en))


def _named(roster: Roster, officers: Sequence[int]) -> str:
    names = [roster.officers[o] for o in dict.fromkeys(officers)]
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
