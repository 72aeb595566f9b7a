"""Texts of the screens in English and Chinese: English is the key, `zh.po` holds the Chinese."""

from gridplan.locale.refusals import refusal
from gridplan.locale.texts import LANGUAGES, catalogue, gettext

__all__ = ["LANGUAGES", "catalogue", "gettext", "refusal"]
