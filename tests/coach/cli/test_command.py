"""The command line: what it prints, writes and returns.

Most of it in this process; what only a process of its own can show (a clean terminal,
signals, what is loaded) in one.
"""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import psutil
import pytest

from coach.cli import command as cli
from coach.cli.arguments import CSV_DIALECTS, EXERCISE_KEYS
from coach.reports.csv_dialect import DIALECTS
from exercises.registry import EXERCISES
from hamstrong.errors import VideoError
from tests.conftest import ROOT, SAMPLES
from tests.videos import write_video
from vision.people.athlete import ImagePoint

Run = Callable[..., subprocess.CompletedProcess[str]]
Said = subprocess.CompletedProcess[str]
GOOD = SAMPLES / "deadlift_good_left.mp4"
INTERRUPTED = (130, -signal.SIGINT)
"""What a shell calls 130. CPython ends a `python -m` by the signal itself if it came
while a text was executed, as in the making of a dataclass, though it was caught."""
BRIDGE = SAMPLES / "box_bridge_good_left.mp4"
ONE_REP = SAMPLES / "deadlift_not_tall.mp4"
SHORT = SAMPLES / "none_camera_set_up.mp4"
JUDGED, INPUT_AT_FAULT, NOTHING_TO_JUDGE = 0, 2, 3
EVEN_S = [index / 30 for index in range(40)]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: object) -> Said:
        words = [*map(str, arguments)]
        handler = signal.getsignal(signal.SIGTERM)
        try:
            code = cli.main(words)
        except SystemExit as ended:  # argparse
            code = ended.code if isinstance(ended.code, int) else 1
        finally:
            signal.signal(signal.SIGTERM, handler)
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(words, code, out, err)

    return run


@pytest.fixture(scope="module", autouse=True)
def followed_once(check_sample: Callable[..., object]) -> None:
    """Let no two processes follow the same body at once."""
    check_sample("deadlift_good_left")


def test_help_knows_every_exercise() -> None:
    assert set(EXERCISES) == set(EXERCISE_KEYS)


def test_help_knows_every_way_to_write_tables() -> None:
    assert tuple(DIALECTS) == CSV_DIALECTS


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, coach.cli.command\n"
        "try: coach.cli.command.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'cv2', 'av', 'mediapipe', 'scipy', 'streamlit', 'numpy', 'rich'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_sample_is_judged_and_the_terminal_stays_clean(hamstrong: Run) -> None:
    done = hamstrong("check", GOOD)
    assert done.returncode == JUDGED
    assert done.stderr == ""
    assert "4 reps" in done.stdout
    assert "film from the front" in done.stdout


def test_json_on_standard_output_is_nothing_but_json(told: Run) -> None:
    done = told("check", GOOD, "--json", "-", "--load", "heavy", "--side", "left")
    report = json.loads(done.stdout)
    assert report["schema"] == 2
    assert report["load"] == "heavy"
    assert report["side"] == "left"
    assert report["side_confidence"] == 1
    assert len(report["reps"]) == 4


def test_tables_json_and_video_are_written_where_asked(
    hamstrong: Run, tmp_path: Path
) -> None:
    done = hamstrong(
        "check", ONE_REP, "--json", tmp_path / "report.json",
        "--csv", tmp_path / "tables", "--annotate", tmp_path / "out.mp4",
        "--html", tmp_path / "page.html",
    )  # fmt: skip
    assert done.returncode == JUDGED, done.stderr
    assert json.loads((tmp_path / "report.json").read_text())["reps"]
    rows = (tmp_path / "tables" / "reps.csv").read_text().splitlines()
    assert len(rows) == 1 + 1
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "data:image/jpeg;base64," in page
    assert "<svg" in page
    with av.open(str(tmp_path / "out.mp4")) as film, av.open(str(ONE_REP)) as source:
        assert film.streams.video[0].codec_context.name == "h264"
        assert film.streams.video[0].frames == source.streams.video[0].frames
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "out.mp4", "page.html", "report.json", "tables",
    ]  # fmt: skip


