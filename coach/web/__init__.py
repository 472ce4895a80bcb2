"""The app's server: its start, its certificate, how phones reach it."""
