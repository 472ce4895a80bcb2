"""Tests that clinicians know: counted or timed to failure, with their norms."""
