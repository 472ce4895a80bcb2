"""The page "Live": camera, picture, voice, and the sets so far."""
