"""Look texts up in the catalogue of a language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from babel.messages.pofile import read_po

#: Languages of the screens, each with its own name.
LANGUAGES = MappingProxyType({"zh": "中文", "en": "English"})


@cache
def catalogue(lang: str) -> MappingProxyType[str, str]:
    """
    Read the catalogue of a language.

    Parameters
    ----------
    lang
        `zh` or `en`.

    Returns
    -------
    texts
        Translation by English text; empty for English itself.
    """
    source = files("gridplan.locale").joinpath(f"{lang}.po")
    if not source.is_file():
        return MappingProxyType({})
    with source.open("rb") as file:
        messages = read_po(file, locale=lang)
    return MappingProxyType({str(m.id): str(m.string) for m in messages if m.id and m.string})


def gettext(text: str, lang: str) -> str:
    """
    Put a text into a language.

    Parameters
    ----------
    text
        The English text.
    lang
        `zh` or `en`.

    Returns
    -------
    text
        The translation, or the English text where there is none.
    """
    return catalogue(lang).get(text, text)
