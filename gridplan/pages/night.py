"""Day or night by choice, where the language is chosen; `assets/night.js` listens, and the server need not know."""

from __future__ import annotations

import streamlit as st

from gridplan.locale import gettext
from gridplan.maps.text import safe

#: What can be chosen: its name to the script, and what stands on the button.
_CHOICES = (("night", "Dark colours"), ("day", "Light colours"), ("", "As the system has it"))


def offer_night(lang: str) -> None:
    """
    Offer the colours that the page does not have now; the style sheet hides the others.

    Parameters
    ----------
    lang
        `zh` or `en`.
    """
    buttons = "".join(
        f"<button type='button' data-gp-night='{choice}'>{safe(gettext(text, lang))}</button>"
        for choice, text in _CHOICES
    )
    st.html(f"<p class='gp-night'>{buttons}</p>")
