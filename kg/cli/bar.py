"""The progress bar of long commands: how many, of how many, how fast, since when, and how long still."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_shown: list[Progress] = []
"""The bar that is on the terminal now, if any."""


class _Rate(ProgressColumn):
    """How many per second, lately."""

    def render(self, task: Task) -> Text:
        """Nothing before it is known."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style="progress.data.speed")


class Bar:
    """Shows one line for each thing that is done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, doing: str, done: int, total: int | None = None) -> None:
        """Show the state; without a total the bar only moves, and no estimate is made."""
        if doing not in self._tasks:
            self._tasks[doing] = self._progress.add_task(doing, total=total)
        # A total that the source told too low would read as "done" while it goes on.
        known = total if total is None or total >= done else None
        self._progress.update(self._tasks[doing], completed=done, total=known)


@contextmanager
def bar() -> Iterator[Bar]:
    """A bar on stderr, gone when it is done."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        _shown.append(shown)
        try:
            yield Bar(shown)
        finally:
            _shown.remove(shown)


@contextmanager
def out_of_the_way() -> Iterator[None]:
    """Take the bar off the terminal while somebody is asked something."""
    for shown in _shown:
        shown.stop()
    yield
    for shown in _shown:
        shown.start()
