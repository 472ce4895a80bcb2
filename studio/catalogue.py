"""The committed clips, by name."""

from studio.clip import Clip
from studio.clip_files import clip_file

#: The files of the clips, in the order of the samples' list.
FILES = ("bird_dog", "pull_over", "box_bridge", "gallop", "deadlift", "everyday")


def catalogue() -> dict[str, Clip]:
    """All committed clips by name, in the order of the samples' list."""
    return {clip.name: clip for name in FILES for clip in clip_file(name).clips()}
