"""A report as text, JSON or CSV."""