def test_tables_are_written_with_decimal_commas_where_asked(
    told: Run, tmp_path: Path
) -> None:
    tables = tmp_path / "tables"
    done = told("check", ONE_REP, "--csv", tables, "--csv-dialect", "decimal-comma")
    assert done.returncode == JUDGED, done.stderr
    text = (tables / "reps.csv").read_text("utf-8-sig")
    head, row = csv.reader(text.splitlines(), delimiter=";")
    read = dict(zip(head, row, strict=True))
    assert 0 < float(read["lowering_s"].replace(",", ".")) < 10
    assert "." not in text


def test_a_dialect_without_tables_is_refused(told: Run) -> None:
    done = told("check", ONE_REP, "--csv-dialect", "decimal-comma")
    assert_refused(done, "give --csv FOLDER")


def test_two_views_make_one_report(told: Run) -> None:
    front = SAMPLES / "deadlift_front_good_left.mp4"
    report = json.loads(told("check", GOOD, "--with", front, "--json", "-").stdout)
    assert report["score"]["coverage"] == pytest.approx(1.0)
    assert report["subscores"]["internal_rotation"]["value"] > 60


def test_two_views_of_different_legs_are_refused(told: Run) -> None:
    done = told("check", SAMPLES / "deadlift_good_right.mp4", "--with",
                     SAMPLES / "deadlift_front_good_left.mp4")  # fmt: skip
    assert done.returncode == INPUT_AT_FAULT
    assert "the left one" in done.stderr


