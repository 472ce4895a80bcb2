"""Pixels in, a trustworthy track of one body out.

This floor knows nothing about exercises. What it hands upward is a `vision.track.Track`.
"""
