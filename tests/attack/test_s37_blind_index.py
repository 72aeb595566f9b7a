"""S37: a sealed phone is found by its index; whoever has the table but not the key can't try all phones."""

import hashlib

import pandas as pd

from gridplan.access.keys import create_keys
from gridplan.access.persons import person_search, seal_persons

PHONES = [f"1990000{n:04}" for n in range(10_000)]


def test_s37_the_index_finds_one_and_tells_the_thief_nothing(tmp_path):
    ring, other = create_keys(tmp_path / "a.key"), create_keys(tmp_path / "b.key")
    people = pd.DataFrame(
        {"holder": None, "id_card": PHONES[0], "phone": PHONES[4711], "consent": None, "consent_valid": False},
        index=["H1"],
    )
    row = seal_persons(ring, people).iloc[0]
    assert person_search(ring, "phone", PHONES[4711]) == [row["phone_x"]]
    # every phone there is, by every plain hash and by another key
    guesses = {digest(phone.encode()).digest()[:16] for phone in PHONES for digest in (hashlib.sha256, hashlib.md5)}
    guesses |= {index for phone in PHONES[:500] for index in person_search(other, "phone", phone)}
    assert row["phone_x"] not in guesses
    # nor do the indexes of two columns meet
    assert row["id_card_x"] not in person_search(ring, "phone", PHONES[0])
