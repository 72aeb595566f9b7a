"""When something fails: a plain text and a number for the person, one line of JSON for the log."""

from __future__ import annotations

import json
import logging
import secrets
import traceback

import streamlit as st
from starlette.responses import PlainTextResponse

from gridplan.locale import gettext

_LOG = logging.getLogger("gridplan.web")
_TEXT = "Something failed on our side. Tell the administrator this number"


def keep_quiet() -> None:
    """Let Streamlit write no traceback of a page: it may hold a person's data, and is no single line."""
    logging.getLogger("streamlit.error_util").addFilter(lambda _: False)


def note(event: str, **facts: object) -> None:
    """
    Write an event to the log; whatever it holds, it stays one line.

    Parameters
    ----------
    event
        Name of the event.
    **facts
        What there is to know, without personal values.
    """
    _LOG.warning(json.dumps({"event": event, **facts}, ensure_ascii=True, default=str))


def note_incident(error: Exception, where: str) -> str:
    """
    Write a failure to the log.

    Parameters
    ----------
    error
        What was raised; its text may hold a person's data and is left out, the places in the code are not.
    where
        Path or page.

    Returns
    -------
    number
        What the person is told.
    """
    number = secrets.token_hex(4)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    note("incident", number=number, where=where, error=type(error).__name__, places=places[-12:])
    return number


def answer_incident(error: Exception, path: str) -> PlainTextResponse:
    """
    Answer a request that failed.

    Parameters
    ----------
    error
        What was raised.
    path
        Path of the request.

    Returns
    -------
    answer
        Status 500 with both languages and the number.
    """
    number = note_incident(error, path)
    return PlainTextResponse(f"{gettext(_TEXT, 'zh')} / {_TEXT}: {number}\n", status_code=500)


def show_incident(error: Exception) -> bool:
    """
    Show on a page that it failed.

    Parameters
    ----------
    error
        What the script of the page raised.

    Returns
    -------
    shown
        True: Streamlit has nothing to add.
    """
    lang = str(st.session_state.get("lang", "zh"))
    st.error(f"{gettext(_TEXT, lang)}: {note_incident(error, 'page')}")
    return True
