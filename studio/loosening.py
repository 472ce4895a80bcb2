"""Joints turned further by lot, so that nothing is learned of one motion alone."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from studio.body import Body
from studio.skeleton import LEFT, UP, Array, Posed, rotation

#: How freely joints are turned beyond what the motion asks for, and in which share of
#: the moments: as it has them; a little; so that nothing of it is left.
FREEDOM = {0.0: 0.25, 1.0: 0.45, 2.5: 0.30}
#: Bones whose whole branch is turned more: standard deviation, degrees, times freedom.
LOOSE = {
    "spine04": 8.0,
    "spine02": 6.0,
    "neck01": 8.0,
    "upperarm01.L": 20.0,
    "upperarm01.R": 20.0,
    "lowerarm01.L": 12.0,
    "lowerarm01.R": 12.0,
    "upperleg01.L": 7.0,
    "upperleg01.R": 7.0,
    "foot.L": 7.0,
    "foot.R": 7.0,
}
#: Knees are then bent anew: in which share of the moments straight, or in any way.
STRAIGHT_SHARE, ANY_SHARE = 0.35, 0.25
STRAIGHT_DEG, ANY_DEG = (-2.0, 9.0), (5.0, 120.0)
#: In a film: which share of a turn is steady, drifts, and is any moment's own.
STEADY, DRIFT, JITTER = 0.85, 0.6, 0.2
#: A standing foot is turned out of its way by no more.
MOST_TOE_DEG = 20.0


def loosened(posed: Posed, body: Body, lot: np.random.Generator) -> Posed:
    """The pose with its joints turned more, branch by branch."""
    freedom = float(lot.choice(list(FREEDOM), p=list(FREEDOM.values())))
    if freedom == 0.0:
        return posed
    posed = Posed(posed.rotations.copy(), posed.heads_m.copy())
    for name, spread_deg in LOOSE.items():
        turn = rotation(lot.normal(size=3), float(lot.normal(0, freedom * spread_deg)))
        turn_branch(posed, body, name, turn)
    for end in (".L", ".R"):
        chance = lot.random()
        if chance < STRAIGHT_SHARE:
            bend_knee(posed, body, end, float(lot.uniform(*STRAIGHT_DEG)))
        elif chance < STRAIGHT_SHARE + ANY_SHARE:
            bend_knee(posed, body, end, float(lot.uniform(*ANY_DEG)))
    return posed


@dataclass(frozen=True)
class Looseness:
    """One lot for a whole film.

    Attributes:
        axes: (N, 3) about which each bone of `LOOSE` is turned.
        steady_deg, drift_deg, jitter_deg: (N,) how far: all the time, by a slow wave,
            and at any moment by lot.
        waves: (N, 2) cycles in the film and phase of each wave.
        knees_deg: of each knee between which angles it goes, None as the motion does.
    """

    axes: Array
    steady_deg: Array
    drift_deg: Array
    jitter_deg: Array
    waves: Array
    knees_deg: tuple[tuple[float, float] | None, ...]

    @classmethod
    def drawn(cls, lot: np.random.Generator) -> Self:
        """Draw one."""
        freedom = float(lot.choice(list(FREEDOM), p=list(FREEDOM.values())))
        spread_deg = freedom * np.array(list(LOOSE.values()))
        count = len(spread_deg)
        waves = np.column_stack(
            [lot.uniform(0.3, 1.2, count), lot.uniform(0, 1, count)]
        )
        return cls(
            axes=lot.normal(size=(count, 3)),
            steady_deg=STEADY * spread_deg * lot.normal(size=count),
            drift_deg=DRIFT * spread_deg * lot.normal(size=count),
            jitter_deg=JITTER * spread_deg,
            waves=waves,
            knees_deg=tuple(_knee_deg(freedom, lot) for _ in range(2)),
        )

    def turned(
        self, posed: Posed, body: Body, share: float, lot: np.random.Generator
    ) -> Posed:
        """The pose, turned as it is at a share (0..1) of the film."""
        if not self.jitter_deg.any():
            return posed
        posed = Posed(posed.rotations.copy(), posed.heads_m.copy())
        waves = np.sin(2 * np.pi * (self.waves[:, 0] * share + self.waves[:, 1]))
        turns_deg = self.steady_deg + self.drift_deg * waves
        turns_deg = turns_deg + self.jitter_deg * lot.normal(size=len(turns_deg))
        for name, axis, turn_deg in zip(LOOSE, self.axes, turns_deg, strict=True):
            turn_branch(posed, body, name, rotation(axis, float(turn_deg)))
        for end, ends_deg in zip((".L", ".R"), self.knees_deg, strict=True):
            if ends_deg is not None:
                low_deg, high_deg = ends_deg
                middle = 0.5 - 0.5 * np.cos(2 * np.pi * share)
                knee_deg = low_deg + (high_deg - low_deg) * float(middle)
                bend_knee(posed, body, end, knee_deg + float(lot.normal(0, 1.5)))
        return posed


def _knee_deg(freedom: float, lot: np.random.Generator) -> tuple[float, float] | None:
    """Between which angles a knee goes in a film."""
    chance = lot.random()
    if freedom == 0.0 or chance > STRAIGHT_SHARE + ANY_SHARE:
        return None
    span = STRAIGHT_DEG if chance < STRAIGHT_SHARE else ANY_DEG
    low_deg, high_deg = lot.uniform(*span, 2)
    return float(low_deg), float(high_deg)


def planted(new: Posed, old: Posed, body: Body, side: str | None) -> Posed:
    """The new pose shifted, its foot turned, so that it stands where the old one did.

    Args:
        new: not planted; changed in place where its joints were turned.
        old: before its joints were turned.
        body: whose.
        side: of the standing leg; None takes the lower one.
    """
    if new is old:
        return new
    bones = [body.bone(name) for name in ("foot.L", "foot.R")]
    heights_m = [old.heads_m[bone, 2] for bone in bones]
    lower = int(np.argmin(heights_m)) if side is None else ("left", "right").index(side)
    foot = bones[lower]
    # About the vertical it stays turned as it was drawn.
    turn = new.rotations[foot] @ old.rotations[foot].T
    about_deg = float(
        np.degrees(np.arctan2(turn[1, 0] - turn[0, 1], turn[0, 0] + turn[1, 1]))
    )
    about_deg = float(np.clip(about_deg, -MOST_TOE_DEG, MOST_TOE_DEG))
    sole = rotation(UP, about_deg) @ old.rotations[foot]
    name = body.bone_names[foot]
    turn_branch(new, body, name, sole @ new.rotations[foot].T)
    shift_m = old.heads_m[foot] - new.heads_m[foot]
    return Posed(new.rotations, new.heads_m + shift_m)


def turn_branch(posed: Posed, body: Body, name: str, turn: Array) -> None:
    """Turn a bone and all that hangs on it about its head, in place."""
    root, parents = body.bone(name), body.parents
    branch = np.zeros(len(parents), dtype=bool)
    branch[root] = True
    for bone in range(root + 1, len(parents)):  # parents come first
        branch[bone] = branch[parents[bone]]
    posed.rotations[branch] = turn @ posed.rotations[branch]
    heads_m = posed.heads_m[branch] - posed.heads_m[root]
    posed.heads_m[branch] = posed.heads_m[root] + heads_m @ turn.T


def bend_knee(posed: Posed, body: Body, end: str, flexion_deg: float) -> None:
    """Bend a knee to an angle, about the thigh's own axis."""
    hip_m, knee_m, ankle_m = (
        posed.heads_m[body.bone(name + end)]
        for name in ("upperleg01", "lowerleg01", "foot")
    )
    axis = posed.rotations[body.bone("upperleg01" + end)] @ LEFT
    thigh, shank = (
        bone - axis * float(axis @ bone) for bone in (knee_m - hip_m, ankle_m - knee_m)
    )
    now_deg = np.degrees(
        np.arctan2(float(axis @ np.cross(thigh, shank)), float(thigh @ shank))
    )
    turn_branch(posed, body, "lowerleg01" + end, rotation(axis, flexion_deg - now_deg))
