"""Files of points on the command line: written from a film, judged instead of one."""

import json
import signal
from pathlib import Path

import pytest

from coach.cli import command as cli
from coach.history.history import History
from tests.conftest import SAMPLES
from tests.figures import deadlift_set
from vision.exchange.points_file import read_points, write_points

CLIP = SAMPLES / "deadlift_not_tall.mp4"
INPUT_AT_FAULT = 2


def told(*arguments: object) -> int:
    """Run the command line in this process."""
    handler = signal.getsignal(signal.SIGTERM)
    try:
        return cli.main([*map(str, arguments)])
    finally:
        signal.signal(signal.SIGTERM, handler)


@pytest.mark.parametrize("ending", ["nc", "trc"])
def test_a_film_s_points_are_written_and_judged_alike(
    ending: str, tmp_path: Path
) -> None:
    points, reports = tmp_path / f"set.{ending}", []
    for source, more in ((CLIP, ("--track", points)), (points, ())):
        out = tmp_path / "report.json"
        assert told("check", source, "--json", out, *more) == 0
        reports.append(json.loads(out.read_text("utf-8")))
    film, again = reports
    for key in ("exercise", "side"):
        assert again[key] == film[key]
    assert len(again["reps"]) == len(film["reps"]) == 1
    assert [f["code"] for f in again["reps"][0]["faults"]] == ["not_tall_at_top"]
    assert again["score"]["grade"] == "C"


def test_a_mirror_image_s_points_bear_the_person_s_names(tmp_path: Path) -> None:
    assert told("check", CLIP, "--mirrored", "--track", tmp_path / "set.nc") == 0
    assert told("check", CLIP, "--track", tmp_path / "plain.nc") == 0
    mirrored, plain = (read_points(tmp_path / f"{n}.nc") for n in ("set", "plain"))
    width = plain.size_wh[0]
    left, right = mirrored.points_px[0, 25], plain.points_px[0, 26]
    assert left == pytest.approx([width - right[0], right[1]])


def test_a_page_of_points_has_a_chart_and_no_pictures(tmp_path: Path) -> None:
    track, _ = deadlift_set(2)
    write_points(track, tmp_path / "set.nc")
    page = tmp_path / "page.html"
    assert told("check", tmp_path / "set.nc", "--html", page) == 0
    text = page.read_text("utf-8")
    assert "<svg" in text
    assert "data:image/jpeg" not in text


def test_a_set_of_points_is_kept_with_what_is_said_of_it(tmp_path: Path) -> None:
    track, _ = deadlift_set(2)
    write_points(track, tmp_path / "points of a set.nc")
    assert told("check", tmp_path / "points of a set.nc", "--keep") == 0
    history = History()
    (kept,) = [one for one in history.sets() if one.title == "points of a set"]
    opened = history.open(kept.id)
    assert opened is not None
    recording = opened.recordings[0].track
    assert recording is not None
    assert recording.source.imported
    history.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--annotate", "out.mp4"), "--annotate cannot be done"),
        (("--athlete", "0.5,0.5"), "--athlete cannot be done"),
        (("--track", "out.txt"), "must end in .nc or .trc"),
        (("--individual", "her"), "no 'her' among"),
    ],
)
def test_what_points_cannot_do_is_refused(
    arguments: tuple[str, str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    track, _ = deadlift_set(1)
    write_points(track, tmp_path / "set.nc")
    assert told("check", "set.nc", *arguments) == INPUT_AT_FAULT
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["set.mot", "set.sto"])
def test_angles_alone_are_refused_with_what_to_give_instead(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("set\nversion=1\nendheader\n")
    assert told("check", tmp_path / name) == INPUT_AT_FAULT
    assert "Give the .trc" in capsys.readouterr().err


def test_a_film_has_no_individuals(capsys: pytest.CaptureFixture[str]) -> None:
    assert told("check", CLIP, "--individual", "me") == INPUT_AT_FAULT
    assert "--athlete" in capsys.readouterr().err


def test_points_never_replace_what_they_come_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    track, _ = deadlift_set(1)
    path = tmp_path / "set.nc"
    write_points(track, path)
    before = path.read_bytes()
    assert told("check", path, "--track", path) == INPUT_AT_FAULT
    assert "one of the files given" in capsys.readouterr().err
    assert path.read_bytes() == before
