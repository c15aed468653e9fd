"""Numbers that stand somewhere and are read when somebody asks: workers, generation, sources, disk."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time
from typing import Any

from kg.harvest.runs import last_runs
from kg.store.home import Home
from kg.web.state import State


@dataclass(frozen=True, slots=True)
class Gauge:
    """One number, with its sentence; gauges of one name have the same labels."""

    name: str
    meaning: str
    value: float
    labels: dict[str, str] = field(default_factory=dict)


Reading = Callable[[], Iterator[Gauge]]


class Gauges:
    """A `Reading` of a service: it opens nothing and waits for nobody."""

    def __init__(self, state: State, home: Home) -> None:
        self._state = state
        self._home = home
        self._last_runs: dict[str, datetime] = {}

    def __call__(self) -> Iterator[Gauge]:
        """All that can be read now."""
        yield from _workers(self._state.status())
        yield from _generation(self._state.facts or {})
        yield from self._lags()
        yield from self._disk()

    def _lags(self) -> Iterator[Gauge]:
        # While a harvest runs the ledger is its own; what was known before is still true of finished runs.
        self._last_runs |= last_runs(self._home.ledger_path) or {}
        for source, ended in self._last_runs.items():
            meaning = "Seconds since a source was last harvested to the end."
            yield Gauge("kg_harvest_lag_seconds", meaning, time() - ended.timestamp(), {"source": source})

    def _disk(self) -> Iterator[Gauge]:
        try:
            free = shutil.disk_usage(self._home.path).free
        except OSError:
            return
        yield Gauge("kg_disk_free_bytes", "Free space on the disk of the store.", free)


def _workers(status: dict[str, Any]) -> Iterator[Gauge]:
    yield Gauge("kg_ready", "1 while queries can run.", float(bool(status.get("ready"))))
    for name, meaning in (
        ("workers", "Query workers."),
        ("busy", "Query workers that run a query."),
        ("waiting", "Queries that wait for a worker."),
        ("respawns", "Query workers replaced since the service began."),
        ("clients", "Clients whose budget is being counted."),
    ):
        value = status.get(name)
        if isinstance(value, dict):
            for lane, number in value.items():
                yield Gauge(f"kg_query_{name}", meaning, float(number), {"lane": str(lane)})
        elif isinstance(value, int | float):
            yield Gauge(f"kg_query_{name}", meaning, float(value))
    listed = status.get("rss_bytes") or []
    for number, resident in enumerate(listed.values() if isinstance(listed, dict) else listed):
        meaning = "Memory that a query worker holds."
        yield Gauge("kg_query_worker_resident_bytes", meaning, float(resident), {"worker": str(number)})


def _generation(facts: dict[str, Any]) -> Iterator[Gauge]:
    if not facts:
        return
    yield Gauge("kg_generation", "Number of the generation served.", float(facts["generation"]))
    age = datetime.now(UTC) - datetime.fromisoformat(facts["created"])
    yield Gauge("kg_generation_age_seconds", "Seconds since it was made.", age.total_seconds())
    for name in ("triples", "datasets"):
        if name in facts:
            yield Gauge(f"kg_{name}", f"How many {name} it holds.", float(facts[name]))
    for source, states in facts.get("sources", {}).items():
        meaning = "Records of a source that were set aside because they could not be used."
        yield Gauge("kg_quarantined_records", meaning, states.get("quarantined", 0), {"source": source})
    findings = facts.get("findings_by_severity")
    for severity, number in findings.items() if isinstance(findings, dict) else ():
        meaning = "SHACL results over the generation."
        yield Gauge("kg_shacl_results", meaning, number, {"severity": severity})
