"""What GridPlan refuses, said in the viewer's language."""

from __future__ import annotations

from gridplan.errors import GridPlanError
from gridplan.locale.texts import gettext
from gridplan.model.words import Word


def refusal(error: GridPlanError, lang: str) -> str:
    """
    Put a refusal into a language.

    Parameters
    ----------
    error
        What was raised.
    lang
        `zh` or `en`.

    Returns
    -------
    text
        Its text with its values; English where there is no translation.
    """
    # what names several obstacles says each of them itself
    if lines := getattr(error, "lines", None):
        return "\n".join(lines(lang))
    text = gettext(error.template, lang)
    return text.format(**{name: _word(value, lang) for name, value in error.values.items()}) if error.values else text


def _word(value: object, lang: str) -> object:
    if isinstance(value, Word):
        return value.label(lang)
    return gettext(str(value), lang) if isinstance(value, str) else value
