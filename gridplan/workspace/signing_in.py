"""The front desk: turns names, passwords and tokens into scopes, and therefore is the one that takes none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gridplan.access.account import Account
from gridplan.access.accounts import set_password
from gridplan.access.audit import record
from gridplan.access.first_run import has_accounts, make_token, redeem
from gridplan.access.sessions import close_session, find_session, open_session, touch_session
from gridplan.access.sign_in import admit, authenticate
from gridplan.errors import SignInError
from gridplan.workspace.opening import Workspace

#: Names of the cookie that holds the token; browsers let nobody but this very host set the one of https.
COOKIE, SECURE_COOKIE = "gridplan", "__Host-gridplan"


@dataclass(frozen=True)
class FrontDesk:
    """
    Where people sign in and out.

    Attributes
    ----------
    workspace
        The county that they want to see.
    """

    workspace: Workspace

    def has_accounts(self) -> bool:
        """
        Tell whether anybody has an account.

        Returns
        -------
        any_there
            Whether there is one, disabled ones included.
        """
        with self.workspace.database.reading() as connection:
            return has_accounts(connection)

    def needs_sign_in(self) -> bool:
        """
        Tell whether the screens are closed to those who have no session.

        Returns
        -------
        needed
            False for invented data as long as nobody has an account.
        """
        return not self.workspace.settings.synthetic or self.has_accounts()

    def sign_in(self, name: str, password: str, *, address: str, now: datetime) -> str:
        """
        Open a session.

        Parameters
        ----------
        name, password
            What the person typed.
        address
            Where on the network the person is.
        now
            The moment.

        Returns
        -------
        token
            For the cookie.

        Raises
        ------
        SignInError
            If they are not accepted, for whatever reason.
        """
        account = authenticate(self.workspace.database, name=name, password=password, address=address, now=now)
        with self.workspace.database.writing() as connection:
            return open_session(connection, account, now=now)

    def vouched_for(self, name: str, *, address: str, now: datetime) -> str:
        """
        Open a session for somebody whom the bank's sign-in service knows.

        Parameters
        ----------
        name
            Name of the account.
        address
            Where on the network the person is.
        now
            The moment.

        Returns
        -------
        token
            For the cookie.

        Raises
        ------
        SignInError
            If there is no such account here, or it is disabled.
        """
        account = admit(self.workspace.database, name=name, address=address, now=now)
        with self.workspace.database.writing() as connection:
            return open_session(connection, account, now=now)

    def account_of(self, token: str, *, now: datetime) -> Account | None:
        """
        Find the account behind a token, as it is at this moment.

        Parameters
        ----------
        token
            What the cookie holds.
        now
            The moment.

        Returns
        -------
        account
            The account; None where the session is over or unknown.
        """
        with self.workspace.database.reading() as connection:
            session = find_session(connection, token, now=now) if token else None
        if session is None:
            return None
        if session.due:
            with self.workspace.database.writing() as connection:
                touch_session(connection, token, now=now)
        return session.account

    def sign_out(self, token: str, *, now: datetime) -> None:
        """
        End a session, in all its tabs.

        Parameters
        ----------
        token
            What the cookie holds.
        now
            The moment.
        """
        account = self.account_of(token, now=now)
        if account is None:
            return
        with self.workspace.database.writing() as connection:
            close_session(connection, token, now=now)
            record(connection, now=now, account=account.name, action="sign_out")

    def first_run_token(self, *, now: datetime) -> str | None:
        """
        Make the token for the first administrator.

        Parameters
        ----------
        now
            The moment.

        Returns
        -------
        token
            To be shown once, at the terminal; None where somebody has an account already.
        """
        with self.workspace.database.writing() as connection:
            return make_token(connection, now=now)

    def first_run(self, token: str, name: str, password: str, *, now: datetime) -> str:
        """
        Make the first administrator and open a session.

        Parameters
        ----------
        token
            What the terminal showed.
        name, password
            Of the new account.
        now
            The moment.

        Returns
        -------
        token
            For the cookie.

        Raises
        ------
        SignInError
            If the token is not accepted.
        InputError
            If the name or the password can't be taken.
        """
        with self.workspace.database.writing() as connection:
            account = redeem(connection, token, name=name, password=password, now=now)
            record(connection, now=now, account=account.name, action="first_run", subject=account.name)
            return open_session(connection, account, now=now)

    def change_password(self, token: str, old: str, new: str, *, address: str, now: datetime) -> str:
        """
        Change one's own password, end every session and open a new one.

        Parameters
        ----------
        token
            What the cookie holds.
        old, new
            The passwords.
        address
            Where on the network the person is.
        now
            The moment.

        Returns
        -------
        token
            For the cookie.

        Raises
        ------
        SignInError
            If the session is over or the old password is not right.
        InputError
            If the new password can't be taken.
        """
        known = self.account_of(token, now=now)
        if known is None:
            raise SignInError("sign in first")
        account = authenticate(self.workspace.database, name=known.name, password=old, address=address, now=now)
        with self.workspace.database.writing() as connection:
            account = set_password(connection, account.name, new, now=now)
            record(connection, now=now, account=account.name, action="password_changed", subject=account.name)
            return open_session(connection, account, now=now)
