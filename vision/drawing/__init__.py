"""Lines and text on pictures."""
