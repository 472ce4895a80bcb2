"""Lying on the back with a foot on a box: where trunk, head and legs are.

The shoulders are the pivot: hips go up and down on a circle about them, the planted
ankle stays, and the leg follows. So one number, the trunk's elevation, says it all, and
it is read backwards from the hip's extension deficit, which is what is planned.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from studio.body import Body
from studio.limbs import (
    SIDES,
    Side,
    leaning,
    leg_lengths_m,
    outward,
    set_leg,
    suffix,
    trunk_chord_m,
    trunk_length_m,
)
from studio.motions.bridge_floor import FloorContact, halved
from studio.paths import BodyPath
from studio.skeleton import LEFT, UP, Array, Posed, Puppet, rotation, skin, unit
from studio.wardrobe import ankle_height_m

#: Highest trunk elevation tried, and the steps of its table, degrees.
STEEPEST_DEG = 62.0
STEP_DEG = 0.25
#: How far the planted foot of one leg is from the middle, metres.
ONE_FOOT_Y_M = 0.075
#: Toe-out of a planted foot, plantar flexion of a free and of a planted one, degrees.
TOE_OUT_DEG, FREE_POINT_DEG, PLANTED_POINT_DEG = 6.0, 15.0, 12.0
#: Extra height of a foot on its way between box and free, metres.
FOOT_ARC_M = 0.05
#: How much of the pelvis' roll each part of the spine keeps.
UNROLL = {"spine05": 0.75, "spine04": 0.5, "spine03": 0.25, "spine02": 0.0}


@dataclass(frozen=True)
class BridgeForm:
    """How an athlete holds a bridge; angles in degrees.

    `box_height_m` 0 is a foot flat on the floor. `knee_deg` is the planted knee's
    flexion where shoulder, hip and knee are in line. `top_deficit_deg` is how far the
    top is from that line: + sagging, - arched. `free_hip_deg` (180 = in line with the
    trunk) and `free_knee_deg` hold the free leg. Slides are the way, in trunk lengths,
    that foot or shoulders go between floor and top.
    """

    side: Side = "left"
    legs: Literal[1, 2] = 1
    box_height_m: float = 0.35
    knee_deg: float = 55.0
    top_deficit_deg: float = 1.0
    free_hip_deg: float = 95.0
    free_knee_deg: float = 80.0
    foot_slide: float = 0.0
    shoulder_slide: float = 0.0


class SupineBody:
    """Poses trunk, head and legs of a lying body; mid-shoulder lies over the origin."""

    def __init__(self, body: Body, form: BridgeForm) -> None:
        """Find the floor's contact, then the foot's place, then the table."""
        self.body, self.form = body, form
        self.trunk_m = trunk_length_m(body)
        self.thigh_m, self.shank_m = leg_lengths_m(body, "left")
        self._contact = FloorContact(body)
        self.shoulder_m = np.array([0.0, 0.0, self._contact.shoulder_z_m])
        self._top_share_deg = 1.0
        self._floor_deg = 2.0
        self.ankle_m = self._planted_ankle()
        self._fill_table()

    @property
    def floor_deficit_deg(self) -> float:
        """Extension deficit with the buttocks on the floor."""
        return float(self._deficits_deg[0])

    def elevation_deg(self, deficit_deg: float) -> float:
        """Trunk elevation at which the planted hip has this deficit."""
        order = slice(None, None, -1)  # deficits fall as the trunk rises
        return float(
            np.interp(
                deficit_deg, self._deficits_deg[order], self._elevations_deg[order]
            )
        )

    def posed_legs(
        self,
        elevation_deg: float,
        planted: dict[Side, float],
        free_hip_deg: float,
        roll_deg: float = 0.0,
    ) -> Puppet:
        """Everything but the arms.

        Args:
            elevation_deg: of the trunk above the floor.
            planted: per leg 1 foot on the box, 0 free, between on its way.
            free_hip_deg: hip angle of a free leg.
            roll_deg: how far the pelvis drops on the free side.
        """
        puppet = self._trunk(elevation_deg, roll_deg)
        for side, share in planted.items():
            self._leg(puppet, side, elevation_deg, share, free_hip_deg)
        return puppet

    def planted_for(self, side: Side) -> dict[Side, float]:
        """Who is planted while a leg works."""
        both = self.form.legs == 2
        return {leg: 1.0 if both or leg == side else 0.0 for leg in SIDES}

    def shoulders_at(self, elevation_deg: float) -> Array:
        """(3,) mid-shoulder; where it slides, it is nearer the feet when low."""
        below = 1.0 - self._share(elevation_deg)
        way_m = self.form.shoulder_slide * self.trunk_m * below
        return self.shoulder_m + np.array([way_m, 0.0, 0.0])

    def _share(self, elevation_deg: float) -> float:
        return (elevation_deg - self._floor_deg) / self._top_share_deg

    def _trunk(self, elevation_deg: float, roll_deg: float = 0.0) -> Puppet:
        puppet = Puppet(self.body)
        trunk = leaning(self.body, -(90.0 + elevation_deg))
        if roll_deg:
            # The free side drops: about the trunk's long axis, toward that side.
            axis = trunk @ unit(trunk_chord_m(self.body))
            sign = outward(self.form.side)
            puppet.turn("root", rotation(axis, -sign * roll_deg) @ trunk)
            for bone, keep in UNROLL.items():
                puppet.turn(bone, rotation(axis, -sign * keep * roll_deg) @ trunk)
        else:
            puppet.turn("root", trunk)
        puppet.place_root(np.zeros(3))
        puppet.place_root(
            self.shoulders_at(elevation_deg) - puppet.middle("upperarm01")
        )
        self._contact.lay_head(puppet, elevation_deg)
        return puppet

    def _leg(
        self,
        puppet: Puppet,
        side: Side,
        elevation_deg: float,
        share: float,
        free_hip_deg: float,
    ) -> None:
        """Bend one leg: on the box, free, or on its way between the two."""
        away = outward(side)
        planted_m = self.ankle_m * np.array([1.0, away, 1.0])
        slide_m = self.form.foot_slide * self.trunk_m
        planted_m[0] += slide_m * (1.0 - self._share(elevation_deg))
        hip_m = puppet.where("upperleg01" + suffix(side))
        free_m, bent, tilt_deg = self._free_leg(hip_m, elevation_deg, free_hip_deg)
        ankle_m = (1 - share) * free_m + share * planted_m
        ankle_m[2] += 4 * FOOT_ARC_M * share * (1 - share)
        span_m = float(np.linalg.norm(ankle_m - hip_m))
        longest_m = 0.9995 * (self.thigh_m + self.shank_m)
        if 0 < share < 1 and span_m > longest_m:
            ankle_m = hip_m + (ankle_m - hip_m) * longest_m / span_m
        upward = np.array([0.0, 0.04 * away, 1.0])
        tilt_deg = (1 - share) * tilt_deg + share * self._pitch_deg
        foot = rotation(UP, share * away * TOE_OUT_DEG) @ rotation(LEFT, -tilt_deg)
        set_leg(puppet, side, ankle_m, (1 - share) * bent + share * upward, foot)

    def _free_leg(
        self, hip_m: Array, elevation_deg: float, free_hip_deg: float
    ) -> tuple[Array, Array, float]:
        """Ankle (3,), direction of the knee (3,), foot's tilt of a free leg."""
        thigh_deg = elevation_deg + 180.0 - free_hip_deg
        shank_deg = thigh_deg - max(self.form.free_knee_deg, 4.0)
        knee_m = hip_m + self.thigh_m * along_body(thigh_deg)
        ankle_m = knee_m + self.shank_m * along_body(shank_deg)
        bent = unit(knee_m - (hip_m + ankle_m) / 2)
        return ankle_m, bent, 90.0 + shank_deg - FREE_POINT_DEG

    def _planted_ankle(self) -> Array:
        """(3,) left ankle, from the knee's flexion with the hips in line."""
        form = self.form
        whole_m = self.trunk_m + self.thigh_m
        bend = np.radians(form.knee_deg)
        reach_m = np.sqrt(
            whole_m**2 + self.shank_m**2 + 2 * whole_m * self.shank_m * np.cos(bend)
        )
        turn_deg = np.degrees(np.arcsin(self.shank_m * np.sin(bend) / reach_m))
        self._pitch_deg, height_m, x_m = 0.0, 0.1, 1.0
        for _ in range(4):  # the foot's tilt and its ankle's height settle fast
            height_m = form.box_height_m + ankle_height_m(self.body, -self._pitch_deg)
            rise_m = height_m - self.shoulder_m[2]
            x_m = float(np.sqrt(reach_m**2 - rise_m**2))
            straight_deg = np.degrees(np.arctan2(rise_m, x_m)) + turn_deg
            shank_deg = straight_deg - form.knee_deg
            if form.box_height_m > 0:
                tilt_deg = 90.0 + 0.5 * shank_deg - PLANTED_POINT_DEG
                self._pitch_deg = float(np.clip(tilt_deg, 0.0, 62.0))
        self._straight_deg = float(straight_deg)
        hip_y_m = self.body.head_m("upperleg01.L")[1]
        y_m = hip_y_m if form.legs == 2 else ONE_FOOT_Y_M
        return np.array([x_m, y_m, height_m])

    def _fill_table(self) -> None:
        """Deficit at every elevation that the leg can reach, from the floor up."""
        planted = self.planted_for(self.form.side)

        def posed(elevation_deg: float) -> Posed:
            legs = self.posed_legs(elevation_deg, planted, self.form.free_hip_deg)
            return legs.pose()

        self._top_share_deg = self._straight_deg - self._floor_deg

        def high(elevation_deg: float) -> bool:
            skin_m = skin(self.body, posed(elevation_deg))
            return self._contact.buttocks_z_m(skin_m) > 0

        self._floor_deg = halved(-4.0, 14.0, 10, high)[1]
        self._top_share_deg = self._straight_deg - self._floor_deg
        elevations, deficits = [], []
        for elevation_deg in np.arange(self._floor_deg, STEEPEST_DEG, STEP_DEG):
            try:
                pose = posed(float(elevation_deg))
            except ValueError:  # the leg is stretched out
                break
            elevations.append(elevation_deg)
            path = BodyPath.of(self.body, [pose], self.form.side)
            deficits.append(float(path.deficit_deg()[0]))
        self._elevations_deg = np.array(elevations)
        self._deficits_deg = np.array(deficits)
        if self._deficits_deg[-1] > self.form.top_deficit_deg:
            raise ValueError("the leg is too short for this box, knee and top")


def along_body(elevation_deg: float) -> Array:
    """Direction (3,) toward the feet that rises by an elevation."""
    angle = np.radians(elevation_deg)
    return np.array([np.cos(angle), 0.0, np.sin(angle)])
