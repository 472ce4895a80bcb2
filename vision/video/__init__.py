"""Video files and streams: what they hold, frames with their times, new ones."""
