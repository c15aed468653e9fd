"""CPU time of this process."""

import os
from collections.abc import Callable


def cpu_seconds(action: Callable[[], object]) -> float:
    """User and system time of an action, that of all threads together."""
    before = os.times()
    action()
    after = os.times()
    return after.user + after.system - before.user - before.system
