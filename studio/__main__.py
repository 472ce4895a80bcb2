"""Command line of the studio: list, render, random, grid, views, learn."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    chance = commands.add_parser("random", help="film athletes drawn by lot")
    chance.add_argument("--count", type=int, required=True)
    chance.add_argument("--seed", type=int, required=True)
    chance.add_argument("--exercise", metavar="KEY", help="of this one only")
    grid = commands.add_parser("grid", help="film views, bodies and frame rates")
    grid.add_argument("--only", default="", metavar="TEXT", help="names with this text")
    for command in (render, chance, grid):
        command.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    _add_learning(commands)
    options = parser.parse_args(arguments)
    if options.command in ("views", "learn", "learn-film"):
        return int(options.run(options))

    if options.command == "list":
        from studio.catalogue import catalogue

        for clip in catalogue().values():
            print(f"{clip.name:32} {clip.shows}")
        return 0
    chosen = _chosen(options, parser)
    options.out.mkdir(parents=True, exist_ok=True)
    for clip in chosen:
        _film(clip, options.out)
    return 0


def _add_learning(commands: Any) -> None:
    """Add what a model is learned with: pictures from everywhere, and the learning."""
    views = commands.add_parser("views", help="single pictures from anywhere")
    views.add_argument("--bodies", type=int, required=True)
    views.add_argument("--first", type=int, default=0, metavar="NUMBER")
    views.add_argument("--seed", type=int, required=True)
    views.add_argument("--films", choices=("hinges", "all"), help="a few moments each")
    views.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    views.set_defaults(run=_views)
    learn = commands.add_parser("learn", help="learn bones in space")
    learn.add_argument("data", type=Path, help="of benchmarks.space_data")
    learn.add_argument("--out", type=Path, required=True, metavar="FILE")
    learn.set_defaults(run=_learn)
    film = commands.add_parser("learn-film", help="learn what a film adds to them")
    film.add_argument("data", type=Path, help="of benchmarks.film_data")
    film.add_argument("--seed", type=int, default=0)
    film.add_argument("--out", type=Path, required=True, metavar="FILE")
    film.set_defaults(run=_learn_film)


def _views(options: argparse.Namespace) -> int:
    """Take pictures, four bodies a file; files that are there are not made again."""
    from functools import partial

    from studio.films import HINGES, film_views
    from studio.views import SHARES, save, views

    shares = SHARES if options.films == "all" else HINGES
    views_of = partial(film_views, shares=shares) if options.films else views
    options.out.mkdir(parents=True, exist_ok=True)
    for first in range(options.first, options.first + options.bodies, 4):
        path = options.out / f"views_{options.seed}_{first:05d}.npz"
        if not path.exists():
            unfinished = path.with_suffix(".part.npz")
            count = save(options.seed, range(first, first + 4), unfinished, views_of)
            unfinished.rename(path)
            print(f"{path.name}: {count} views")
    return 0


def _learn(options: argparse.Namespace) -> int:
    """Learn from a file, and write the weights."""
    import numpy as np

    from studio.learn import MEMBERS, Lessons, learn, save

    with np.load(options.data) as data:
        everything = np.ones(len(data["body"]), dtype=bool)
        lessons = Lessons.read(data, everything, mirrored=True)
        bodies = len(np.unique(data["body"]))
    members = [learn(lessons, seed) for seed in range(MEMBERS)]
    save(members, options.out, bodies=bodies, views=len(everything))
    print(f"{options.out}: {options.out.stat().st_size // 1024} KiB, {bodies} bodies")
    return 0


def _learn_film(options: argparse.Namespace) -> int:
    """Learn what a film adds, and write the weights."""
    import numpy as np

    from studio.learn_film import learn_film, read, save_film, scale_of

    lessons = read(options.data)
    members = learn_film(lessons, options.seed)
    bodies, views = len(np.unique(lessons["body"])), len(lessons["body"]) // 2
    save_film(members, scale_of(lessons), options.out, bodies=bodies, views=views)
    print(f"{options.out}: {options.out.stat().st_size // 1024} KiB, {bodies} bodies")
    return 0


def _chosen(
    options: argparse.Namespace, parser: argparse.ArgumentParser
) -> "list[Clip]":
    """The clips that the options ask for."""
    if options.command == "random":
        from studio.lottery import EXERCISES, draw

        key = options.exercise
        if key is not None and key not in EXERCISES:
            parser.error(f"unknown exercise: {key}; one of {', '.join(EXERCISES)}")
        return [draw(options.seed, number, key) for number in range(options.count)]
    if options.command == "grid":
        from studio.grid import grid

        return [clip for clip in grid() if options.only in clip.name]
    from studio.catalogue import catalogue

    clips = catalogue()
    names = list(clips) if options.all else options.names
    unknown = sorted(set(names) - set(clips))
    if unknown or not names:
        parser.error(f"unknown clips: {', '.join(unknown) or 'none named'}")
    return [clips[name] for name in names]


def _film(clip: "Clip", folder: Path) -> None:
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
