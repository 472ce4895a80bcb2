"""The committed clips, grouped by what they are for."""
