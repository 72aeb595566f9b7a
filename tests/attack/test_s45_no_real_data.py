"""S45: no number of a real person stands in the repository, in the package or in the demo county."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gridplan.model.tables import CONTRACTS
from tests.unit.qinghe.counties import small_county

ROOT = Path(__file__).parents[2]
#: Digits that stand alone: no part of a decimal, of a hash or of a longer number.
CARD = re.compile(rb"(?<![0-9A-Za-z_.])[1-9]\d{16}[\dXx](?![0-9A-Za-z_]|\.\d)")
MOBILE = re.compile(rb"(?<![0-9A-Za-z_.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z_]|\.\d)")
#: GB 11643: weights of the first 17 digits and the check characters.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
#: Invented people live in a division that does not exist, and are called at an exchange of noughts.
INVENTED_CARD, INVENTED_MOBILE = "999999", "1990000"


def _is_card(number):
    text = number.upper()
    try:
        date.fromisoformat(f"{text[6:10]}-{text[10:12]}-{text[12:14]}")
    except ValueError:
        return False
    return CHECK[sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False)) % 11] == text[17]


def real_numbers(content):
    cards = [found.decode() for found in CARD.findall(content)]
    mobiles = [re.sub(r"[ -]", "", found.decode()) for found in MOBILE.findall(content)]
    return [card for card in cards if _is_card(card) and not card.startswith(INVENTED_CARD)] + [
        mobile for mobile in mobiles if not mobile.startswith(INVENTED_MOBILE)
    ]


@pytest.fixture(scope="module")
def tracked():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("the list of files comes from git, and this is no checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S603 # git itself
    if listed.returncode:
        pytest.skip("git does not tell the files of this checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_s45_no_file_of_the_repository_or_the_package_holds_a_real_number(tracked):
    found = {
        str(path.relative_to(ROOT)): numbers
        for path in tracked
        if path.is_file() and (numbers := real_numbers(path.read_bytes()))
    }
    assert len(tracked) > 300
    assert any(path.suffix == ".gpkg" for path in tracked)
    assert found == {}


def test_s45_the_demo_county_holds_no_number_of_a_person():
    inputs = small_county(1)
    for name in (*CONTRACTS, "persons"):
        plain = pd.DataFrame(getattr(inputs, name).drop(columns="geometry", errors="ignore"))
        assert real_numbers(plain.to_csv().encode()) == [], name
    assert inputs.synthetic


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("电话" + "138" + "12341234" + "。", 1),
        ("138" + "-1234-" + "1234", 1),
        ("11010519491231" + "002X", 1),
        ("110105194912310021 199-0000-0001 999999198001010003", 0),
        ("119.13812341234 13812341234.5 a13812341234", 0),
    ],
)
def test_s45_the_scan_sees_what_it_should(text, numbers):
    assert len(real_numbers(text.encode())) == numbers
