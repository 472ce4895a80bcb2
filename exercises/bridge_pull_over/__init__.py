"""Single Leg Bridge with Pull Over: a weight travels overhead."""
