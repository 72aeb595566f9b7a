"""Words that stand on a page before Python says any: those of Streamlit itself, and that the line is cut."""

from __future__ import annotations

from gridplan.locale import LANGUAGES, gettext
from gridplan.maps.text import script_json

#: As `assets/words.js` and `assets/line.js` know them; `{}` stands for whatever Streamlit writes there. The button for
#: the browser's own CSV of a table is hidden by its English name, so that is none of them.
WORDS = (
    "{}MB per file{}",
    "App pages",
    "Choose an option",
    "Choose options",
    "Clear value",
    "Close",
    "Close fullscreen",
    "Collapse sidebar",
    "Decrement",
    "Expand sidebar",
    "Fullscreen",
    "Help",
    "Help for {}",
    "Increment",
    "Navigate to home page",
    "No connection: keep this page open, it goes on once the line is back",
    "No results",
    "Press Enter to apply",
    "Press Enter to submit form",
    "Remove {}",
    "Search",
    "Select all",
    "Show/hide columns",
    "Skip to main content",
    "Upload",
    "Upload {}",
    "file upload",
)


def script_of_words() -> str:
    """
    Write the words down for the scripts of the page.

    Returns
    -------
    script
        One line: `GridPlanWords`, by language and English text.
    """
    spoken = {lang: {text: gettext(text, lang) for text in WORDS} for lang in LANGUAGES if lang != "en"}
    return f"const GridPlanWords = {script_json(spoken)};\n"
