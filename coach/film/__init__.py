"""The annotated film and the stills that show a fault."""
