"""The 33 names."""

from vision import landmarks


def test_changing_sides_twice_changes_nothing() -> None:
    assert [landmarks.MIRROR[landmarks.MIRROR[i]] for i in range(33)] == list(range(33))


def test_each_named_landmark_changes_to_its_partner_by_name() -> None:
    named = {k: v for k, v in vars(landmarks).items() if isinstance(v, int)}
    lefts = [name for name in named if name.startswith("LEFT_")]
    assert len(lefts) == 9
    for left in lefts:
        right = named[left.replace("LEFT_", "RIGHT_")]
        assert landmarks.MIRROR[named[left]] == right


def test_the_nose_has_no_side() -> None:
    assert landmarks.MIRROR[landmarks.NOSE] == landmarks.NOSE


def test_bones_are_the_same_on_both_sides() -> None:
    bones = {frozenset(bone) for bone in landmarks.BONES}
    assert {frozenset(landmarks.MIRROR[i] for i in bone) for bone in bones} == bones


def test_a_leg_runs_from_hip_to_toes_on_its_own_side() -> None:
    for side, leg in landmarks.LEGS.items():
        assert leg == tuple(
            getattr(landmarks, f"{side.upper()}_{joint}")
            for joint in ("HIP", "KNEE", "ANKLE", "HEEL", "FOOT_INDEX")
        )
