"""What the notices of the demo county say: telephones that nobody has."""

from __future__ import annotations

from collections.abc import Iterable

COMPLAINT_LINE = "0000-96888"


def notice_settings(branches: Iterable[str], officers: Iterable[str]) -> str:
    """
    Write the part of the settings that notices are printed from.

    Parameters
    ----------
    branches, officers
        Who gets a work phone.

    Returns
    -------
    settings
        For `gridplan.toml`; no number of it is in use anywhere, for none begins with four zeros.
    """
    owners = [*branches, *officers]
    phones = [f'"{owner}" = "0000-{number:05d}"' for number, owner in enumerate(owners, start=10_001)]
    return "\n".join(["", "[notice]", f'complaint_line = "{COMPLAINT_LINE}"', "", "[phones]", *phones, ""])
