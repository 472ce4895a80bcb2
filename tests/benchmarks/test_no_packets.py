"""The whole product runs without a packet to anybody outside."""

import pytest

from benchmarks.no_packets import Cable, can_be_run, run_inside


@pytest.mark.sweep
@pytest.mark.browser
def test_nothing_is_sent_to_the_world() -> None:
    if not can_be_run():
        pytest.skip("no right here to make a network of one's own, or no Chromium")
    done = run_inside()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 packets left for the world" in done.stdout


def test_names_asked_of_the_own_network_are_told_from_the_world() -> None:
    cable = Cable()
    cable.sent.update({"224.0.0.251 port 5353": 4, "10.99.0.1 port 53": 1})
    assert cable.outside() == {"10.99.0.1 port 53": 1}
