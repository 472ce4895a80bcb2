"""The cases of `benchmarks.fuzz`: one function a kind, all from a seed."""

import asyncio
import faulthandler
import json
import math
import os
import tempfile
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.fuzz_bytes import mutated
from benchmarks.fuzz_points import a_points_file
from coach.limits_file import read_limits
from coach.reports.csv_report import write_csv
from coach.reports.json_report import as_json_text
from coach.web.guard import Access, Guard
from exercises.check import check
from exercises.registry import EXERCISES
from hamstrong.errors import HamstrongError
from vision import landmarks
from vision.capture.conditions import CaptureConditions
from vision.files import legible
from vision.track import Source, Track
from vision.track_file import load_track, save_track

ROOT: Final = Path(__file__).resolve().parents[1]
SLOWEST_S: Final = 30.0
"""Of the processor's time; nothing here is longer than a few seconds of film (our
choice)."""
HANGS_S: Final = 600.0
"""A case that has not ended by then waits for something that does not come (our choice;
the machine may be busy)."""
Rng = np.random.Generator


@dataclass(frozen=True)
class Finding:
    """A case that did what none may do."""

    kind: str
    seed: int
    what: str


def a_track(rng: Rng) -> None:
    """Judge a track of nonsense, and write its reports."""
    try:
        track = nonsense_track(rng)
    except ValueError:
        return  # refused
    key = str(rng.choice(["auto", *EXERCISES]))
    side = str(rng.choice(["auto", "left", "right"]))
    report = check(track, exercise=key, side=side)  # type: ignore[arg-type]
    json.loads(as_json_text(report))
    with tempfile.TemporaryDirectory() as folder:
        write_csv(report, Path(folder))


def nonsense_track(rng: Rng) -> Track:
    """Return a track whose shapes fit and whose numbers mean nothing.

    Raises:
        ValueError: They mean so little that no track takes them.
    """
    frames = int(rng.choice([0, 1, 2, 3, 10, 60, 150]))
    steps_s = rng.choice([1e-9, 1 / 240, 1 / 30, 0.5, 1e4], size=frames)
    if rng.random() < 0.7:
        steps_s[:] = 1 / 30
    shape = (frames, landmarks.COUNT)
    around = None
    if rng.random() < 0.7:
        around = CaptureConditions(
            cut=rng.random(frames) < 0.1,
            shift=_numbers(rng, (frames, 2)),
            occluded_by_other=rng.random(frames) < 0.2,
            roll_deg=float(_numbers(rng, ())),
            blur=float(_numbers(rng, ())),
            others_s=float(rng.choice([0.0, 2.0])),
            unambiguous=bool(rng.random() < 0.5),
            candidates=_numbers(rng, (int(rng.integers(3)), 3)),
        )
    return Track(
        time_s=np.cumsum(steps_s),
        points_px=_numbers(rng, (*shape, 2)),
        world_m=_numbers(rng, (*shape, 3)),
        visibility=_numbers(rng, shape),
        luma=_numbers(rng, (frames,)),
        size_wh=(int(rng.choice([1, 64, 1920])), int(rng.choice([1, 64, 1080]))),
        source=Source(name="nonsense", fps=30.0, duration_s=frames / 30),
        surroundings=around,
    )


def _numbers(rng: Rng, shape: tuple[int, ...]) -> Any:
    """Return numbers of one of many sorts: all alike, wild, missing, moving."""
    scale = float(rng.choice([0.0, 1e-300, 1.0, 300.0, 1e6, 1e308]))
    values = np.asarray(rng.normal(size=shape) * scale)
    if shape and rng.random() < 0.5 and shape[0]:
        values = np.cumsum(values, axis=0) / 10
    for odd, likely in ((np.nan, 0.4), (np.inf, 0.05), (-np.inf, 0.05)):
        if rng.random() < likely:
            values = np.where(rng.random(shape) < rng.random(), odd, values)
    return values


