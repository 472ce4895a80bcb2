"""What differs between two movements, with errors that hold, or why it is not said."""

import base64
import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from coach.compare.bodies import FULL, JOINTS, UNSEEN, fitted, packed
from coach.compare.differences import differences, differences_html, why_not
from coach.compare.script_data import script_data
from coach.compare.shown import Shown, shown_of
from exercises.check import check
from tests.figures import deadlift_set, hidden
from tests.figures_lying import bridge_set
from vision import landmarks


@cache
def deadlift(title: str = "One", film: str = "a", **figure: Any) -> Shown:
    track, _ = deadlift_set(3, **figure)
    report = check(track)
    return shown_of(title, film, track, report, report.reps)


def by_measure(first: Shown, second: Shown) -> dict[str, Any]:
    return {one.measure: one for one in differences(first, second)}


def test_a_lowering_of_another_length_is_told_and_which_is_better() -> None:
    slow, fast = deadlift(lowering_s=3.0), deadlift("Two", "b", lowering_s=0.7)
    found = by_measure(slow, fast)["lowering_s"]
    assert found.difference == pytest.approx(0.7 - 3.0, abs=0.25)
    assert found.clear
    assert found.better == "first"
    assert by_measure(fast, slow)["lowering_s"].better == "second"
    assert "Better: One" in differences_html(slow, fast)


def test_of_two_films_both_errors_count() -> None:
    one, other = deadlift(), deadlift("Two", "b", lowering_s=3.0)
    found = by_measure(one, other)["hinge_deg"]
    stated = [shown.report.measures["hinge_deg"].error for shown in (one, other)]
    assert found.error == pytest.approx(math.hypot(*stated), rel=0.05)
    assert not found.clear
    assert found.better == "neither"
    assert "Within the error" in differences_html(one, other)


def test_within_one_film_a_shared_error_is_no_difference() -> None:
    whole = deadlift()
    first, last = (replace(whole, units=(whole.units[i],)) for i in (0, -1))
    apart = by_measure(first, replace(last, film="b"))["hinge_deg"]
    together = by_measure(first, last)["hinge_deg"]
    assert together.error < apart.error


def test_films_from_different_sides_are_shown_and_not_compared() -> None:
    side, front = deadlift(), deadlift("Front", "b", yaw_deg=90.0)
    assert side.views != front.views
    assert "the side" in why_not(side, front)
    assert differences(side, front) == ()
    assert why_not(side, front) in differences_html(side, front)
    assert script_data(side, front)["pairs"]


def test_the_second_picture_lies_hips_on_hips_and_trunk_on_trunk() -> None:
    near, far = deadlift(body_share=0.7), deadlift("Two", "b", body_share=0.35)
    fit = fitted(near, 0.5, far, 0.5)
    assert fit is not None
    assert not fit.flipped
    assert fit.wide == pytest.approx(
        2.0, rel=0.02
    )  # half as tall, drawn twice as large
    laid = laid_over(far, fit)
    own = near.drawn.points_px[10] / near.size_wh
    assert np.allclose(laid, own, atol=0.02)


def laid_over(shown: Shown, fit: Any) -> Any:
    """The second body in shares of the first picture."""
    points = shown.drawn.points_px[10] / shown.size_wh
    if fit.flipped:
        points = points * (-1, 1) + (1, 0)
    return points * (fit.wide, fit.tall) + (fit.left, fit.top)


def test_a_body_that_faces_the_other_way_is_turned_round() -> None:
    right, left = deadlift(facing=1), deadlift("Two", "b", facing=-1)
    fit = fitted(right, 0.5, left, 0.5)
    assert fit is not None
    assert fit.flipped
    own = right.drawn.points_px[10] / right.size_wh
    hip = list(landmarks.HIPS)
    assert np.allclose(laid_over(left, fit)[hip].mean(0), own[hip].mean(0), atol=0.02)


def test_lying_bodies_are_laid_head_to_head() -> None:
    films = []
    for name, facing in (("a", 1), ("b", -1)):
        track, _ = bridge_set(2, facing=facing)
        report = check(track)
        films.append(shown_of(name, name, track, report, report.reps))
    fit = fitted(films[0], 0.5, films[1], 0.5)
    assert fit is not None
    assert fit.flipped


def test_a_body_that_is_not_seen_is_not_laid_over() -> None:
    track, _ = deadlift_set(3)
    report = check(track)
    gone = hidden(track, track.time_s < 1.0)
    unseen = shown_of("Two", "b", gone, report, report.reps)
    assert fitted(deadlift(), 0.5, unseen, 0.3) is None


def test_what_the_script_is_given_is_where_the_joints_are() -> None:
    shown = deadlift()
    frames = np.zeros(len(shown.drawn.time_s), bool)
    frames[[3, 40]] = True
    sent = np.frombuffer(base64.b64decode(packed(shown, frames)), "<i2")
    sent = sent.reshape(2, len(JOINTS), 2)
    truth = shown.drawn.points_px[[3, 40]][:, list(JOINTS)] / shown.size_wh
    seen = sent[..., 0] != UNSEEN
    assert seen.mean() > 0.9
    assert np.allclose(sent[seen] / FULL, truth[seen], atol=1e-4)


def test_each_rep_goes_with_the_one_of_its_number_and_has_both_lines() -> None:
    data = script_data(deadlift(), deadlift("Two", "b", lowering_s=3.0))
    assert [pair["says"] for pair in data["pairs"]] == [
        f"Rep {number} beside rep {number}" for number in (1, 2, 3)
    ]
    for pair in data["pairs"]:
        assert pair["chart"].count("<path") > 4
        for moments_s, side in zip(pair["moments_s"], data["sides"], strict=True):
            assert side["times_s"][0] <= moments_s[0]
            assert side["times_s"][-1] >= moments_s[-1]
    for side in data["sides"]:
        count = len(side["times_s"])
        assert len(side["values"]) == count
        assert len(base64.b64decode(side["body"])) == count * len(JOINTS) * 4
