"""What a film adds to angles that were read frame by frame."""

import numpy as np
import pytest

from vision import landmarks
from vision.space.angles import ANGLES
from vision.space.bones import Bones, bones_of
from vision.space.film import COUNT, NEAR, Seen, Stretch, told_of
from vision.space.refined import LEAST, corrected
from vision.track import Source, Track

FPS = 20
REFINED = [ANGLES.index(name) for name in ("lean", "left_hip", "right_hip")]
OTHERS = [place for place in range(len(ANGLES)) if place not in REFINED]


def hinge(seconds: float = 6.0, *, walking: bool = False) -> Track:
    """A stick figure that bends to the right, twice, over feet that stand."""
    time_s = np.arange(0.0, seconds, 1 / FPS)
    lean = np.radians(40.0 - 40.0 * np.cos(2 * np.pi * time_s / 3.0))
    world_m = np.zeros((len(time_s), landmarks.COUNT, 3))
    for side, away_m in (("LEFT", 0.1), ("RIGHT", -0.1)):
        places = {
            "SHOULDER": (0.5 * np.sin(lean), -0.5 * np.cos(lean)),
            "ELBOW": (0.5 * np.sin(lean), 0.3 - 0.5 * np.cos(lean)),
            "WRIST": (0.5 * np.sin(lean), 0.5 - 0.5 * np.cos(lean)),
            "HIP": (0.0, 0.0),
            "KNEE": (0.05 + 0.1 * np.sin(lean), 0.42),
            "ANKLE": (0.15 * np.sin(lean), 0.84),
            "HEEL": (-0.05 + 0.15 * np.sin(lean), 0.88),
            "FOOT_INDEX": (0.18 + 0.15 * np.sin(lean), 0.9),
        }
        for name, (right_m, down_m) in places.items():
            place = getattr(landmarks, f"{side}_{name}")
            world_m[:, place] = np.stack(
                np.broadcast_arrays(right_m, down_m, away_m, lean)[:3], axis=1
            )
    middle = -0.15 * np.sin(lean) + (0.8 * time_s if walking else 0.0)
    points_px = 200.0 * (world_m[..., :2] + np.stack([middle, 0 * middle], 1)[:, None])
    return Track(
        time_s=time_s,
        points_px=points_px + 300.0,
        world_m=world_m,
        visibility=np.ones(world_m.shape[:2]),
        luma=np.full(len(time_s), 120.0),
        size_wh=(640, 640),
        source=Source(name="hinge.mp4", fps=FPS, duration_s=seconds),
    )


def both(track: Track) -> tuple[Bones, Bones]:
    return bones_of(track, film=False), bones_of(track)


def test_a_film_corrects_lean_and_hips_of_who_stands_and_nothing_else() -> None:
    frames, film = both(hinge())
    assert np.abs(film.angles_deg - frames.angles_deg)[:, REFINED].max() > 0.5
    np.testing.assert_allclose(film.angles_deg[:, OTHERS], frames.angles_deg[:, OTHERS])
    np.testing.assert_array_equal(film.directions, frames.directions)
    assert (film.angles_sd_deg > 0).all()
    assert np.abs(film.angles_deg - frames.angles_deg).max() < 40


@pytest.mark.parametrize(
    "track", [hinge(walking=True), hinge(0.3 * (LEAST - 2))], ids=["walks", "short"]
)
def test_where_no_foot_stands_or_the_film_is_short_each_frame_tells(
    track: Track,
) -> None:
    frames, film = both(track)
    np.testing.assert_allclose(film.angles_deg, frames.angles_deg)
    np.testing.assert_allclose(film.angles_sd_deg, frames.angles_sd_deg)


def test_frames_in_which_nobody_was_seen_stay_unknown() -> None:
    track = hinge()
    for values in (track.points_px, track.world_m, track.visibility):
        values[30:50] = np.nan
    film = bones_of(track)
    assert np.isnan(film.angles_deg[30:50]).all()
    assert np.isfinite(np.delete(film.angles_deg, range(30, 50), axis=0)).all()


def test_a_person_nearer_to_the_camera_and_elsewhere_is_told_the_same() -> None:
    track = hinge()
    there = hinge()
    there.points_px[:] = 0.4 * there.points_px + 50.0
    np.testing.assert_allclose(
        bones_of(track).angles_deg, bones_of(there).angles_deg, atol=1e-6
    )


def test_a_track_without_anybody_has_no_bones() -> None:
    track = hinge(1.0)
    for values in (track.points_px, track.world_m, track.visibility):
        values[:] = np.nan
    assert np.isnan(bones_of(track).angles_deg).all()


def test_with_no_foot_that_stands_nothing_is_corrected() -> None:
    given = np.random.default_rng(5).normal(size=(4, COUNT))
    angles, spread = np.full((4, 2), 0.3), np.full((4, 2), 0.1)
    told, told_sd = corrected(given, np.zeros((4, 2)), angles, spread)
    np.testing.assert_allclose(told, angles)
    np.testing.assert_allclose(told_sd, spread)


def test_a_stretch_knows_which_foot_stands_and_how_long_a_bone_is() -> None:
    track = hinge()
    bones = bones_of(track, film=False)
    seen = Seen(
        world_m=track.world_m,
        points_px=track.points_px,
        directions=bones.directions,
        places=bones.places,
        angles=np.radians(bones.angles_deg),
    )
    stretch = Stretch.of(seen.at(np.arange(len(track.time_s))[None]))
    np.testing.assert_allclose(stretch.standing(), 1.0)
    body_m = stretch.size_px / 200.0
    np.testing.assert_allclose(stretch.length("trunk") * body_m, 0.5, rtol=0.02)
    rows = np.zeros(len(track.time_s), dtype=np.intp)
    near = np.repeat(seen.angles[:, None], 2 * NEAR + 1, axis=1)
    assert told_of(seen, stretch.at(rows), near).shape == (len(rows), COUNT)
