"""Internal Rotation Single Leg Deadlift with Foot on Wall: a hinge."""
