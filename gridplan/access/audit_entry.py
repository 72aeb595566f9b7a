"""One entry of the audit, and its hash."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from hashlib import sha256

from sqlalchemy import RowMapping


@dataclass(frozen=True)
class Entry:
    """
    One entry of the audit.

    Attributes
    ----------
    seq
        Its number, from 1 without a gap.
    at
        The moment.
    account
        Who.
    action
        What the person did.
    subject
        To what: the id of a household, a plan, an account; never a name or a number of a customer.
    detail
        More, as canonical JSON.
    prev
        Hash of the entry before.
    """

    seq: int
    at: str
    account: str
    action: str
    subject: str
    detail: str
    prev: str

    @property
    def hash(self) -> str:
        """
        Hash the entry.

        Returns
        -------
        hash
            SHA-256 over its fields as canonical JSON.
        """
        return sha256(json.dumps(astuple(self), separators=(",", ":")).encode()).hexdigest()


def read_entry(row: RowMapping) -> Entry:
    """
    Turn a row into an entry.

    Parameters
    ----------
    row
        A row with all columns of the table.

    Returns
    -------
    entry
        The entry as it is stored; whether its stored hash fits is another question.
    """
    return Entry(**{name: value for name, value in row.items() if name != "hash"})
