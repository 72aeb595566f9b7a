"""A file that somebody may take away: all that it is made of, so that any process can make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from gridplan.maps.compose import saved_map
from gridplan.maps.offline import save_html
from gridplan.model.plan import Plan
from gridplan.storage.aside import scratch
from gridplan.storage.atomic import replacing
from gridplan.storage.exports import EXPORTS, file_name
from gridplan.storage.exports.taking import Taking, silent
from gridplan.workspace.saved_view import SavedView


@dataclass(frozen=True)
class OrderedFile:
    """
    What was asked for and allowed; the audit has it already.

    Attributes
    ----------
    plan
        The plan, cut to what the viewer may see.
    form
        Form of the file.
    lang
        Language of headers and labels.
    taking
        Who takes it away, when, and how.
    view
        What a map shows.
    """

    plan: Plan
    form: str
    lang: str
    taking: Taking
    view: SavedView

    def put(self, path: Path, tell: Callable[[float], None] = silent) -> Path:
        """
        Make the file.

        Parameters
        ----------
        path
            Where to; an older file is replaced.
        tell
            Called with the share that is written, 0 to 1, by forms that take long.

        Returns
        -------
        path
            The file.
        """
        taking = replace(self.taking, tell=tell)
        if self.form == "html":
            with replacing(path) as beside:
                save_html(saved_map(self.view.of(self.plan, self.lang, taking.branch_id), taken=taking.stamp), beside)
        else:
            EXPORTS[self.form].export(self.plan, path, self.lang, taking)
        return path

    def content(self, tell: Callable[[float], None] = silent) -> bytes:
        """
        Make the file and give what is in it.

        Parameters
        ----------
        tell
            Called with the share that is written, 0 to 1.

        Returns
        -------
        content
            The bytes of the file.
        """
        with scratch() as folder:
            return self.put(folder / file_name("plan", self.form), tell).read_bytes()
