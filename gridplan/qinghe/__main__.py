"""`python -m gridplan.qinghe`: write the demo county's `data/` and `layers/` of the repository anew."""

from __future__ import annotations

import sys
from pathlib import Path

from gridplan.qinghe.publishing import publish
from gridplan.qinghe.whole import county


def main(root: Path) -> None:
    """
    Make the county and write what is kept of it.

    Parameters
    ----------
    root
        Where `data/` and `layers/` are.
    """
    for path in publish(county(), root):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd())
