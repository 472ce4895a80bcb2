"""A live session: pictures in; a count, cues and sentences out."""