def a_track_file(rng: Rng) -> None:
    """Read a track's file with bytes changed, left out or put in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "track.npz"
        path.write_bytes(mutated(_good_track_file(), rng))
        load_track(path)


@cache
def _good_track_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "track.npz"
        save_track(load_track(next((ROOT / "tests" / "tracks").glob("*.npz"))), path)
        return path.read_bytes()


def a_container(rng: Rng) -> None:
    """Open, probe and decode a film with bytes changed, left out or put in."""
    from vision.video.probe import probe
    from vision.video.reader import pictures_at, read_frames

    suffix, content = _good_films()[int(rng.integers(len(_good_films())))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film{suffix}"
        path.write_bytes(mutated(content, rng))
        info = probe(path)
        if not math.isnan(info.duration_s):
            list(pictures_at(path, [0.0, info.duration_s / 2], long_side_px=64))
        for _ in read_frames(path, long_side_px=64):
            pass


@cache
def _good_films() -> tuple[tuple[str, bytes], ...]:
    from tests.videos import write_video

    times_s = [number / 30 for number in range(16)]
    films = []
    with tempfile.TemporaryDirectory() as folder:
        for suffix, codec in (
            (".mp4", "libx264"), (".mkv", "libx264"), (".avi", "mpeg4"),
            (".ts", "libx264"), (".webm", "libvpx"), (".mov", "mjpeg"),
        ):  # fmt: skip
            ticks = 30 if suffix == ".avi" else 90_000
            sort = "yuvj420p" if codec == "mjpeg" else "yuv420p"
            path = Path(folder) / f"good{suffix}"
            write_video(
                path, times_s, codec=codec, ticks_per_s=ticks, pixel_format=sort
            )
            films.append((suffix, path.read_bytes()))
    return tuple(films)


def some_limits(rng: Rng) -> None:
    """Read a file of limits that somebody's cat wrote."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "limits.toml"
        path.write_bytes(mutated(_odd_limits(rng).encode(), rng))
        read_limits(path)


def _odd_limits(rng: Rng) -> str:
    exercise = EXERCISES[str(rng.choice(list(EXERCISES)))]
    measure = str(rng.choice(list(exercise.bands)))
    number = ["1", "-2.5", "inf", "nan", "9" * 400, "1e999", "[" * 900, '"a"', "{}"]

    def pair() -> str:
        return f"[{rng.choice(number)}, {rng.choice(number)}]"

    return (
        f"[{exercise.key}.{measure}]\ngreen = {pair()}\namber = {pair()}\n"
        f"red = {pair()}\n"
    )


def a_name(rng: Rng) -> None:
    """Make a file's name fit for a terminal and a file."""
    raw = bytes(rng.integers(0, 256, int(rng.integers(0, 40)), dtype=np.uint8))
    shown = legible(os.fsdecode(raw))
    shown.encode("utf-8")
    if any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in shown):
        raise AssertionError(f"{shown!r} would steer a terminal")


def a_host(rng: Rng) -> None:
    """Knock at the guard with headers of nonsense; nothing gets behind it."""

    def odd() -> bytes:
        words = [b"localhost", b"127.0.0.1", b":", b"8501", b"@", b"[", b"evil.example",
                 b"http://", b"\xff", b" ", b",", b"key=", b"/", b"."]  # fmt: skip
        return b"".join(rng.choice(words, int(rng.integers(0, 6))).tolist())

    names = [b"host", b"origin", b"cookie", b"sec-fetch-site", b"x-hamstrong-from-here"]
    scope = {
        "type": str(rng.choice(["http", "websocket"])), "method": "GET", "path": "/",
        "query_string": b"key=" + odd(), "client": ("203.0.113.9", 1),
        "headers": [(name, odd()) for name in names if rng.random() < 0.7],
        "scheme": "http", "server": ("127.0.0.1", 8501),
    }  # fmt: skip
    access = Access.of(lan=bool(rng.random() < 0.5))

    async def behind(*_: object) -> None:
        raise AssertionError("a stranger was let in")

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        if message.get("status", 403) < 400:
            raise AssertionError(f"a stranger was answered {message}")

    asyncio.run(Guard(behind, access)(scope, receive, send))


KINDS: Final[dict[str, Callable[[Rng], None]]] = {
    "track": a_track, "track file": a_track_file, "container": a_container,
    "limits": some_limits, "name": a_name, "host": a_host,
    "points file": a_points_file,
}  # fmt: skip


def findings_of(kind: str, seeds: range) -> list[Finding]:
    """Run the cases of some seeds; return what must not be."""
    found = []
    # Numbers of nonsense overflow; what comes out of them is judged.
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for seed in seeds:
            faulthandler.dump_traceback_later(HANGS_S, exit=True)
            began_s = time.process_time()
            rng = np.random.default_rng([seed, len(kind)])
            what = _what_went_wrong(KINDS[kind], rng)
            took_s = time.process_time() - began_s
            if took_s > SLOWEST_S:
                what = f"took {took_s:.0f} s"
            if what:
                found.append(Finding(kind, seed, what))
    faulthandler.cancel_dump_traceback_later()
    return found


def _what_went_wrong(case: Callable[[Rng], None], rng: Rng) -> str:
    try:
        with suppress(HamstrongError):
            case(rng)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"{type(error).__name__}: {error}"[:300]
    return ""
