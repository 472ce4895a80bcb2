"""A stranger's track is looked at before it is read."""

import io

import numpy as np
import pytest

from hamstrong import TrackError
from tests.conftest import ROOT
from vision.track_file import refuse_hostile_track


def test_every_track_that_this_program_writes_is_let_through() -> None:
    kept = sorted((ROOT / "tests" / "tracks").glob("*.npz"))
    assert len(kept) > 10
    for path in kept:
        refuse_hostile_track(path.read_bytes())


def test_objects_and_what_is_no_archive_are_refused() -> None:
    packed = io.BytesIO()
    np.savez(packed, version=np.array([{}], dtype=object))
    with pytest.raises(TrackError, match="no array of plain values"):
        refuse_hostile_track(packed.getvalue())
    with pytest.raises(TrackError, match="not a readable track"):
        refuse_hostile_track(b"a letter to my aunt")
