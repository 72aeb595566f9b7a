"""
The tree of errors, each with the exit code that the command line gives for it.

GridPlanError
├── FindingsError        1  the plan or the files have findings of severity E
├── SettingsError        3  a setting is missing or wrong
│   └── KeyMissingError  3  the key of personal fields is missing or another one
├── InputError           4  a file is refused
│   ├── SchemaError      4  a table breaks its contract
│   └── GeometryError    4  a shape or a coordinate system can't be used
├── StorageError         5  the disk, the database or a file of ours failed
│   └── LockedError      6  another process holds it
├── ConflictError        6  somebody else changed it in the meantime
├── InfeasibleError      1  a request that no plan can meet
└── AccessError          4  this scope may not see or do that
    └── SignInError      4  name, password or token are not accepted
"""

from __future__ import annotations


class GridPlanError(Exception):
    """
    Anything that GridPlan itself raises.

    Parameters
    ----------
    template
        The text in English; by it the other languages are found, so values stand in braces and by name.
    **values
        What stands in the braces.
    """

    exit_code = 1

    def __init__(self, template: str = "", **values: object) -> None:
        super().__init__(template.format(**values) if values else template)
        self.template, self.values = template, values


class FindingsError(GridPlanError):
    """Findings of severity E stand in the way."""


class SettingsError(GridPlanError):
    """A setting is missing or wrong."""

    exit_code = 3


class KeyMissingError(SettingsError):
    """The key of personal fields is missing, or it is another one than the data was written with."""


class InputError(GridPlanError):
    """A file is refused; the message names file, row, column and mend."""

    exit_code = 4


class SchemaError(InputError):
    """A table breaks its contract."""


class GeometryError(InputError):
    """A shape or a coordinate system can't be used."""


class StorageError(GridPlanError):
    """The disk, the database or a file of ours failed; the old state stands."""

    exit_code = 5


class LockedError(StorageError):
    """Another process holds what is needed, and did not let go in time."""

    exit_code = 6


class ConflictError(GridPlanError):
    """Somebody else changed it in the meantime; the message says who, when and what differs."""

    exit_code = 6


class InfeasibleError(GridPlanError):
    """No plan can meet the request; the message names what stands in the way."""


class AccessError(GridPlanError):
    """The scope may not see or do that."""

    exit_code = 4


class SignInError(AccessError):
    """Name, password or token are not accepted; the message never says which."""
