"""`gridplan user ...`: accounts of a workspace; a password is asked for or read from a file, never an argument."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gridplan.access.account import Account
from gridplan.access.scope import OPERATOR, Viewer
from gridplan.cli.arguments import Folder, Json, split
from gridplan.cli.showing import Show, print_json
from gridplan.workspace import accounts
from gridplan.workspace.opening import Workspace
from gridplan.workspace.signing_in import FrontDesk

Name = Annotated[str, typer.Argument(metavar="NAME", help="The account.", show_default=False)]
Role = Annotated[Viewer, typer.Option("--role", help="The role.", show_default=False)]
Branches = Annotated[str, typer.Option("--branch", help="Branches in view, with commas between them.")]
Officer = Annotated[str | None, typer.Option("--officer", help="The officer, for that role.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", help="A file with the password in its first line; else it is asked for."),
]
Service = Annotated[
    bool, typer.Option("--service", help="The bank's sign-in service vouches for the person, who has no password here.")
]

user = typer.Typer(no_args_is_help=True, help="Accounts: who may sign in, in which role. 账号。")


@user.command("add")
def add(
    context: typer.Context,
    folder: Folder,
    name: Name,
    role: Role,
    branch: Branches = "",
    officer: Officer = None,
    password_file: PasswordFile = None,
    service: Service = False,
) -> None:
    """
    Make an account; the person changes the password at the first sign-in.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    name
        Name of the account.
    role
        Its role.
    branch
        Branches in view.
    officer
        The officer.
    password_file
        Where the first password stands.
    service
        Whether there is no password, since the bank's sign-in service vouches for the person.
    """
    made = accounts.add_account(
        OPERATOR, Workspace.open(folder), name, _password(context.obj, password_file, service), role,
        branch_ids=split(branch), officer_id=officer, now=_now(),
    )  # fmt: skip
    context.obj.say(f"已建账号 {made.name}", f"account {made.name} made")


@user.command("list")
def list_(context: typer.Context, folder: Folder, as_json: Json = False) -> None:
    """
    List the accounts.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    as_json
        Whether to print JSON.
    """
    found = accounts.accounts(OPERATOR, Workspace.open(folder))
    if as_json:
        print_json({"accounts": [_row(account) for account in found]})
        return
    columns = ("name", "role", "branches", "officer", "disabled", "must_change")
    context.obj.table("账号 / accounts", columns, [[str(value) for value in _row(one).values()] for one in found])


@user.command("role")
def role_(
    context: typer.Context, folder: Folder, name: Name, role: Role, branch: Branches = "", officer: Officer = None
) -> None:
    """
    Give an account another role; it counts from the person's next step.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    name
        The account.
    role
        Its new role.
    branch
        Branches in view.
    officer
        The officer.
    """
    workspace = Workspace.open(folder)
    accounts.give_role(OPERATOR, workspace, name, role, branch_ids=split(branch), officer_id=officer, now=_now())
    context.obj.say(f"{name} 现为 {role}", f"{name} is {role} now")


@user.command("password")
def password_(
    context: typer.Context, folder: Folder, name: Name, password_file: PasswordFile = None, service: Service = False
) -> None:
    """
    Give an account a new first password or none, and end its sessions.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    name
        The account.
    password_file
        Where the password stands.
    service
        Whether there is no password, since the bank's sign-in service vouches for the person.
    """
    password = _password(context.obj, password_file, service)
    accounts.reset_password(OPERATOR, Workspace.open(folder), name, password, now=_now())
    if password is None:
        context.obj.say(f"{name} 由本行登录服务担保", f"the bank's service vouches for {name}")
    else:
        context.obj.say(f"{name} 的密码已重置", f"{name} has a new password")


@user.command("disable")
def disable(context: typer.Context, folder: Folder, name: Name) -> None:
    """
    Let nobody sign in to an account any more.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    name
        The account.
    """
    accounts.close_account(OPERATOR, Workspace.open(folder), name, now=_now())
    context.obj.say(f"{name} 已停用", f"{name} is disabled")


@user.command("enable")
def enable(context: typer.Context, folder: Folder, name: Name) -> None:
    """
    Open an account again, whether it was disabled or locked.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    name
        The account.
    """
    accounts.reopen_account(OPERATOR, Workspace.open(folder), name, now=_now())
    context.obj.say(f"{name} 已启用", f"{name} is enabled")


@user.command("sign-out")
def sign_out(context: typer.Context, folder: Folder, name: Name) -> None:
    """
    End all sessions of an account.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    name
        The account.
    """
    closed = accounts.end_sessions(OPERATOR, Workspace.open(folder), name, now=_now())
    context.obj.say(f"已结束 {closed} 个登录", f"{closed} sessions ended")


@user.command("first")
def first(context: typer.Context, folder: Folder) -> None:
    """
    Show a one-time token that makes the first administrator in the app.

    Parameters
    ----------
    context
        Carries how to show results.
    folder
        The workspace.
    """
    token = FrontDesk(Workspace.open(folder)).first_run_token(now=_now())
    if token:
        context.obj.say(
            f"打开 /first-run，一日内有效的令牌：{token}", f"open /first-run; token, good for a day: {token}"
        )
    else:
        context.obj.say("已有账号", "there are accounts already")


def _password(show: Show, file: Path | None, service: bool) -> str | None:  # noqa: FBT001 # as the options have it
    if service and file:
        raise typer.BadParameter("--service and --password-file exclude each other")
    if service:
        return None
    if file:
        return file.read_text(encoding="utf-8").splitlines()[0]
    return str(typer.prompt("密码" if show.lang == "zh" else "password", hide_input=True, confirmation_prompt=True))


def _row(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "role": str(account.role),
        "branches": sorted(account.branch_ids or ()),
        "officer": account.officer_id or "",
        "disabled": account.disabled,
        "must_change": account.must_change,
    }


def _now() -> datetime:
    return datetime.now(UTC)
