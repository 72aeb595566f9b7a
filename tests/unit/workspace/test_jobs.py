import os
import time
from pathlib import Path

import pytest

import gridplan
from gridplan.errors import InfeasibleError, LockedError
from gridplan.planning.pipeline.side_by_side import child_path
from gridplan.workspace.jobs import JobRoom, JobState

PATIENCE = 60


def count(number, tell):
    for n in range(number):
        tell(n / number)
    os.write(1, b"what a library prints does no harm")
    return number, os.getpid()


def wait_for_ever(tell):
    tell(0.25)
    time.sleep(600)


def refuse(tell):  # noqa: ARG001
    raise InfeasibleError("no such plan")


def die(tell):  # noqa: ARG001
    os._exit(3)


@pytest.fixture
def room():
    made = JobRoom(most=1)
    yield made
    made.call_off("mine")


def _until(job, share):
    while job.share < share and job.state is JobState.RUNNING:
        time.sleep(0.01)


def test_a_job_is_done_in_another_process(room):
    job = room.start("mine", count, 7, about="this")
    assert job.wait(PATIENCE)
    assert (job.state, job.share, job.about) == (JobState.DONE, 1.0, "this")
    number, process = job.result
    assert number == 7
    assert process != os.getpid()
    assert room.of("mine") is job


def test_a_job_that_says_nothing_yet_shows_how_long_it_takes(room, monkeypatch):
    job = room.start("mine", wait_for_ever)
    assert job.seconds == 0
    began = job.began
    monkeypatch.setattr(time, "monotonic", lambda: began + 7.9)
    assert job.seconds == 7


def test_a_child_looks_into_no_folder_of_ours(monkeypatch, room):
    pages = Path(gridplan.__file__).parent / "pages"
    monkeypatch.syspath_prepend(str(pages))
    assert str(pages) not in child_path().split(os.pathsep)
    job = room.start("mine", count, 1)
    assert job.wait(PATIENCE)
    assert job.state is JobState.DONE


@pytest.mark.parametrize(("work", "told"), [(refuse, "no such plan"), (die, "has died")])
def test_what_goes_wrong_is_told(room, work, told):
    job = room.start("mine", work)
    assert job.wait(PATIENCE)
    assert job.state is JobState.FAILED
    assert told in job.error["en"]


def test_a_job_is_called_off_and_makes_room(room):
    job = room.start("mine", wait_for_ever)
    _until(job, 0.25)
    assert room.start("mine", count, 1) is job
    with pytest.raises(LockedError, match="others are solving"):
        room.start("yours", count, 1)
    room.call_off("mine")
    assert job.wait(PATIENCE)
    assert job.state is JobState.CALLED_OFF
    assert job.process.returncode is not None
    assert room.of("mine") is None
    assert room.start("mine", count, 1).wait(PATIENCE)
