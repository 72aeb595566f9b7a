"""What identifies a person: checked, masked in every message, never kept with the household."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.storage.gate.draft import Draft

#: GB 11643: weights of the first 17 digits and the check characters.
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)
_CARD = r"(?<!\d)\d{17}[\dXx](?!\d)"
_MOBILE = r"1[3-9]\d{9}"
#: A consent that is so much older than the newest of the file has run out.
_CONSENT_DAYS = 5 * 366


def id_cards_right(draft: Draft) -> None:
    """
    Check the form and the check digit of id numbers, and that none stands twice.

    Parameters
    ----------
    draft
        Households, with `id_card` where the file has it.
    """
    if not draft.has("id_card"):
        return
    cards = draft.table["id_card"].str.upper()
    whole = cards.str.fullmatch(r"[0-9]{17}[0-9X]", na=False).to_numpy(dtype=bool)
    wrong = cards.notna().to_numpy(dtype=bool) & ~draft.unreadable("id_card")
    wrong[whole] = ~_checked(cards[whole])
    draft.add(draft.origin.each("PII_CHECKSUM", "id_card", wrong, cards))
    double = cards[cards.notna() & cards.duplicated(keep=False)]
    for card, rows in double.groupby(double).groups.items():
        listed = draft.origin.row_list(np.asarray(rows))
        draft.add(draft.origin.say("PII_DUP", "id_card", at=int(at), value=card, rows=listed) for at in rows)


def phones_right(draft: Draft) -> None:
    """
    Warn of telephone numbers that are no mobile numbers.

    Parameters
    ----------
    draft
        Households, with `phone` where the file has it.
    """
    if draft.has("phone"):
        digits = plain_phone(draft.table["phone"])
        wrong = digits.notna() & ~digits.str.fullmatch(_MOBILE, na=False)
        draft.add(draft.origin.each("PII_PHONE", "phone", wrong.to_numpy(dtype=bool), draft.table["phone"]))


def plain_phone(phones: pd.Series) -> pd.Series:
    """
    Write telephone numbers alike.

    Parameters
    ----------
    phones
        As people wrote them.

    Returns
    -------
    phones
        In half width without blanks and dashes, mobile numbers without the country's prefix.
    """
    odd = phones.notna() & ~phones.str.fullmatch(_MOBILE, na=False)
    if not odd.all():
        # most stand as they should, and need no second look
        plain = phones.copy()
        plain[odd] = plain_phone(phones[odd]) if odd.any() else []
        return plain
    digits = phones.str.normalize("NFKC").str.replace(r"[\s-]", "", regex=True)
    return digits.str.replace(rf"^(?:\+|00)?86(?={_MOBILE}$)", "", regex=True)


def consent_given(draft: Draft) -> None:
    """
    Warn of households whose consent is missing or much older than the newest one of the file; refuse one yet to come.

    Parameters
    ----------
    draft
        Households, with `consent` where the file has it.
    """
    if not draft.has("consent"):
        return
    given = pd.to_datetime(draft.table["consent"].astype(object))
    missing = given.isna().to_numpy(dtype=bool) & ~draft.unreadable("consent")
    early = _yet_to_come(given)
    old = given.notna().to_numpy(dtype=bool) & ~consent_holds(given) & ~early
    draft.add(draft.origin.each("DATE_INVALID", "consent", early, draft.shown["consent"]))
    draft.add(draft.origin.each("PII_CONSENT", "consent", missing, reason="空/empty"))
    draft.add(draft.origin.each("PII_CONSENT", "consent", old, draft.shown["consent"], reason="过期/expired"))


def consent_holds(given: pd.Series) -> np.ndarray:
    """
    Tell which consents hold: given, and not much older than the newest one; one yet to come neither holds nor counts.

    Parameters
    ----------
    given
        Days on which consent was given.

    Returns
    -------
    holds
        One a day; a missing one does not hold.
    """
    newest = given[~_yet_to_come(given)].max()
    age = (newest - given).dt.days
    return np.asarray(((age <= _CONSENT_DAYS) & ~_yet_to_come(given)).to_numpy(dtype=bool))


def _yet_to_come(given: pd.Series) -> np.ndarray:
    # tomorrow has begun somewhere
    tomorrow = pd.Timestamp.now("UTC").tz_localize(None) + pd.Timedelta(days=1)
    return np.asarray((given > tomorrow).to_numpy(dtype=bool))


def free_text_clean(draft: Draft) -> None:
    """
    Warn of id numbers in free text.

    Parameters
    ----------
    draft
        Households, with `remark` where the file has it.
    """
    if draft.has("remark"):
        found = draft.table["remark"].str.contains(_CARD, na=False).to_numpy(dtype=bool)
        if found.any():
            at = int(np.flatnonzero(found)[0])
            draft.add([draft.origin.say("PII_FREETEXT", "remark", at=at, count=int(found.sum()))])


def _checked(cards: pd.Series) -> np.ndarray:
    if cards.empty:
        return np.zeros(0, dtype=bool)
    # each has 18 ASCII characters; a full-width digit was made plain before
    characters = np.frombuffer("".join(cards).encode("ascii"), dtype=np.uint8).reshape(-1, 18)
    remainder = (characters[:, :17] - np.uint8(ord("0"))) @ _WEIGHTS % 11
    return np.asarray(_CHECK[remainder] == characters[:, 17])
