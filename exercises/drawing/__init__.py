"""What is drawn of a report on each frame of its film; no pixels here."""
