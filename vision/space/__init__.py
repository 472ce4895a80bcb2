"""The body in space: from landmarks to bones' directions, and how sure each is."""
