"""Kaplan-Meier: how many had met with something by when, though not all were watched to the end.

Kaplan and Meier 1958; the variance is Greenwood's (1926), the interval is log-log
(Kalbfleisch and Prentice 1980).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from kg.report.interval import Z95, wilson


class Watched(NamedTuple):
    """One subject: how long it was watched (any unit), and whether that ended with the event."""

    time: float
    is_event: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The curve from this time on: `share` has not met with the event; `at_risk` were watched just before.

    `variance` is Greenwood's; None where nobody is left, for it is not defined there.
    """

    time: float
    share: float
    variance: float | None
    at_risk: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The steps, ascending; `watched` are the times that everybody was watched for, ascending."""

    steps: tuple[Step, ...]
    subjects: int
    events: int
    watched: tuple[float, ...]

    @property
    def longest(self) -> float:
        """The longest time that anybody was watched for; 0 for nobody."""
        return self.watched[-1] if self.watched else 0.0

    def median(self) -> float | None:
        """The first time at which half have met with the event; None where that was not seen."""
        return next((step.time for step in self.steps if step.share <= 0.5 + 1e-12), None)

    def at(self, time: float) -> Step | None:
        """The curve at a time; None beyond what was watched, unless all had met with it before."""
        before = [step for step in self.steps if step.time <= time]
        if time > self.longest and not (before and before[-1].share == 0):
            return None
        return before[-1] if before else Step(0.0, 1.0, 0.0, self.subjects)

    def interval(self, time: float, z: float = Z95) -> tuple[float, float] | None:
        """The log-log interval of the share that is left; None where nothing was watched for so long.

        Where none or all have met with the event Greenwood's variance is 0, or not defined, which is no
        certainty: there it is Wilson's interval, of as many as were watched until it was known of them.
        """
        step = self.at(time)
        if step is None or not self.subjects:
            return None
        if step.share == 1:
            still = self.subjects - bisect_left(self.watched, time)
            return wilson(still, still, z)
        if step.variance is None:
            return wilson(0, self.events, z)
        spread = exp(z * sqrt(step.variance) / (step.share * -log(step.share)))
        return step.share**spread, step.share ** (1 / spread)


def kaplan_meier(watched: Sequence[Watched]) -> Curve:
    """The curve; whoever was lost at the time of an event counts as watched at that time."""
    events = Counter(one.time for one in watched if one.is_event)
    leaving = Counter(one.time for one in watched)
    at_risk, share, gathered = len(watched), 1.0, 0.0
    steps = []
    for time in sorted(leaving):
        if met := events[time]:
            share *= (at_risk - met) / at_risk
            if at_risk > met:
                gathered += met / (at_risk * (at_risk - met))
            steps.append(Step(time, share, share * share * gathered if share else None, at_risk))
        at_risk -= leaving[time]
    return Curve(tuple(steps), len(watched), sum(events.values()), tuple(sorted(one.time for one in watched)))
