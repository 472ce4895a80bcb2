"""A progress bar with the time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from vision.files import legible


@contextmanager
def progress_bar(title: str, console: Console) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while frames are worked on; nothing where there is no terminal.

    Yields:
        What to call with frames done and frames expected, 0 when unknown.
    """
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("frames"),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(legible(title), total=None)

        def update(done: int, expected: int) -> None:
            total = max(done, expected) if expected else None
            bar.update(task, completed=done, total=total)

        yield update
