"""What all worlds of a process share towards the hosts they ask: the pace and the breaker."""

from dataclasses import dataclass, field

from kg.harvest.breaker import Breaker
from kg.harvest.clock import CLOCK, Clock
from kg.harvest.pace import Pace


@dataclass(frozen=True, slots=True)
class Manners:
    """How the hosts on the web are treated."""

    pace: Pace = field(default_factory=Pace)
    breaker: Breaker = field(default_factory=Breaker)
    clock: Clock = CLOCK


SHARED = Manners()
"""Those of this process."""
