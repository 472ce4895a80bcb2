"""Gallop Forwards and Backwards: one foot stays in front."""
