"""Nonsense from outside: some on every run, thousands in the sweep."""

import pytest

from benchmarks.fuzz import SHARES, fuzz
from benchmarks.fuzz_cases import KINDS, findings_of

FEW = {"track": 10, "container": 20}
ONCE_BROKEN = [
    pytest.param("track", 5002799, id="frames that crowd into a part of a stretch"),
    pytest.param("container", 5067344, id="a stream that came unannounced"),
]
"""What a run over a million cases found."""
SWEEP_CASES = 8000
SWEEP_SEED = 10_000


@pytest.mark.parametrize("kind", KINDS)
def test_nonsense_is_answered_or_refused_in_a_sentence(kind: str) -> None:
    assert findings_of(kind, range(FEW.get(kind, 100))) == []


@pytest.mark.parametrize(("kind", "seed"), ONCE_BROKEN)
def test_what_once_broke_is_answered_now(kind: str, seed: int) -> None:
    assert findings_of(kind, range(seed, seed + 1)) == []


def test_a_case_that_breaks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_rng: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(KINDS, "broken", breaks)
    assert len(findings_of("broken", range(3))) == 3


def test_every_kind_has_its_share() -> None:
    assert SHARES.keys() == KINDS.keys()
    assert sum(SHARES.values()) == pytest.approx(1)


@pytest.mark.sweep
def test_thousands_of_cases_have_no_finding() -> None:
    assert [one for found in fuzz(SWEEP_CASES, SWEEP_SEED) for one in found] == []
