"""A module that was put off is loaded when it is wanted, not before."""

import subprocess
import sys

BEFORE = """
import sys
from vision.pose.deferred_import import deferred_import
with deferred_import("colorsys"):
    import colorsys as promised
assert "colorsys" not in sys.modules
"""


def run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_what_is_used_later_is_the_real_module() -> None:
    run(
        BEFORE
        + "assert promised.rgb_to_hsv(0, 0, 1) == (2 / 3, 1, 1)\n"
        + "import colorsys as real\n"
        + "assert promised.rgb_to_hsv is real.rgb_to_hsv\n"
    )


def test_who_imports_it_afterwards_gets_the_real_one() -> None:
    run(BEFORE + "import colorsys\nassert colorsys.__file__\n")


def test_a_loaded_module_is_left_alone() -> None:
    run(
        "import colorsys, sys\n"
        "from vision.pose.deferred_import import deferred_import\n"
        "with deferred_import('colorsys'):\n"
        "    import colorsys as same\n"
        "assert same is sys.modules['colorsys'] is colorsys\n"
    )


def test_the_pose_model_loads_without_pyplot() -> None:
    run(
        "import sys\n"
        "from vision.pose.estimator import PoseEstimator\n"
        "PoseEstimator().close()\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "assert 'matplotlib.figure' not in sys.modules\n"
    )
