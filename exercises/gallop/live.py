"""How the gallop is followed live: bout by bout, with no angle of its own."""

from typing import Final

from exercises.coaching import Coaching

COACHING: Final = Coaching(
    position="Stand still, one foot in front.", attitude="upright"
)
