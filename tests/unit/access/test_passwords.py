import threading

import pytest
from argon2 import PasswordHasher, extract_parameters

from gridplan.access import passwords
from gridplan.errors import InputError, LockedError


@pytest.mark.parametrize(
    "weak",
    ["Ab1-xyz", "abcdefgh1", "12345678-", "Password1!", "Admin@123", "Wang.Li-2026x", "A1b" * 50, "ADMIN12345", ""],
)
def test_weak_passwords_are_refused(weak):
    with pytest.raises(InputError):
        passwords.require_strong(weak, "wang.li")


def test_short_parts_of_a_name_may_come_about_by_chance():
    passwords.require_strong("Holiday-77-Tea", "li")
    with pytest.raises(InputError, match="name"):
        passwords.require_strong("Zhangsan-77", "zhangsan@bank.example")


@pytest.mark.parametrize("strong", ["Kai-Xin-2026", "春天来了Ab12", "correct Horse 7 battery"])
def test_strong_passwords_are_taken(strong):
    passwords.require_strong(strong, "wang.li")


def test_a_hash_knows_its_password_alone():
    encoded = passwords.hash_password("Kai-Xin-2026")
    assert passwords.verify_password(encoded, "Kai-Xin-2026")
    assert not passwords.verify_password(encoded, "Kai-Xin-2027")
    assert not passwords.verify_password("no hash at all", "Kai-Xin-2026")
    assert not passwords.verify_password(None, "Kai-Xin-2026")


def test_a_hash_of_older_parameters_is_renewed(monkeypatch):
    old = passwords.hash_password("Kai-Xin-2026")
    assert passwords.renewed_hash(old, "Kai-Xin-2026") == old
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    new = passwords.renewed_hash(old, "Kai-Xin-2026")
    assert new != old
    assert extract_parameters(new).time_cost == 2
    assert passwords.renewed_hash(None, "Kai-Xin-2026") is None


def test_a_flood_of_checks_waits_and_then_hears_so(monkeypatch):
    monkeypatch.setattr(passwords, "_SEATS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "PATIENCE_S", 0.01)
    with passwords._seat(), pytest.raises(LockedError, match="try again"):
        passwords.hash_password("Kai-Xin-2026")
    assert passwords.hash_password("Kai-Xin-2026")
