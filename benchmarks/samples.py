"""List the sample clips with what truly happens in them, as Markdown.

    uv run python -m benchmarks.samples            # prints the tables
    uv run python -m benchmarks.samples --write    # puts them into the README there

and, when writing, puts the picture that the app shows of each clip beside it.

All of it comes from the clips' own truth; run it again when a clip is added.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.truth import SAMPLES, Clip, clips_in
from exercises.registry import EXERCISES
from ui.check.samples import THUMBNAIL_PX, read_samples
from vision.video.reader import picture_at
from vision.view import FRONT_LIMIT_DEG, SIDE_LIMIT_DEG

README: Final = SAMPLES / "README.md"
MARK: Final = "<!-- from here on: uv run python -m benchmarks.samples --write -->\n"
COUNTED: Final = (("reps", "rep"), ("holds", "hold"), ("bouts", "bout"),
                  ("attempts", "attempt"))  # fmt: skip


def tables(clips: Sequence[Clip]) -> str:
    """Return one Markdown table an exercise, in the circuit's order."""
    groups = [(one.title, key) for key, one in EXERCISES.items()]
    parts = []
    for title, key in [*groups, ("None of the five", None)]:
        own = [clip for clip in clips if clip.exercise == key]
        rows = [f"| {' | '.join(cells(clip))} |" for clip in own]
        head = ["| clip | side | filmed from | shows | contains | faults |",
                "|---|---|---|---|---|---|"]  # fmt: skip
        parts.append("\n".join([f"## {title}", "", *head, *rows, ""]))
    return "\n".join(parts)


def cells(clip: Clip) -> tuple[str, ...]:
    """Return a clip's row."""
    truth = clip.truth
    if clip.exercise is None:
        return f"`{clip.name}`", "", "", truth["shows"], "nothing to judge", "none"
    sides = {unit.get("side", unit.get("lead")) for unit in clip.units} - {None}
    side = truth["side"] or ("both in turn" if len(sides) == 2 else "")
    front = "front" if clip.yaw_deg > FRONT_LIMIT_DEG else "oblique"
    view = "side" if clip.yaw_deg <= SIDE_LIMIT_DEG else front
    counts = [(len(truth.get(kind, [])), noun) for kind, noun in COUNTED]
    contains = ", ".join(f"{n} {noun}{'s' * (n > 1)}" for n, noun in counts if n)
    return (f"`{clip.name}`", side, view, truth["shows"], contains, faults(clip))


def faults(clip: Clip) -> str:
    """Return what is to be reported, and what may be as possible at most."""
    clear = ", ".join(f"`{code}`" for code in clip.truth["faults"])
    possible = ", ".join(f"`{code}`" for code in clip.truth.get("possible", []))
    return "; ".join(
        [clear or "none", *([f"at most possible: {possible}"] if possible else [])]
    )


def main() -> None:
    """Print the tables, or write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"into {README.name}")
    text = tables(clips_in([SAMPLES]))
    if not parser.parse_args().write:
        print(text)  # noqa: T201
        return
    above, _, _ = Path(README).read_text(encoding="utf-8").partition(MARK)
    README.write_text(f"{above}{MARK}\n{text}", encoding="utf-8")
    for sample in read_samples():
        picture = picture_at(sample.path, sample.telling_s, long_side_px=THUMBNAIL_PX)
        Image.fromarray(picture).save(sample.path.with_suffix(".jpg"), quality=80)


if __name__ == "__main__":
    main()
