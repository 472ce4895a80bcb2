"""A computer without a camera, or without windows, says so."""

import pytest

from hamstrong.errors import CameraError
from vision.video.webcam import Camera, Window


def test_a_camera_that_is_not_there_is_told_in_a_sentence(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(CameraError, match="Camera 97 does not open"):
        Camera(97)
    assert capfd.readouterr().err == ""


def test_a_build_without_windows_names_the_page_instead() -> None:
    import cv2

    if "GUI:                           NONE" not in cv2.getBuildInformation():
        pytest.skip("this OpenCV has windows")
    with pytest.raises(CameraError, match="page Live"):
        Window("Hamstrong")
