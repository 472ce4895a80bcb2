"""Lines in the terminal that keep their indent where they wrap."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text


def hanging(mark: str, text: RenderableType, *, gap: int = 1) -> Table:
    """Return a mark with a text beside it, below which nothing else stands.

    Args:
        mark: Short, in rich's markup.
        text: In rich's markup where it is a string; wraps beside the mark.
        gap: Spaces between them.
    """
    grid = Table.grid(padding=(0, gap, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(Text.from_markup(mark), text)
    return grid
