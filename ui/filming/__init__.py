"""The page "How to film"."""
