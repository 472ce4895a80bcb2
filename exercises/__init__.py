"""A track in, a judgement out: pure functions of arrays.

This floor knows no pixels beyond a `Track`, no files, no model and no pages.
"""
