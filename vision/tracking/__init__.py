"""From a file to a `Track`: in chunks, on all cores, kept in a cache."""
