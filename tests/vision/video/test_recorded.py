"""When a film was recorded, as its file says it, or that it does not."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.videos import write_video
from vision.video.recorded import recorded_at

BERLIN = timezone(timedelta(hours=2))


def said(path: Path, **tags: str) -> datetime | None:
    options = {"movflags": "use_metadata_tags"} if path.suffix != ".mkv" else {}
    film = write_video(path, [0.0, 0.1], says=tags, options=options)
    return recorded_at(film)


def test_phones_write_the_moment_in_utc(tmp_path: Path) -> None:
    found = said(tmp_path / "a.mp4", creation_time="2026-05-03T17:42:10.000000Z")
    assert found == datetime(2026, 5, 3, 17, 42, 10, tzinfo=UTC)


def test_an_iphones_own_date_has_the_place_s_clock_and_wins(tmp_path: Path) -> None:
    tags = {
        "com.apple.quicktime.creationdate": "2026-05-03T19:42:10+0200",
        "creation_time": "2026-05-09T08:00:00Z",  # when it was cut
    }
    found = said(tmp_path / "a.mov", **tags)
    assert found == datetime(2026, 5, 3, 19, 42, 10, tzinfo=BERLIN)
    assert found.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "text", ["1904-01-01T00:00:00Z", "1970-01-01T00:00:01Z", "yesterday", "", "2026"]
)
def test_a_clock_that_was_never_set_and_nonsense_are_no_date(
    text: str, tmp_path: Path
) -> None:
    assert said(tmp_path / "a.mkv", date=text) is None


def test_a_film_that_says_nothing_has_no_date_whatever_its_file_has(
    tmp_path: Path,
) -> None:
    assert said(tmp_path / "a.mkv") is None


def test_what_is_no_film_has_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"rubbish")
    assert recorded_at(tmp_path / "a.mp4") is None
