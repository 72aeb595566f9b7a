"""Sign-in and its neighbours as plain pages: no script, two languages, wide and narrow screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gridplan.locale import LANGUAGES, gettext

#: Bytes of a form; a name and two passwords need no more.
_MOST = 8_192


@dataclass(frozen=True)
class Field:
    """
    One field of a form.

    Attributes
    ----------
    name
        Its name.
    label
        Its English text.
    kind
        `text` or `password`.
    hint
        What a password manager is to fill in.
    """

    name: str
    label: str
    kind: str = "text"
    hint: str = "off"


@dataclass(frozen=True)
class Form:
    """
    One page with one form.

    Attributes
    ----------
    action
        Path that the form is posted to.
    title, button
        English texts.
    fields
        Its fields.
    note
        A line of help, an English text.
    link
        Path and English text of another way in.
    """

    action: str
    title: str
    button: str
    fields: Sequence[Field] = ()
    note: str = ""
    link: tuple[str, str] | None = None


def language_of(request: Request, filled: dict[str, str] | None = None) -> str:
    """
    Tell the language of a page: what was chosen, else what the browser prefers.

    Parameters
    ----------
    request
        The request.
    filled
        What the form sent.

    Returns
    -------
    lang
        `zh` or `en`.
    """
    chosen = (filled or {}).get("lang") or request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        return chosen
    return "en" if request.headers.get("accept-language", "").casefold().startswith("en") else "zh"


async def read_form(request: Request) -> dict[str, str]:
    """
    Read what a form sent.

    Parameters
    ----------
    request
        A POST request.

    Returns
    -------
    filled
        Text by name of field.

    Raises
    ------
    HTTPException
        If it is far longer than any form of ours, or no text.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST:
            raise HTTPException(413)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except ValueError as error:
        raise HTTPException(400) from error


def show_form(form: Form, lang: str, *, error: str = "", note: str = "", status: int = 200) -> HTMLResponse:
    """
    Draw a form.

    Parameters
    ----------
    form
        The form.
    lang
        `zh` or `en`.
    error
        What went wrong, an English text; nothing by default.
    note
        A line of help instead of the form's own, an English text.
    status
        Status of the answer.

    Returns
    -------
    page
        The page.
    """

    def say(text: str) -> str:
        return escape(gettext(text, lang))

    told = f'<p class="error" role="alert">{say(error)}</p>' if error else ""
    help_ = f'<p class="note">{say(note or form.note)}</p>' if note or form.note else ""
    other = f'<a class="button plain" href="{form.link[0]}">{say(form.link[1])}</a>' if form.link else ""
    fields = "".join(
        f'<label for="{one.name}">{say(one.label)}</label><input id="{one.name}" name="{one.name}" '
        f'type="{one.kind}" autocomplete="{one.hint}" required maxlength="200">'
        for one in form.fields
    )
    body = (
        f'<h1>{say(form.title)}</h1>{told}<form method="post" action="{form.action}">'
        f'<input type="hidden" name="lang" value="{lang}">{fields}{help_}'
        f'<button type="submit">{say(form.button)}</button></form>{other}'
    )
    return HTMLResponse(_page(say(form.title), body, lang, form.action), status)


def show_way(path: str, lang: str) -> HTMLResponse:
    """
    Draw a page that goes on by itself.

    Parameters
    ----------
    path
        Where to, on this site.
    lang
        `zh` or `en`.

    Returns
    -------
    page
        The page.
    """
    text, there = escape(gettext("Go on", lang)), escape(path)
    body = f'<meta http-equiv="refresh" content="0;url={there}"><a class="button" href="{there}">{text}</a>'
    return HTMLResponse(_page(text, body, lang, there.partition("?")[0]))


def _page(title: str, body: str, lang: str, path: str) -> str:
    other = next(code for code in LANGUAGES if code != lang)
    county = escape(gettext("Marketing grids for county banks", lang))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} · GridPlan</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/sign-in/style.css"><link rel="icon" href="/sign-in/icon.png"></head><body><main>'
        f'<header><img src="/sign-in/icon.png" alt=""><div><b>GridPlan</b><span>{county}</span></div></header>'
        f'{body}<footer><span>GridPlan</span><a href="{path}?lang={other}">{LANGUAGES[other]}</a></footer>'
        "</main></body></html>"
    )
