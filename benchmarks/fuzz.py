"""Nonsense for everything that takes something from outside.

    python -m benchmarks.fuzz --cases 1000000

Each case comes from a seed of its own, so that a finding is repeated by
`--only KIND --seed N --cases 1`. What a case may do is answer, or raise a
`HamstrongError`; anything else is a finding, and so is a process that dies or a case
that computes for longer than `fuzz_cases.SLOWEST_S`. Cases run in processes of their
own, one a core.
"""

import argparse
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from typing import Final

from rich.console import Console

from benchmarks.fuzz_cases import KINDS, Finding, findings_of
from vision.tracking.parallel import all_cores, needed, processes

SHARES: Final[Mapping[str, float]] = {
    "host": 0.30, "limits": 0.28, "name": 0.25, "track file": 0.07, "container": 0.06,
    "track": 0.02, "points file": 0.02,
}  # fmt: skip
"""Of the cases: what is quick is tried more often."""
AT_ONCE: Final = 50
"""Cases of one task of a process."""


def fuzz(cases: int, seed: int, only: str | None = None) -> Iterator[list[Finding]]:
    """Run cases on all cores; yield the findings of each task.

    A process that dies is a finding of the task that it had.
    """
    shares = {only: 1.0} if only else SHARES
    tasks = [
        (kind, range(start, min(start + AT_ONCE, seed + math.ceil(share * cases))))
        for kind, share in shares.items()
        for start in range(seed, seed + math.ceil(share * cases), AT_ONCE)
    ]
    with needed():
        waiting: list[tuple[str, range, Future[list[Finding]]]] = []
        while tasks or waiting:
            while tasks and len(waiting) < 4 * all_cores():
                kind, seeds = tasks.pop()
                future = processes(all_cores()).submit(findings_of, kind, seeds)
                waiting.append((kind, seeds, future))
            kind, seeds, future = waiting.pop(0)
            try:
                yield future.result()
            except Exception as error:  # noqa: BLE001 - the process died
                yield [
                    Finding(kind, seeds.start, f"in {AT_ONCE} cases: {error!r:.200}")
                ]


def main() -> int:
    """Fuzz, and print findings as they come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=tuple(KINDS))
    given = parser.parse_args()
    console = Console(highlight=False, markup=False)
    began_s, counts = time.monotonic(), Counter[str]()
    for findings in fuzz(given.cases, given.seed, given.only):
        for one in findings:
            counts[one.kind] += 1
            console.print(f"{one.kind}, seed {one.seed}: {one.what}")
    took_s = time.monotonic() - began_s
    console.print(
        f"{given.cases} cases in {took_s:.0f} s: {sum(counts.values())} findings"
    )
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
