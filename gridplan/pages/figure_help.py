"""What a figure outside the tiles of indicators is made of: said wherever its name stands."""

from __future__ import annotations

from types import MappingProxyType

from gridplan.maps.measures import MEASURES
from gridplan.maps.text import safe
from gridplan.pages.frame import Frame

_TARGET = "Workload hours of the grid ÷ mean workload hours of the base grids of its branch − 1"
_HOURS = "Hours that visits, ways and files of its households take in a year, as the plan counts them"
_VISITED = "Own households visited ÷ own households that are to be visited; from the tables and what was recorded"
_FREQUENCY = "Visits a year to a household of this class, as far as hours and visits last; beside it, those wanted"
_OUT_OF_REACH = "Households of the base below that no branch reaches, and no slot that is held already; from the plan"
_SLOT_WEEK = "Hours a week of all slots: the way there and back, and the slot itself"
#: By the text that names the figure.
HELP = MappingProxyType(
    {
        "Units": "Basic units that lie in the grid",
        "Households": "All registered households, as the bank's table of households has them",
        "Hours a year": _HOURS,
        "Against target": _TARGET,
        "Weeks to finish": MEASURES["weeks_to_finish"].formula,
        "Weeks until everybody was visited once": MEASURES["weeks_to_finish"].formula,
        "Visit rate": _VISITED,
        "Filing rate": "Own households filed ÷ own eligible households; from the tables and what was recorded",
        "Today": "Visits recorded today ÷ visits that your quota wants of a visit day",
        "Utilisation": MEASURES["capacity_utilisation"].formula,
        "Officers": "Officers of the branch who are at work, those on leave left out",
        "Visits a year": "Visits that the quota of all officers at work allows in a year",
        "Hours available": "Weeks × visit days a week × hours a day of all officers at work",
        "visits a year": _FREQUENCY,
        "Households out of reach": _OUT_OF_REACH,
        "Households reached": "Households out of reach that the proposed slots reach; the share is of all out of reach",
        "Hours a week": _SLOT_WEEK,
        "Households an hour": "Households reached by the slots ÷ their hours a week",
        "Households moved": "Households whose grid or owner differs between the two versions",
    }
)


def help_on(frame: Frame, name: str) -> str:
    """
    Say what a figure is made of.

    Parameters
    ----------
    frame
        The open plan.
    name
        The English text that names it.

    Returns
    -------
    text
        Numerator, denominator and source on screen.
    """
    return frame.say(HELP[name])


def helped(frame: Frame, name: str, *, before: str = "") -> str:
    """
    Write the name of a figure so that a tap, the enter key or the mouse brings up what the figure is made of.

    Parameters
    ----------
    frame
        The open plan.
    name
        The English text that names it.
    before
        What stands before the name, in the viewer's language.

    Returns
    -------
    html
        The name alone where there is no help.
    """
    shown = safe(before + frame.say(name))
    return explained(shown, help_on(frame, name)) if name in HELP else shown


def explained(shown: str, text: str) -> str:
    """
    Put a text behind what is shown.

    Parameters
    ----------
    shown
        HTML of a line.
    text
        What is behind it.

    Returns
    -------
    html
        It takes no room before it is unfolded.
    """
    help_text = safe(text)
    return f"<details class='gp-help'><summary title='{help_text}'>{shown}</summary><p>{help_text}</p></details>"
