"""What is killed: each kind makes a workspace, changes it and says what is done, and looks at it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults import backups, exports, imports, migrations, plan_saves, visits
from tests.faults.soundness import faults_of, read

Told = Callable[[str], object]


@dataclass(frozen=True)
class Kind:
    """One kind of change."""

    prepare: Callable[[Path], None]
    act: Callable[[Path, Told], None]
    look: Callable[[Path, list[str]], list[str]]
    read: Callable[[Path], list[str]]
    again: Callable[[Path], list[str]]


_MODULES = {
    "import": imports,
    "plan": plan_saves,
    "visit": visits,
    "export": exports,
    "migration": migrations,
    "backup": backups,
}
KINDS = {
    name: Kind(
        module.prepare,
        module.act,
        module.look,
        read=getattr(module, "read", read),
        again=getattr(module, "again", faults_of),
    )
    for name, module in _MODULES.items()
}
