"""Nothing among the places stops a batch: it is refused in a sentence, or left out."""

import csv
import errno
import io
import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from pyarrow import parquet
from rich.console import Console

from coach.batch.command import Batch, run_batch
from coach.batch.films import look_in
from coach.batch.judge import Job, Outcome, judge_film
from coach.check import Options
from coach.cli.command import main
from hamstrong.errors import PoseModelError, VideoError
from tests.videos import write_video
from vision.video.limits import LARGEST_BYTES

TIMES_S = [index / 30 for index in range(12)]
PATIENCE_S = 60


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Turn what waits forever into a failure."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of an empty room, alone in a folder."""
    folder = tmp_path / "films"
    folder.mkdir()
    return write_video(folder / "room.mp4", TIMES_S)


def batch_of(
    *places: Path, out: Path, annotate: bool = False
) -> tuple[list[Outcome], str]:
    printed = io.StringIO()
    asked = Batch(
        places=tuple(map(str, places)),
        out=out,
        options=Options(workers=1),
        annotate=annotate,
    )
    return run_batch(asked, Console(file=printed, width=500)), printed.getvalue()


def copy_of(film: Path, name: bytes, more: bytes = b"\0") -> None:
    """Copy a film under any name, with another content."""
    path = os.fsdecode(os.fsencode(film.parent) + b"/" + name)
    Path(path).parent.mkdir(exist_ok=True)
    try:
        Path(path).write_bytes(film.read_bytes() + more)
    except OSError:
        pytest.skip("this disk takes no such names")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"caf\xe9.mp4", "caf\ufffd.mp4"),
        (b"dir\xff/x.mp4", "dir\ufffd/x.mp4"),
        (b"two\nlines.mp4", r"two\nlines.mp4"),
        (b"red\x1b[31m.mp4", r"red\x1b[31m.mp4"),
        ("turned\u202e4pm.mp4".encode(), r"turned\u202e4pm.mp4"),
        ("\N{CJK UNIFIED IDEOGRAPH-20000}".encode() * 60 + b".mp4", ".mp4"),
    ],
)
def test_any_name_is_judged_and_stands_legibly_in_all_that_is_written(
    name: bytes, shown: str, film: Path, tmp_path: Path
) -> None:
    copy_of(film, name)
    out = tmp_path / "out"
    outcomes, _ = batch_of(film.parent, out=out, annotate=True)
    assert [one.status for one in outcomes] == ["not judged"] * 2
    with (out / "summary.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    table = parquet.read_table(out / "summary.parquet").to_pylist()
    assert sum(row["film"].endswith(shown) for row in rows) >= 1
    assert [row["film"] for row in table] == [row["film"] for row in rows]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert shown.rpartition("/")[2] in page
    for row in rows:
        assert (out / row["report"]).is_file()


def test_results_go_to_a_folder_whose_name_is_no_text(
    film: Path, tmp_path: Path
) -> None:
    out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xf6sults"))
    try:
        out.mkdir()
    except OSError:
        pytest.skip("this disk takes no such names")
    batch_of(film, out=out)
    assert {one.name for one in out.iterdir()} == {
        "index.html", "pictures", "reports", "summary.csv", "summary.parquet"
    }  # fmt: skip


def test_a_failed_film_with_a_name_that_is_no_text_is_in_the_summary(
    tmp_path: Path,
) -> None:
    bad = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe9d\x1b.mp4"))
    try:
        bad.write_bytes(b"rubbish" * 99)
    except OSError:
        pytest.skip("this disk takes no such names")
    batch_of(bad, out=tmp_path / "out")
    (row,) = parquet.read_table(tmp_path / "out" / "summary.parquet").to_pylist()
    assert "b\ufffdd\\x1b.mp4 is not a video" in row["reason"]


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [make_fifo, make_socket, make_device])
def test_what_is_no_file_fails_where_it_is_named_and_is_left_out_in_folders(
    make: object, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(film.parent)  # names of sockets are short
    odd = Path("odd.mp4")
    make(odd)  # type: ignore[operator]
    outcomes, printed = batch_of(odd, film, out=tmp_path / "out")
    assert [one.status for one in outcomes] == ["failed", "not judged"]
    assert outcomes[0].reason.startswith("odd.mp4 is a pipe or a device.")
    assert "failed odd.mp4" in printed
    (only,), printed = batch_of(film.parent, out=tmp_path / "out")
    assert only.job.film == str(film)
    assert "Cannot be read, and left out: odd.mp4." in printed


@pytest.mark.parametrize("place", ["/dev/zero", "/proc/kmsg", "/dev/urandom"])
def test_endless_files_are_refused_by_batch_and_check(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not Path(place).exists():
        pytest.skip("this system has no such file")
    ((one), _) = batch_of(Path(place), out=tmp_path / "out")
    assert one[0].status == "failed"
    assert main(["check", place]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_pipe_is_refused_by_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert main(["check", str(tmp_path / "pipe.mp4")]) == 2
    assert "is a pipe or a device" in capsys.readouterr().err


def test_a_film_larger_than_any_is_refused_unread(film: Path, tmp_path: Path) -> None:
    huge = film.with_name("huge.mp4")
    huge.touch()
    try:
        os.truncate(huge, LARGEST_BYTES * 4)
    except OSError:
        pytest.skip("this disk takes no such file")
    outcomes, _ = batch_of(film.parent, out=tmp_path / "out")
    assert [one.status for one in outcomes] == ["failed", "not judged"]
    assert "huge.mp4 is 4.4 TB large" in outcomes[0].reason


def test_links_to_themselves_and_to_nothing_are_left_out(film: Path) -> None:
    folder = film.parent
    (folder / "round").symlink_to(folder)
    (folder / "self.mp4").symlink_to(folder / "self.mp4")
    (folder / "gone.mp4").symlink_to(folder / "nowhere.mp4")
    found = look_in([str(folder)])
    assert found.films == [str(film)]
    assert found.unread == ["gone.mp4", "self.mp4"]
    with pytest.raises(VideoError, match=r"self\.mp4 cannot be read"):
        look_in([str(folder / "self.mp4")])


def test_a_closed_folder_is_named_and_stops_nothing(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = film.parent / "closed"
    closed.mkdir()
    scan = os.scandir

    def closed_to_us(path: str) -> object:  # root may list everything
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed_to_us)
    found = look_in([str(film.parent)])
    assert (found.films, found.unread) == ([str(film)], ["closed"])
    assert look_in([str(closed)]).unread == [str(closed)]


def test_a_film_that_vanishes_fails_with_a_sentence(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(path: Path, *_: object, **__: object) -> None:
        path.unlink()
        path.stat()

    monkeypatch.setattr("coach.batch.judge.check_video", vanish)
    outcome = judge_film(Job(film=str(film), name="room", options=Options()))
    assert outcome.status == "failed"
    assert outcome.reason == f"{film} is not there any more. Check the path."


def test_copies_of_a_film_are_judged_once_and_each_has_its_row(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (film.parent / "deeper").mkdir()
    shutil.copy(film, film.parent / "deeper")
    judged: list[str] = []

    def judge(job: Job, _: object) -> Outcome:
        judged.append(job.film)
        return judge_film(job)

    monkeypatch.setattr("coach.batch.engines.judge_film", judge)
    outcomes, _ = batch_of(film.parent, out=tmp_path / "out")
    assert len(judged) == 1
    assert [Path(one.job.film).parent.name for one in outcomes] == ["deeper", "films"]
    assert {one.status for one in outcomes} == {"not judged"}


def test_names_that_differ_in_case_only_have_a_report_each(
    film: Path, tmp_path: Path
) -> None:
    copy_of(film, b"ROOM.mp4")
    outcomes, _ = batch_of(film.parent, out=tmp_path / "out")
    names = {one.job.name.lower() for one in outcomes}
    assert len(names) == len(outcomes) == 2


@pytest.mark.parametrize("inside", [".", "results", "deep/results"])
def test_what_a_batch_wrote_among_the_films_is_not_judged(
    inside: str, film: Path
) -> None:
    out = film.parent / inside
    first, _ = batch_of(film.parent, out=out, annotate=True)
    annotated = first[0].job.annotated
    assert annotated is not None
    assert annotated.is_file()
    for other in (out, film.parent.parent / "elsewhere"):
        (only,), printed = batch_of(film.parent, out=other)
        assert only.job.film == str(film)
        assert "left out" not in printed
    report = out / "reports" / f"{annotated.stem}.json"
    report.unlink()  # as if it had been stopped between the two
    (only,), _ = batch_of(film.parent, out=out, annotate=True)
    assert only.job.film == str(film)


def test_a_film_named_twice_in_two_ways_is_judged_once(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(film.parent)
    assert len(look_in([str(film), film.name, "."]).films) == 1


def test_a_model_that_is_none_is_not_blamed_on_the_films(
    film: Path, tmp_path: Path
) -> None:
    asked = Batch(
        places=(str(film),),
        out=tmp_path / "out",
        options=Options(),
        model=tmp_path / "nothing.task",
    )
    with pytest.raises(PoseModelError, match="is not a pose model"):
        run_batch(asked, Console(quiet=True))
