"""Tracks to and from other programs' files: netCDF of `movement`, OpenSim's tables."""
