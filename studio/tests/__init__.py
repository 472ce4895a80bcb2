"""Tests of the studio's own maths; none of them renders."""
