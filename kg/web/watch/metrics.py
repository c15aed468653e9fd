"""What Prometheus reads: counters that the service feeds, and gauges read where they stand when it asks."""

from collections.abc import Iterator
from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from kg.errors import BadInput
from kg.query.question import Observed
from kg.web.watch.gauges import Reading

_SECONDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one service; `observe` is an `Observe`."""

    def __init__(self) -> None:
        """All at zero, in a registry of their own: two services in one process do not mix."""
        self.registry = CollectorRegistry()
        ProcessCollector(namespace="kg", registry=self.registry)
        self._queries = Histogram(
            "kg_query_seconds",
            "Seconds of a worker that SPARQL queries took, by lane and outcome.",
            ["lane", "outcome"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._bytes = Counter(
            "kg_query_answer_bytes", "Bytes of SPARQL answers.", ["lane"], registry=self.registry
        )
        self._requests = Counter(
            "kg_http_requests", "Requests, by kind of address and status.", ["kind", "status"],
            registry=self.registry,
        )  # fmt: skip
        self._denied = Counter(
            "kg_auth_failures", "Requests that lacked a token, a valid one, or the role.", ["reason"],
            registry=self.registry,
        )  # fmt: skip
        for reason in ("no-token", "bad-token", "missing-role"):
            self._denied.labels(reason)

    def observe(self, observed: Observed) -> None:
        """Count a query."""
        self._queries.labels(observed.lane, observed.outcome).observe(observed.seconds)
        self._bytes.labels(observed.lane).inc(observed.bytes)

    def request(self, kind: str, status: int) -> None:
        """Count an answered request."""
        self._requests.labels(kind, str(status)).inc()

    def denied(self, reason: str) -> None:
        """Count somebody who was not let in."""
        self._denied.labels(reason).inc()

    def read(self, reading: Reading) -> None:
        """Also show these gauges from now on."""
        self.registry.register(_Gauges(reading))

    def serve(self, host: str, port: int) -> "MetricsServer":
        """Answer Prometheus in a thread of its own; port 0 takes a free one.

        Raises:
            BadInput: the address cannot be listened on.
        """
        try:
            server, thread = start_http_server(port, host, self.registry)
        except OSError as error:
            reason = error.strerror or error
            raise BadInput(f"Cannot serve metrics on {host} port {port}: {reason}.") from None
        return MetricsServer(server, thread)


class MetricsServer:
    """The thread that answers Prometheus."""

    def __init__(self, server: WSGIServer, thread: Thread) -> None:
        self._server = server
        self._thread = thread

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_port)

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Gauges(Collector):
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def describe(self) -> list[Metric]:
        """Nothing beforehand: asking now would read everything while the service starts."""
        return []

    def collect(self) -> Iterator[Metric]:
        """One family per name."""
        families: dict[str, GaugeMetricFamily] = {}
        for gauge in self._reading():
            family = families.setdefault(
                gauge.name, GaugeMetricFamily(gauge.name, gauge.meaning, labels=list(gauge.labels))
            )
            family.add_metric(list(gauge.labels.values()), gauge.value)
        yield from families.values()
