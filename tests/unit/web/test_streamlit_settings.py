"""What Streamlit is told, so that a visit costs no more than its page."""

import tomllib

from tests.attack.wire import ROOT


def test_no_visit_watches_files_no_run_walks_through_all_memory_and_lines_are_packed():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["runner"]["postScriptGC"] is False
    assert settings["server"]["enableWebsocketCompression"] is True
