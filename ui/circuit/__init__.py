"""The page of the guided circuit."""
