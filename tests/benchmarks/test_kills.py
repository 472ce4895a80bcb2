"""Killed at random moments, the program leaves no process and no half file."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.kills import LIVES_S, Place, kill_once

PORT = 8791


@pytest.mark.sweep
@pytest.mark.parametrize("kind", LIVES_S)
def test_a_kill_leaves_no_process_and_no_half_file(kind: str, tmp_path: Path) -> None:
    place, random = Place(tmp_path), Random(kind)
    for _ in range(3):
        assert kill_once(place, kind, random, PORT) == []


def test_half_files_would_be_found(tmp_path: Path) -> None:
    place = Place(tmp_path)
    (place.out / "report.json").write_text('{"schema": 2')
    tracks = place.home / "cache" / "hamstrong" / "tracks"
    tracks.mkdir(parents=True)
    (tracks / "film.npz").write_bytes(b"PK half")
    assert len(place.faults()) == 2
    (place.out / "report.json").write_text("{}")
    (tracks / "film.npz").unlink()
    assert place.faults() == []
    (place.out / "report.json").unlink()
    assert place.faults() == ["report.json is gone"]
