"""What the live page says when too few pictures are looked at."""

from coach.live.state import LiveState
from ui.live.room import LivePageState
from ui.live.trouble import too_few


def test_a_slow_computer_is_told_from_a_slow_camera() -> None:
    computer = too_few(LiveState(fps=7.0, dropped_share=0.6, too_few=True))
    camera = too_few(LiveState(fps=7.0, dropped_share=0.0, too_few=True))

    assert "This computer looks at fewer than 12 pictures a second" in computer
    assert "Fewer than 12 pictures a second come from the camera" in camera
    assert "Turn on more light" in camera


def test_a_slow_camera_does_not_make_the_warning_flicker() -> None:
    room = LivePageState(running=True)
    shown = set()
    for number in range(40):  # a rate that wavers about its limit
        few = "Too few." if number % 3 == 0 else ""
        shown.add(room.warning.look(few, 0.3 * number))
    assert shown == {"Too few."}
