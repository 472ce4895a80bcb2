"""`hamstrong history`, and what `check` and `live` put into it."""

import dataclasses
import json
import signal
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.check import Options, VideoAnalysis, judge
from coach.cli import command as cli
from coach.cli.history_arguments import KG_OF_A_POUND, load_kg
from coach.cli.keeping import keep_finished, keeper
from coach.history import kept as nouns
from coach.history.database import VARIABLE
from coach.history.history import History
from coach.live.state import FinishedSet, LiveSettings
from coach.reports.json_report import as_json
from tests.conftest import SAMPLES

CLIP = SAMPLES / "deadlift_not_tall.mp4"
Run = Callable[..., tuple[int, str]]
INPUT_AT_FAULT = 2


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[History]:
    """A history of one's own, which the command line uses as well."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "history.sqlite"))
    monkeypatch.setenv("COLUMNS", "140")
    opened = History()
    yield opened
    opened.close()


@pytest.fixture
def run(history: History, capsys: pytest.CaptureFixture[str]) -> Run:
    def told(*words: object) -> tuple[int, str]:
        handler = signal.getsignal(signal.SIGTERM)
        try:
            code = cli.main([*map(str, words)])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        finally:
            signal.signal(signal.SIGTERM, handler)
        out, err = capsys.readouterr()
        return code, out + err

    return told


@pytest.fixture
def kept(run: Run, history: History) -> str:
    """The address of a checked set."""
    code, _ = run("check", CLIP, "--keep", "--load-kg", "16")
    assert code == 0
    (one,) = history.sets()
    return one.id


def test_check_keeps_a_set_and_tells_its_address(
    run: Run, history: History, check_sample: Callable[..., VideoAnalysis]
) -> None:
    code, told = run("check", CLIP, "--keep", "--load-kg", "16")
    (one,) = history.sets()
    assert code == 0
    assert f"Kept as {one.id}" in told
    assert one.diary.load_kg == 16
    found = history.open(one.id)
    assert found is not None
    assert found.report_json == as_json(check_sample(CLIP.stem).report)


def test_the_same_film_kept_again_is_the_same_set(
    run: Run, history: History, kept: str
) -> None:
    history.note(kept, nouns.Diary(note="as it was"))
    _, told = run("check", CLIP, "--keep", "--side", "left")
    (one,) = history.sets()
    assert f"Judged anew in the history as {kept}" in told
    assert (one.id, one.diary.note) == (kept, "as it was")


def test_check_keeps_nothing_unasked(run: Run, history: History) -> None:
    run("check", CLIP)
    assert history.count() == 0
    code, told = run("check", CLIP, "--load-kg", "16")
    assert code == INPUT_AT_FAULT
    assert "--keep" in told


def test_a_history_that_cannot_be_used_is_told_before_the_film_is_watched(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "history.sqlite").write_bytes(b"a letter to my aunt" * 100)
    code, told = run("check", CLIP, "--keep", "--no-cache")
    assert code == INPUT_AT_FAULT
    assert "cannot be used" in told
    assert "Form" not in told


def test_the_list_shows_what_was_kept_and_noted(run: Run, kept: str) -> None:
    noted = ("--load", "35lb", "--pain-before", "2", "--pain-after", "3")
    run("history", "note", kept[:6], *noted)
    _, told = run("history")
    row = next(line for line in told.splitlines() if kept[:8] in line)
    assert "1 rep" in row
    assert "15.88 kg" in row
    assert "2/3/–" in row
    today = datetime.now(UTC).astimezone().strftime("%Y-%m-%d")
    assert today in row
    assert "35 lb" in run("history", "list", "--lb")[1]


def test_the_list_is_of_one_exercise_and_no_longer_than_wanted(
    run: Run, history: History, kept: str
) -> None:
    assert "Nothing is kept" in run("history", "list", "--exercise", "gallop")[1]
    history.forget(kept)
    run("check", SAMPLES / "none_squat.mp4", "--keep")
    run("check", CLIP, "--keep")
    _, told = run("history", "list", "--most", "1")
    assert "Deadlift" in told  # the newest
    assert "The newest 1 of 2" in told


def test_a_set_is_shown_as_check_shows_it(run: Run, kept: str) -> None:
    _, checked = run("check", CLIP)
    _, told = run("history", "show", kept[:5])
    assert checked.strip() in told
    assert kept in told
    assert "load 16 kg" in told
    assert "Note  This is what version" not in told


def test_what_another_version_judged_is_shown_as_such(
    run: Run, kept: str, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "history.sqlite") as connection:
        connection.execute("UPDATE sets SET version = '0.0.1', counted = 7")
    connection.close()
    _, told = run("history", "show", kept)
    assert "Version 0.0.1 found 7 reps" in told


def test_a_track_that_cannot_be_read_any_more_is_told(
    run: Run, kept: str, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "history.sqlite") as connection:
        connection.execute("UPDATE recordings SET track = x'00'")
    connection.close()
    code, told = run("history", "show", kept)
    assert code == 0
    assert "track cannot be read" in told
    assert "It found 1 rep" in told


def test_an_address_that_is_none_or_several_is_refused(
    run: Run, history: History, kept: str
) -> None:
    opened = history.open(kept)
    assert opened is not None
    assert run("history", "show", "x")[0] == INPUT_AT_FAULT
    assert "No kept set begins with ''" in run("history", "show", "")[1]
    run("check", SAMPLES / "none_squat.mp4", "--keep")
    ids = [f"{kept[:4]}{n:028x}" for n in (1, 2)]
    with sqlite3.connect(str(history._store.url.database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for old, new in zip([one.id for one in history.sets()], ids, strict=True):
            for table, column in (("sets", "id"), ("recordings", "set_id")):
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old)
                )
    connection.close()
    code, told = run("history", "show", kept[:4])
    assert code == INPUT_AT_FAULT
    assert "Several kept sets" in told


def test_a_note_keeps_what_was_noted_before_and_takes_back(
    run: Run, history: History, kept: str
) -> None:
    run("history", "note", kept, "--effort", "7.5", "--note", "left tight")
    run("history", "note", kept, "--load", "none", "--pain-next-morning", "1")
    (one,) = history.sets()
    assert str(one.diary.load_kg) == "nan"
    assert one.diary.effort == 7.5
    assert one.diary.pain_next_morning == 1
    assert one.diary.note == "left tight"
    assert run("history", "note", kept)[0] == INPUT_AT_FAULT


@pytest.mark.parametrize(
    "words",
    [("--load", "16"), ("--load", "999kg"), ("--effort", "11"),
     ("--pain-after", "2.5"), ("--pain-after", "11"), ("--effort", "nan")],
)  # fmt: skip
def test_what_cannot_be_is_not_noted(run: Run, words: tuple[str, str]) -> None:
    code, told = run("history", "note", "0", *words)
    assert code == INPUT_AT_FAULT
    assert words[1] in told


def test_pounds_are_pounds() -> None:
    assert KG_OF_A_POUND == nouns.KG_OF_A_POUND
    assert load_kg("100 lb") == pytest.approx(45.359237)
    assert load_kg("16,5kg") == 16.5


def test_a_history_moves_to_another_computer(
    run: Run, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told = run("history", "export", tmp_path / "mine.zip")
    assert (code, "1 set in" in told) == (0, True)
    assert run("history", "export", tmp_path / "mine.tar")[0] == INPUT_AT_FAULT
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere.sqlite"))
    assert "1 set came in" in run("history", "import", tmp_path / "mine.zip")[1]
    assert kept[:8] in run("history")[1]
    assert "0 sets came in; 1" in run("history", "import", tmp_path / "mine.zip")[1]


@pytest.mark.parametrize("which", [("forget", "--all"), ("forget", None)])
def test_nothing_is_forgotten_without_a_yes(
    run: Run,
    history: History,
    kept: str,
    which: tuple[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ("history", which[0], which[1] or kept[:8])
    monkeypatch.setattr("builtins.input", lambda _: "n")
    run(*words)
    assert history.count() == 1
    _, told = run(*words, "--yes")
    assert history.count() == 0
    assert "Removed: 1 set." in told


def test_plain_forget_leaves_the_history_and_says_so(
    run: Run, history: History, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.cli.forgetting.kept_folders", lambda: ())
    monkeypatch.setattr("coach.forget.kept_folders", lambda: ())
    _, told = run("forget", "--yes")
    assert "The history stays, 1 kept set: `hamstrong history forget --all`" in told
    assert history.count() == 1
    _, told = run("forget", "--everything", "--yes")
    assert "1 kept set" in told
    assert history.count() == 0


def test_forget_everything_leaves_a_database_that_others_share(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.cli.forgetting.kept_folders", lambda: ())
    monkeypatch.setattr("coach.forget.kept_folders", lambda: ())
    monkeypatch.setenv(VARIABLE, "postgresql+psycopg://me@nowhere.invalid/clinic")
    code, told = run("forget", "--everything", "--yes")
    assert code == 0
    assert "No set is kept in a history on this computer" in told


def finished(analysis: VideoAnalysis) -> FinishedSet:
    return FinishedSet(
        number=1, report=analysis.report, track=analysis.track,
        recording=None, started_s=0.0, ended_s=1.0,
    )  # fmt: skip


@pytest.mark.parametrize("side", ["auto", "left"])
def test_a_live_set_is_kept_with_what_judges_it_to_the_same_report(
    history: History, check_sample: Callable[..., VideoAnalysis], side: str
) -> None:
    settings = LiveSettings(side=side, load="heavy", height_m=1.8)  # type: ignore[arg-type]
    analysis = check_sample(CLIP.stem)
    options = Options(side=settings.side, load="heavy", height_m=1.8)
    analysis = dataclasses.replace(analysis, report=judge(analysis.track, options))
    set_id = keep_finished(history, finished(analysis), settings)
    found = history.open(set_id)
    assert found is not None
    assert found.kept.origin == "live"
    assert found.recordings[0].options == options


def test_a_live_session_goes_on_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    check_sample: Callable[..., VideoAnalysis],
) -> None:  # fmt: skip
    (tmp_path / "history.sqlite").write_bytes(b"a letter to my aunt" * 100)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "history.sqlite"))
    said: list[str] = []
    keep = keeper(LiveSettings(), said.append)
    keep(finished(check_sample(CLIP.stem)))
    keep(finished(check_sample(CLIP.stem)))
    assert len(said) == 1
    assert said[0].startswith("This set is not kept.")


def test_the_json_on_the_output_stays_pure_while_a_set_is_kept(
    history: History, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(CLIP), "--json", "-", "--keep"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["exercise"] == "internal_rotation_deadlift"
    assert "Kept as" in err
