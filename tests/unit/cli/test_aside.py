import subprocess
import sys

PROGRAM = """
import ctypes
from gridplan.cli.aside import solvers_aside
with solvers_aside():
    ctypes.CDLL(None).puts(b"a solver speaks")
print("the answer")
"""


def test_what_a_solver_prints_goes_to_standard_error():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout == "the answer\n"
    assert run.stderr == "a solver speaks\n"
