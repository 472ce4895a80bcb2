"""Pixels in, a trustworthy track of one body out.

This floor knows nothing about exercises; it hands a `vision.track.Track` upward.
"""
