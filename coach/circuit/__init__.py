"""The circuit of a day: what comes next, what may not, and what was done of it."""
