"""Command line of the studio: list, render, random."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.clip import Clip


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the process's exit code."""
    parser = argparse.ArgumentParser(prog="python -m studio", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the committed clips")
    render = commands.add_parser("render", help="film clips by name")
    render.add_argument("names", nargs="*", metavar="NAME")
    render.add_argument("--all", action="store_true", help="every committed clip")
    render.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    chance = commands.add_parser("random", help="film athletes drawn by lot")
    chance.add_argument("--count", type=int, required=True)
    chance.add_argument("--seed", type=int, required=True)
    chance.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    options = parser.parse_args(arguments)

    from studio.catalogue import catalogue

    clips = catalogue()
    if options.command == "list":
        for clip in clips.values():
            print(f"{clip.name:32} {clip.shows}")
        return 0
    if options.command == "random":
        from studio.lottery import draw

        chosen = [draw(options.seed, number) for number in range(options.count)]
    else:
        names = list(clips) if options.all else options.names
        unknown = sorted(set(names) - set(clips))
        if unknown or not names:
            parser.error(f"unknown clips: {', '.join(unknown) or 'none named'}")
        chosen = [clips[name] for name in names]
    options.out.mkdir(parents=True, exist_ok=True)
    for clip in chosen:
        _film(clip, options.out)
    return 0


def _film(clip: Clip, folder: Path) -> None:
    """Film a clip, with its progress on one line."""
    from studio.film import film

    began = time.monotonic()

    def tick(done: int, total: int) -> None:
        if done % 30 == 0 or done == total:
            rate = done / (time.monotonic() - began)
            print(f"\r{clip.name}: {done}/{total} frames, {rate:.1f}/s", end="")
            sys.stdout.flush()

    video = film(clip, folder, tick)
    print(f", {video.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    sys.exit(main())
