"""How the bird dog is followed live: a hold, of which the hip is shown."""

from typing import Final

from exercises.coaching import Coaching, straighter_hip_deg

COACHING: Final = Coaching(
    position="Hands and knees. Foot back to the wall.",
    attitude="prone",
    angle_name="hip",
    angle_deg=straighter_hip_deg,
)
