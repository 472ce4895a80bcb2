"""The page "Check a video": choose a film, say what it shows, have it judged."""
