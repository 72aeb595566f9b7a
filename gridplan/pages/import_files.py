"""Import: get a template, bring files, see what is wrong and what would change, take them in, plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from gridplan.access.scope import Viewer
from gridplan.errors import AccessError
from gridplan.maps.text import safe
from gridplan.model.findings import InputFinding
from gridplan.model.words import Datum, Severity
from gridplan.pages.brought import Brought, digest, kinds, laid_out, plain_file
from gridplan.pages.choices import choose
from gridplan.pages.desk import Desk, open_desk
from gridplan.pages.frame import plain_errors
from gridplan.pages.input_findings import show_findings
from gridplan.pages.planning_anew import show_planning
from gridplan.pages.progress import progress_bar
from gridplan.storage.aside import scratch
from gridplan.storage.exports.template_columns import register_tables, template_tables
from gridplan.storage.exports.templates import write_template
from gridplan.storage.exports.wording import name
from gridplan.storage.osm.opening import SUFFIXES as ROAD_SUFFIXES
from gridplan.storage.tables.opening import SUFFIXES as TABLE_SUFFIXES
from gridplan.workspace.importing import check_paths, import_paths, preview_import
from gridplan.workspace.marking import mark_paths
from gridplan.workspace.viewing import plan_in_use

_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHECKED, _DONE = "import-checked", "import-done"
_SUFFIXES = tuple(dict.fromkeys(suffix.rsplit(".", 1)[-1] for suffix in (*TABLE_SUFFIXES, *ROAD_SUFFIXES)))
_COUNTS = ("new_n", "changed_n", "gone_n", "same_n")


def main() -> None:
    """Draw the page."""
    desk = open_desk("Import", (Viewer.BRANCH_HEAD,))
    _template(desk)
    files, datum = _bring(desk)
    _check(desk, files, datum)
    _take_in(desk, files, datum)
    _plan(desk)


def _step(desk: Desk, number: int, title: str) -> None:
    st.html(f"<h2 class='gp-step'>{number}. {safe(desk.say(title))}</h2>")


def _called(desk: Desk, table: str) -> str:
    """Name a table; the column of that name counts what this one lists."""
    return name("household_rows" if table == "households" else table, desk.lang)


def _template(desk: Desk) -> None:
    _step(desk, 1, "Fill in a template")
    st.caption(
        desk.say("Files that the bank has already will do as well: headers in Chinese or English are understood")
    )
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        offered = [*template_tables(), *register_tables()]
        table = choose("template", desk.say("Table"), offered, lambda code: _called(desk, code))
    with right:
        st.download_button(
            desk.say("Download the template"), _template_of(table), f"{table}.xlsx", _BOOK, width="stretch"
        )


@st.cache_data(show_spinner=False)
def _template_of(table: str) -> bytes:
    with scratch() as folder:
        write_template(folder / f"{table}.xlsx", table)
        return (folder / f"{table}.xlsx").read_bytes()


def _bring(desk: Desk) -> tuple[list[Brought], str]:
    _step(desk, 2, "Bring the files")
    sent = st.file_uploader(
        desk.say("Tables and layers"), type=list(_SUFFIXES), accept_multiple_files=True, key="import-files"
    )
    files = [_named(desk, place, plain_file(one.name, one.getvalue())) for place, one in enumerate(sent or [])]
    datums = {"": desk.say("As the files say"), **{str(datum): datum.label(desk.lang) for datum in Datum}}
    datum = choose("datum", desk.say("Datum of the coordinates"), list(datums), datums.__getitem__)
    if not files:
        st.info(desk.say("No file yet: choose one or several, all that belongs together at once"))
    return [file for file in files if file is not None], datum


def _named(desk: Desk, place: int, file: Brought) -> Brought | None:
    """Ask what a file holds whose name does not say it."""
    if file.holds:
        return file
    label = f"{desk.say('What does this file hold?')} {file.name}"
    kind = choose(f"holds-{place}-{file.name}", label, ["", *kinds()], lambda code: _called(desk, code) or "–")
    return file.renamed(kind) if kind else None


def _check(desk: Desk, files: list[Brought], datum: str) -> None:
    _step(desk, 3, "Check them")
    asked = digest(files, datum)
    if not files:
        st.caption(desk.say("What is wrong, where, and how to mend it is listed here"))
        return
    if st.button(desk.say("Check the files"), type="primary", key="import-check"):
        st.session_state[_CHECKED] = (asked, *_look(desk, files, datum))
    found, findings, changes, marked = st.session_state.get(_CHECKED, ("", [], None, []))
    if found != asked:
        return
    show_findings(findings, desk.lang)
    for file, content in marked:
        text = f"{desk.say('Download with wrong cells marked')}: {file}"
        st.download_button(text, content, file, _BOOK, key=f"marked-{file}")
    if isinstance(changes, str):
        st.warning(changes)


def _look(
    desk: Desk, files: Sequence[Brought], datum: str
) -> tuple[list[InputFinding], pd.DataFrame | str, list[tuple[str, bytes]]]:
    changes: pd.DataFrame | str
    with plain_errors(desk.lang), laid_out(files) as paths, progress_bar(desk.say("Checking the files")) as progress:
        try:
            findings, changes = preview_import(desk.scope, desk.workspace, paths, datum=datum, progress=progress)
        except AccessError:
            # whoever may not take files in may have them checked all the same, for whoever does
            findings = check_paths(desk.scope, paths, datum=datum)
            changes = desk.say("These files replace tables of other branches: hand them to the county's operator")
        return findings, changes, _marked(desk, paths, findings)


def _marked(desk: Desk, paths: Sequence[Path], findings: Sequence[InputFinding]) -> list[tuple[str, bytes]]:
    if all(finding.severity is Severity.INFO for finding in findings):
        return []
    with scratch() as folder:
        copies = mark_paths(desk.scope, paths, findings, folder / "marked", lang=desk.lang)
        return [(copy.name, copy.read_bytes()) for copy in copies]


def _take_in(desk: Desk, files: list[Brought], datum: str) -> None:
    _step(desk, 4, "Take them in")
    asked = digest(files, datum)
    found, findings, changes, _ = st.session_state.get(_CHECKED, ("", [], None, []))
    if st.session_state.get(_DONE):
        st.success(f"{desk.say('Taken in')}: {st.session_state[_DONE]}")
        if st.button(desk.say("Bring more files"), key="import-more"):
            st.session_state.pop(_DONE, None)
            st.rerun()
    elif not files or found != asked or isinstance(changes, str):
        st.caption(desk.say("All files or none; before that, it says here what changes"))
    elif any(finding.severity is Severity.ERROR for finding in findings):
        st.error(desk.say("Nothing can be taken in before the errors are mended"))
    else:
        _show_changes(desk, changes)
        if st.button(desk.say("Take the files in"), type="primary", key="import-commit"):
            _commit(desk, files, datum)


def _show_changes(desk: Desk, changes: pd.DataFrame) -> None:
    heads = "".join(f"<th>{safe(name(code, desk.lang))}</th>" for code in _COUNTS)
    rows = "".join(
        f"<tr><td>{safe(_called(desk, table))}</td>{''.join(f'<td>{count:,}</td>' for count in counts)}</tr>"
        for table, *counts in changes[["table", *_COUNTS]].itertuples(index=False, name=None)
    )
    if rows:
        st.html(f"<table class='gp-table'><tr><th>{safe(desk.say('Table'))}</th>{heads}</tr>{rows}</table>")
    gone = int(changes["gone_n"].sum())
    if gone:
        st.warning(f"{desk.say('A file replaces its whole table; rows that it lacks will be gone')}: {gone:,}")


def _commit(desk: Desk, files: Sequence[Brought], datum: str) -> None:
    with plain_errors(desk.lang), laid_out(files) as paths, progress_bar(desk.say("Taking the files in")) as progress:
        findings = import_paths(desk.scope, desk.workspace, paths, datum=datum, progress=progress)
    if any(finding.severity is Severity.ERROR for finding in findings):
        show_findings(findings, desk.lang)
        return
    st.session_state[_DONE] = ", ".join(file.name for file in files)
    st.session_state.pop(_CHECKED, None)
    st.rerun()


def _plan(desk: Desk) -> None:
    """Offer the first plan, or another one beside that in use; a page that is loaded anew finds it under way."""
    _step(desk, 5, "Make the plan")
    made = plan_in_use(desk.scope, desk.workspace)
    if made:
        st.caption(desk.say("The plan stays as it is until somebody plans anew; the new one begins as a draft"))
    show_planning(desk, "Plan anew" if made else "Make the first plan", leads_to="draw_grids")


main()
