"""Films go when their tab is closed, whether or not another one is opened."""

from ui.sessions import CLOSED_S, ClosedTabs
from vision.temporary import TemporaryFolder


def test_a_closed_tabs_films_go_after_it_could_come_back() -> None:
    now_s, open_tabs = [0.0], {"a", "b"}
    tabs = ClosedTabs(open_tabs.__contains__, lambda: now_s[0])
    first, second = TemporaryFolder(), TemporaryFolder()
    tabs.add(first, "a")
    tabs.add(second, "b")
    now_s[0] = 1000.0
    tabs.look()
    open_tabs.remove("a")
    now_s[0] += CLOSED_S - 1
    tabs.look()
    assert first.path.is_dir()
    now_s[0] += 2
    tabs.look()
    assert not first.path.exists()
    assert second.path.is_dir()


def test_a_tab_that_comes_back_in_time_keeps_them() -> None:
    now_s, open_tabs = [0.0], {"a"}
    tabs = ClosedTabs(open_tabs.__contains__, lambda: now_s[0])
    folder = TemporaryFolder()
    tabs.add(folder, "a")
    for _ in range(5):
        open_tabs.clear()
        now_s[0] += CLOSED_S - 1
        tabs.look()
        open_tabs.add("a")
        tabs.look()
    assert folder.path.is_dir()
