"""Two movements beside each other: aligned by phase, with differences and errors."""
