"""Where the CPU time of a harvest goes: the functions of its stages, watched while it runs."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import process_time
from typing import Any

Function = Callable[..., Any]


class Stages:
    """CPU seconds of each stage, those of stages inside it left out; threads of the process count."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def timed(self, stage: str, function: Function) -> Function:
        """The function, its time counted to a stage."""

        def run(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - any function's
            began = process_time()
            self._inside.append(0.0)
            try:
                return function(*arguments, **named)
            finally:
                took = process_time() - began
                self.seconds[stage] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return run

    def iterated(self, stage: str, function: Function) -> Function:
        """The function that gives an iterator, the time of its steps counted to a stage."""

        def run(*arguments: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401
            step, end = self.timed(stage, next), object()
            iterator = iter(function(*arguments, **named))
            while (item := step(iterator, end)) is not end:
                yield item

        return run

    def shares(self, whole: float) -> dict[str, float]:
        """Parts of a whole number of seconds; what no stage accounts for is "rest"."""
        known = {stage: round(seconds / whole, 3) for stage, seconds in self.seconds.items()}
        return dict(sorted(known.items(), key=lambda one: -one[1])) | {
            "rest": round(1 - sum(known.values()), 3)
        }


@contextmanager
def watched() -> Iterator[Stages]:
    """Harvests within have their stages timed, which makes them some per cent slower."""
    from kg.check.gate import Gate
    from kg.harvest import intake, registry, run
    from kg.harvest.ledger import Ledger
    from kg.harvest.payloads import Payloads
    from kg.store.embedded import EmbeddedStore

    stages = Stages()
    load = registry.load_source

    def load_watched(name: str) -> Any:  # noqa: ANN401
        source = load(name)
        return replace(
            source,
            records=stages.iterated("read", source.records),
            triples=stages.timed("map", source.triples),
        )

    places: list[tuple[Any, str, str]] = [
        (Gate, "problems", "check"),
        (intake, "canonical", "canonical text"),
        (intake, "sha256", "hash"),
        (EmbeddedStore, "replace", "store"),
        (EmbeddedStore, "flush", "store"),
        (Ledger, "enter", "ledger"),
        (Payloads, "keep", "payloads"),
        (run, "imprint_of", "imprint"),
    ]
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    before.append((registry, "load_source", load))
    for owner, name, stage in places:
        setattr(owner, name, stages.timed(stage, getattr(owner, name)))
    registry.load_source = load_watched
    try:
        yield stages
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)
