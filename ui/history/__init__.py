"""The page of kept sets, and what changed from one to the next."""