def test_limits_of_ones_own_change_the_verdict(told: Run, tmp_path: Path) -> None:
    limits = tmp_path / "strict.toml"
    limits.write_text(
        "[internal_rotation_deadlift.lowering_s]\n"
        "green = [6.0, inf]\namber = [5.0, inf]\nred = [4.0, inf]\n"
    )
    done = told("check", GOOD, "--limits", limits, "--json", "-")
    report = json.loads(done.stdout)
    assert "fast_lowering" in {fault["code"] for fault in report["faults"]}
    assert report["limits"]["lowering_s"]["amber"] == [5.0, None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "[handstand.depth]", "no exercise 'handstand'", id="unknown-exercise"
        ),
        pytest.param(
            "[internal_rotation_deadlift.height]", "no limits for", id="measure"
        ),
        pytest.param(
            "[internal_rotation_deadlift.lean_deg]\ngreen=[0,99]\namber=[10,20]\n"
            "red=[0,200]",
            "widen",
            id="contradicting-edges",
        ),
        pytest.param("= 3", "not a TOML file", id="not-toml"),
        pytest.param(
            "[internal_rotation_deadlift.lean_deg]\ngreen=[nan,9]\namber=[1,20]\n"
            "red=[0,200]",
            "low < high",
            id="not-a-number",
        ),
    ],
)
def test_wrong_limits_are_refused_in_one_sentence(
    told: Run, tmp_path: Path, text: str, words: str
) -> None:
    limits = tmp_path / "limits.toml"
    limits.write_text(text)
    done = told("check", GOOD, "--limits", limits)
    assert_refused(done, words)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda p: p.write_bytes(b""), "0 bytes", id="empty"),
        pytest.param(lambda p: p.write_text("hello" * 500), "not a video", id="text"),
        pytest.param(lambda p: p.mkdir(), "folder", id="folder"),
        pytest.param(lambda p: None, "does not exist", id="missing"),
        pytest.param(lambda p: write_video(p, [0.0]), "1 frame", id="one-frame"),
    ],
)
def test_bad_input_gives_one_sentence_and_exit_code_2(
    told: Run, tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "clip.mp4"
    make(path)
    assert_refused(told("check", path), words)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(told: Run, tmp_path: Path) -> None:
    path = write_video(tmp_path / "clip.mp4", EVEN_S)
    path.chmod(0)
    assert_refused(told("check", path), "permission")


def test_an_empty_room_is_nothing_to_judge(told: Run, tmp_path: Path) -> None:
    bright = np.full((128, 128, 3), 200, np.uint8)
    path = write_video(tmp_path / "room.mp4", EVEN_S, size_wh=(128, 128), image=bright)
    done = told("check", path)
    assert done.returncode == NOTHING_TO_JUDGE
    assert "Nobody was seen" in done.stdout


def test_a_dark_room_is_called_dark(told: Run, tmp_path: Path) -> None:
    dark = np.full((128, 128, 3), 8, np.uint8)
    path = write_video(tmp_path / "dark.mp4", EVEN_S, size_wh=(128, 128), image=dark)
    done = told("check", path)
    assert done.returncode == NOTHING_TO_JUDGE
    assert "too dark" in done.stdout


def test_results_never_replace_the_video_itself(told: Run, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(GOOD.read_bytes())
    assert_refused(told("check", clip, "--annotate", clip), "one of the files given")
    assert clip.read_bytes() == GOOD.read_bytes()


def test_no_result_replaces_another_input_or_result(told: Run, tmp_path: Path) -> None:
    second = tmp_path / "second.mp4"
    second.write_bytes(GOOD.read_bytes())
    done = told("check", GOOD, "--with", second, "--json", second)
    assert_refused(done, "one of the files given")
    assert second.read_bytes() == GOOD.read_bytes()
    both = tmp_path / "both.mp4"
    assert_refused(told("check", GOOD, "--json", both, "--annotate", both), "Two")


def test_a_pipe_is_not_replaced_and_a_link_stays_one(told: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    assert_refused(told("check", GOOD, "--json", pipe), "a device or a pipe")
    assert pipe.is_fifo()
    link, target = tmp_path / "link.json", tmp_path / "target.json"
    link.symlink_to(target)
    assert told("check", GOOD, "--json", link).returncode == JUDGED
    assert link.is_symlink()
    assert json.loads(target.read_text())["reps"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--json", "x" * 300 + ".json"], "too long", id="long-name"),
        pytest.param(["--annotate", "out.webm"], "must end in .mp4", id="not-mp4"),
        pytest.param(["--with", "/nope.mp4"], "does not exist", id="no-second-film"),
        pytest.param(["--height-m", "17"], "not a grown person's", id="height"),
    ],
)
def test_impossible_wishes_are_refused_before_the_long_work(
    told: Run, arguments: list[str], words: str
) -> None:
    assert_refused(told("check", GOOD, *arguments), words)


def test_a_missing_film_is_named_even_where_the_result_exists(
    told: Run, tmp_path: Path
) -> None:
    (tmp_path / "old.json").write_text("{}")
    done = told("check", tmp_path / "no.mp4", "--json", tmp_path / "old.json")
    assert_refused(done, "does not exist")


@pytest.mark.sweep
def test_a_read_only_cache_costs_time_and_not_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hamstrong: Run
) -> None:
    blocked = tmp_path / "cache"
    blocked.touch()  # a file where the cache folder should be
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    bright = np.full((128, 128, 3), 200, np.uint8)
    path = write_video(tmp_path / "room.mp4", EVEN_S, size_wh=(128, 128), image=bright)
    assert hamstrong("check", path).returncode == NOTHING_TO_JUDGE


def test_an_output_that_cannot_be_written_is_said_before_the_long_work(
    told: Run, tmp_path: Path
) -> None:
    assert_refused(told("check", GOOD, "--annotate", tmp_path), "folder")
    (tmp_path / "file").touch()
    inside = tmp_path / "file" / "report.json"
    assert_refused(told("check", GOOD, "--json", inside), "Cannot write")


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(signal.SIGINT, id="ctrl-c"),
        pytest.param(signal.SIGTERM, id="term", marks=pytest.mark.sweep),
    ],
)
def test_an_interrupted_run_leaves_nothing_half_written(
    tmp_path: Path, how: signal.Signals
) -> None:
    out = tmp_path / "out.mp4"
    out.write_bytes(b"an earlier result")
    process = subprocess.Popen(
        [sys.executable, "-m", "coach.cli.command", "check", str(GOOD), "--annotate",
         str(out)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_until(lambda: len(list(tmp_path.iterdir())) > 1 or process.poll() is not None)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert process.returncode in INTERRUPTED
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["out.mp4"]
    assert out.read_bytes() == b"an earlier result"


def test_doctor_finds_everything_in_place(hamstrong: Run) -> None:
    done = hamstrong("doctor")
    assert done.returncode == JUDGED, done.stdout
    assert "loads and runs" in done.stdout


def assert_refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == INPUT_AT_FAULT
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["check", str(GOOD)], id="check"),
        pytest.param(
            ["batch", *map(str, sorted(SAMPLES.glob("none_*.mp4")))],
            id="batch",
            marks=pytest.mark.sweep,
        ),
    ],
)
def test_all_processes_end_when_the_first_is_stopped(
    tmp_path: Path, command: list[str]
) -> None:
    more = ["--no-cache", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "coach.cli.command", *command, *more],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    others: list[psutil.Process] = []

    def at_work() -> bool:
        others[:] = psutil.Process(process.pid).children(recursive=True)
        with suppress(psutil.NoSuchProcess):  # one that only looked something up
            return any(one.cpu_times().user > 2 for one in others)
        return False

    wait_until(at_work)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in INTERRUPTED
    assert "stopped; nothing half-written was left" in said
    assert "Traceback" not in said
    wait_until(lambda: not any(one.is_running() for one in others), 30)


