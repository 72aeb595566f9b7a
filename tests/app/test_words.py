"""What a page says by itself: Streamlit's and Leaflet's words in its language, and that the line is cut."""

import re

UPLOAD = "[data-testid=stFileUploader]"


def _own_words(seen):
    return seen.page.locator(UPLOAD).inner_text(), seen.page.get_by_text("跳到主要内容").count()


def test_words_of_streamlit_follow_the_language(look):
    seen = look("import_files")
    # they change a moment after the page is drawn
    seen.see("每个文件不超过")
    text, skip = _own_words(seen)
    assert "上传" in text
    assert "每个文件不超过" in text
    assert not re.search("Upload|per file", text)
    assert skip == 1
    seen.pick("语言 Language", "English")
    seen.see("per file")
    text, skip = _own_words(seen)
    assert "Upload" in text
    assert "上传" not in text
    assert not skip


def test_buttons_of_the_map_are_named_in_the_language_of_the_page(look):
    seen = look("coverage")
    for button, name in (("zoom-in", "放大"), ("zoom-out", "缩小"), ("layers-toggle", "图层")):
        found = seen.map.locator(f".leaflet-control-{button}").first
        assert (found.get_attribute("title"), found.get_attribute("aria-label")) == (name, name)


def test_a_cut_line_is_told_of_and_forgotten_once_it_is_back(look):
    seen = look("overview?lang=en")
    bar = seen.page.locator(".gp-cut")
    seen.context.set_offline(True)
    bar.wait_for(timeout=10_000)
    assert "No connection" in bar.inner_text()
    seen.context.set_offline(False)
    bar.wait_for(state="detached", timeout=10_000)


def test_a_tap_that_nothing_follows_has_the_line_looked_at(look):
    seen = look("overview", size="phone")
    seen.page.route("**/healthz", lambda route: route.abort("timedout"))
    assert not seen.page.locator(".gp-cut").count()
    seen.page.locator("h1").first.click()
    bar = seen.page.locator(".gp-cut")
    bar.wait_for(timeout=15_000)
    assert "网络已断开" in bar.inner_text()
    assert seen.grave() == []
    seen.page.unroute("**/healthz")
    bar.wait_for(state="detached", timeout=15_000)
    seen.errors = [error for error in seen.errors if "healthz" not in error]
