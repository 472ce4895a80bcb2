"""One module per exercise: how an athlete moves in it, and what is then true."""
