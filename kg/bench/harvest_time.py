"""CPU time of this process."""

from collections.abc import Callable
from time import process_time


def cpu_seconds(action: Callable[[], object]) -> float:
    """User and system time of an action, that of all threads together."""
    before = process_time()  # os.times() counts in hundredths, which is nothing for small runs
    action()
    return process_time() - before
