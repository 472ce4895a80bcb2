"""Measurements of the product, each a command that prints its table."""
