"""Who is in the picture, who is the athlete, and where, frame by frame."""
