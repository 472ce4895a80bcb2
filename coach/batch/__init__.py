"""Many films at once, here or on a cluster, and their index."""
