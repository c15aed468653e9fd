"""The table of `kg eval search` for people: on a terminal, and as Markdown for the README."""

from collections.abc import Iterator, Mapping
from typing import Any

HONEST = (
    "The default was chosen on these very queries, so its figure here flatters it; the intervals say how far "
    "the choice of queries alone would move each figure."
)


def markdown(report: Mapping[str, Any]) -> str:
    """The table with n, intervals and differences; the default in bold."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    size = f"{report['n']} queries, {report['documents']} documents"
    yield f"| {size} | nDCG@10 | Recall@20 | nDCG@10 against BM25 |"
    yield "| --- | --- | --- | --- |"
    for row in report["systems"]:
        name = f"**{row['system']}** (default)" if row["default"] else row["system"]
        own = f"{row['ndcg@10']:.3f} {_interval(row['interval'])}"
        apart = f"{row['difference']:+.3f} {_interval(row['difference_interval'], '+')}"
        is_first = row["system"] == report["baseline"]
        yield f"| {name} | {own} | {row['recall@20']:.3f} | {'' if is_first else apart} |"
    yield ""
    yield (
        f"Brackets are 95 % intervals ({report['draws']:,} bootstrap draws over the queries, paired for "
        f"differences). {HONEST}"
    )
    if report["dense_reason"]:
        yield f"\nWithout meaning: {report['dense_reason']}"


def _interval(ends: list[float], sign: str = "") -> str:
    return f"[{ends[0]:{sign}.3f}, {ends[1]:{sign}.3f}]"
