import pytest

from gridplan.storage import staging
from gridplan.storage.database.batches import write_setting
from gridplan.storage.database.engine import open_database
from gridplan.storage.settling import CHANGE, settle_folder
from gridplan.storage.staging import READY, changing


@pytest.fixture
def cut_off(tmp_path, monkeypatch):
    """Cut a change off when its files are ready."""
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)

    def change(name, commit):
        def end(*_):
            raise SystemExit

        with monkeypatch.context() as crash:
            crash.setattr(staging, "_decide", end)
            with pytest.raises(SystemExit), changing(tmp_path, name=name, commit=commit) as making:
                making.place("a.csv").write_text(name)
        assert (tmp_path / READY).is_dir()
        return tmp_path

    return change


@pytest.mark.parametrize(("decided", "found"), [("one", True), ("another", False)])
def test_the_database_knows_what_happened(cut_off, decided, found):
    folder = cut_off("one", lambda: None)
    with open_database(folder).writing() as connection:
        write_setting(connection, CHANGE, decided)
    settle_folder(folder)
    assert (folder / "a.csv").exists() == found
    assert not (folder / READY).exists()


def test_what_needs_no_database_makes_none(cut_off):
    folder = cut_off("", None)
    settle_folder(folder)
    assert [path.name for path in folder.iterdir()] == ["a.csv"]


def test_there_is_nothing_to_settle_where_nothing_is(tmp_path):
    settle_folder(tmp_path / "none")
    settle_folder(tmp_path)
    assert not list(tmp_path.iterdir())
