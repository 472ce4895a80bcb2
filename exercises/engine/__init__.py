"""From signals to movements: scenes, reps, holds, and when each began and ended."""
