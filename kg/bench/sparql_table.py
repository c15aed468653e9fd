"""The figures of the SPARQL bench as lines of text."""

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]


def lines(rows: list[Row], peers: list[str]) -> Iterator[str]:
    """A head and a line for each query; times are CPU milliseconds."""
    yield (
        f"{'CPU ms, p50':32} {'rows':>6} {'service':>8} {'worst':>8} {'bare':>8} {'ratio':>6}"
        + "".join(f" {peer:>10}" for peer in peers)
        + f" {'target':>7}"
    )
    for row in rows:
        yield (
            f"{row['query']:32} {row['rows']:>6} {row['service']:>8.1f} {row['worst']:>8.1f} "
            f"{row['bare']:>8.1f} {row['ratio']:>6.2f}"
            + "".join(f" {_peer(row['peers'][peer]):>10}" for peer in peers)
            + f" {row['target']:>7.0f}  {'met' if row['met'] else 'MISSED'}"
        )
        if row["problem"] or not row["agrees"]:
            yield f"    {row['problem'] or 'the service and the bare engine give different answers'}"
        for peer in peers:
            if (told := row["peers"][peer])["problem"]:
                yield f"    {peer}: {told['problem']}"
            elif not told["agrees"]:
                yield f"    {peer} differs: {told['rows']} rows"


def _peer(told: Row) -> str:
    return "-" if told["problem"] else f"{told['ms']:.1f}"
