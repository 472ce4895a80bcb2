"""What the live page says when too few pictures are looked at."""

from coach.live.state import LiveState
from ui.live.trouble import too_few


def test_a_slow_computer_is_told_from_a_slow_camera() -> None:
    computer = too_few(LiveState(fps=7.0, dropped_share=0.6, too_few=True))
    camera = too_few(LiveState(fps=7.0, dropped_share=0.0, too_few=True))

    assert "This computer looks at only 7 pictures a second" in computer
    assert "Only 7 pictures a second come from the camera" in camera
    assert "Turn on more light" in camera