def wait_until(condition: Callable[[], bool], timeout_s: float = 120) -> None:
    end_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end_s, "it never happened"
        time.sleep(0.02)


@pytest.mark.parametrize("place", ["0.3", "left", "0.3,1.5", "0.3,0.5,0.2,1"])
def test_a_place_that_is_none_is_refused_in_a_sentence(told: Run, place: str) -> None:
    result = told("check", GOOD, "--athlete", place)
    assert result.returncode == 2
    assert place in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.sweep
def test_the_athlete_can_be_pointed_at(hamstrong: Run) -> None:
    result = hamstrong("check", GOOD, "--athlete", "0.5,0.5", "--json", "-")
    assert result.returncode == 0
    assert json.loads(result.stdout)["reps"]


@pytest.mark.sweep
def test_where_the_athlete_is_reaches_who_chooses_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pointed: list[object] = []

    def chosen(*_: object, pointed_at: object, **_more: object) -> None:
        pointed.append(pointed_at)
        raise VideoError("far enough")

    monkeypatch.setattr("vision.tracking.track_video.choose_athlete", chosen)
    told = ["check", str(SHORT), "--no-cache", "--workers", "1", "--athlete"]
    assert cli.main([*told, "0.3,0.75"]) == INPUT_AT_FAULT
    assert cli.main([*told, "0.3,0.75,2.5"]) == INPUT_AT_FAULT
    assert pointed == [ImagePoint(0.3, 0.75), ImagePoint(0.3, 0.75, 2.5)]


def test_a_clinical_test_is_printed_and_written_where_it_is_asked_for(
    told: Run,
) -> None:
    done = told("check", BRIDGE, "--test", "bridge_to_failure")
    assert done.returncode == JUDGED
    assert "Test: Single leg hamstring bridge to failure" in done.stdout
    assert "482 male Australian rules footballers" in done.stdout
    data = json.loads(told("check", BRIDGE, "--test", "bridge_to_failure", "--json",
                           "-").stdout)  # fmt: skip
    (result,) = data["test"]["results"]
    assert result["side"] == "left"
    assert result["value"] is None  # the film ends after three repetitions
    assert result["low"] == 3
    assert "test" not in json.loads(told("check", BRIDGE, "--json", "-").stdout)


def test_a_test_of_another_exercise_is_refused_before_the_long_work(
    told: Run, tmp_path: Path
) -> None:
    film = write_video(tmp_path / "clip.mp4", EVEN_S)
    done = told("check", film, "--test", "bridge_hold", "--exercise", "deadlift")
    assert_refused(done, "Leave the exercise out")
