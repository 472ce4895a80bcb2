"""Work of the server that goes on whatever its pages do."""
