"""The report as Markdown, for a mail, a wiki or a repository."""

from collections.abc import Iterable, Sequence

from kg.report.report import Report
from kg.report.scope import KINDS
from kg.report.tally import Value
from kg.report.words import CURVES, KIND_NAMES, MEANINGS, between, bounds, percent, shown, years

_KINDS = ("total", *KINDS)
_MOST_ROWS = 30


def markdown(report: Report) -> str:
    """The whole report but for the claims of each pair, which the CSV has."""
    parts = [
        _head(report), _people(report), _years(report),
        _facet("By instrument", report.by_instrument), _facet("By technique", report.by_technique),
        _facet("By proposal", report.by_proposal), _levels(report), _shares(report), _waiting(report),
        _top(report), _made(report), _places(report), _practice(report), _usage(report), _quality(report),
        _coverage(report), _changes(report), _queries(report),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(report: Report) -> str:
    data, share = report.datasets, report.shares
    made = f"\n\n> {report.constructed} of the pairs are constructed: invented, to show or to test something."
    later = f"; {data.later:,} more were not yet there" if data.later else ""
    return (
        f"# Citations of the data of {_safe(report.facility.label)}\n\n"
        f"As of {report.as_of.isoformat()}, from generation {report.generation}.\n\n"
        f"- Data registered: {data.registered:,}, of which {data.open:,} open, {data.closed:,} closed"
        f" ({data.embargoed:,} of these open on a known day), {data.unknown:,} not stated{later}\n"
        f"- Pairs of citing work and data: {report.pairs.total:,}, from {report.coverage.claims:,} claims\n"
        f"- Independent: {bounds(*report.pairs.bounds)}; with evidence that the data were used: "
        f"{report.reused:,} pairs and {report.derived.direct:,} derivations\n"
        f"- Cited, of data open for {share.years} years: {share.any.cited:,} of {share.any.of:,}, "
        f"{percent(share.any.share)} (95 % interval {between(share.any.interval)})\n\n"
        f"{report.notes['pairs']} {report.notes['dates']}" + (made if report.constructed else "")
    )


def _people(report: Report) -> str:
    rows = [(KIND_NAMES[kind], getattr(report.pairs, kind), MEANINGS[kind]) for kind in KINDS]
    return "## Who is behind the pairs\n\n" + table(("Behind", "Pairs", "Meaning"), rows)


def _years(report: Report) -> str:
    rows = [
        (
            f"{row.year or '–'}{' (provisional)' if row.provisional else ''}",
            *(getattr(row.pairs, kind) for kind in _KINDS),
        )
        for row in report.by_year
    ]
    return "## By year of the citing work\n\n" + table(("Year", *(KIND_NAMES[kind] for kind in _KINDS)), rows)


def _facet(title: str, values: Sequence[Value]) -> str:
    rows = [
        (one.label or "not stated", *(getattr(one.pairs, kind) for kind in _KINDS), one.datasets)
        for one in values
    ]
    head = (title.rpartition(" ")[2].capitalize(), *(KIND_NAMES[kind] for kind in _KINDS), "Data cited")
    return f"## {title}\n\nA pair counts once with each value that its data state.\n\n{table(head, rows)}"


def _levels(report: Report) -> str:
    rows = [
        (one.level or "not known", *(getattr(one.pairs, kind) for kind in _KINDS), one.datasets)
        for one in report.by_level
    ]
    head = ("Level", *(KIND_NAMES[kind] for kind in _KINDS), "Data cited")
    return f"## By what is cited\n\n{table(head, rows)}"


def _shares(report: Report) -> str:
    found = report.shares
    rows = [
        (told, one.cited, one.of, percent(one.share), between(one.interval))
        for told, one in (
            ("At all", found.any),
            ("Not only by the companion paper", found.not_companion),
            ("Independently, as far as known", found.independent),
            ("Independently at most", found.at_most_independent),
        )
    ]
    head = ("Cited", "Data", "Of", "Share", "95 % interval (Wilson)")
    return f"## Data open since {found.open_since} or longer\n\n{table(head, rows)}"


def _waiting(report: Report) -> str:
    rows = []
    for kind, one in report.first_citation.items():
        within = [f"{percent(at['share'])} ({between(at['interval'])})" for at in one.within]
        rows.append((CURVES[kind], one.subjects, one.cited, years(one.median), *within))
    head = ("First citation", "Data", "Cited", "Median", *(f"Within {n} y" for n in (1, 2, 3, 5)))
    return (
        f"## Time from opening to first citation\n\n{report.notes['first_citation']}\n\n{table(head, rows)}"
    )


def _top(report: Report) -> str:
    parts = []
    for title, top in (
        ("Most cited", report.top_cited),
        ("Most independently cited", report.top_independent),
    ):
        rows = [
            (one.rank, f"{one.title or ''} <{one.iri}>", one.pairs["total"], one.pairs["independent"],
             one.pairs["unknown"], one.reused, len(one.claims))
            for one in top.shown
        ]  # fmt: skip
        head = ("Rank", "Data", "Pairs", "Independent", "Unknown", "Use shown", "Claims")
        tied = f"\n\n{top.tied:,} more have as many as the last." if top.tied else ""
        parts.append(f"## {title}\n\n{table(head, rows)}{tied}")
    return "\n\n".join(parts)


def _made(report: Report) -> str:
    rows = [
        (f"{one.title or ''} <{one.iri}>", f"<{one.source}>", one.reuse, one.date,
         "; ".join(f"{claim.source or 'loaded'}: {claim.relation}" for claim in one.claims))
        for one in report.derived.shown
    ]  # fmt: skip
    head = ("Derived", "Made from", "Reuse", "Date", "Claims")
    return f"## Made from these data\n\n{report.notes['derived']}\n\n{table(head, rows)}"


def _places(report: Report) -> str:
    parts = []
    for title, places in (("Countries", report.countries), ("Institutions", report.institutions)):
        rows: list[tuple[object, ...]] = [
            (f"{one.label}{' (by name only)' if one.by_name else ''}", one.whole, f"{one.fractional:.2f}")
            for one in places.shown
        ]
        rows.append(("not stated", places.missing, ""))
        parts.append(f"## {title} of citing works\n\n" + table((title, "Whole", "Fractional"), rows))
    return "\n\n".join([*parts, report.notes["places"]])


def _practice(report: Report) -> str:
    found = report.practice
    return (
        "## Own publications that cite data\n\n"
        f"{found.citing:,} of {found.publications:,}, {percent(found.share)} (95 % interval "
        f"{between(found.interval)}); {found.linked:,} more are named by the data's record only. "
        f"{report.notes['practice']}"
    )


def _usage(report: Report) -> str:
    rows = [
        (
            one.source,
            one.metric,
            one.method,
            one.number,
            one.datasets,
            one.begin,
            one.end,
            "; ".join(one.notes),
        )
        for one in (*report.usage.uses, *report.usage.citations)
    ]
    head = ("Source", "Metric", "Access", "Number", "Data", "From", "To", "The source's remark")
    return f"## Numbers that sources state\n\n{report.notes['usage']}\n\n{table(head, rows)}" if rows else ""


def _quality(report: Report) -> str:
    found = report.quality
    rows = [("dropped", one.reason, one.number) for one in found.dropped]
    rows += [
        ("flagged", one.reason, one.number) for one in (*found.flags, found.before_opening) if one.number
    ]
    return (
        f"## What is odd\n\n{found.claims:,} claims name {found.identifier_pairs:,} pairs of identifiers, "
        f"which are {found.pairs:,} pairs of works after joining versions, parts and preprints.\n\n"
        + table(("What", "Why", "Number"), rows)
    )


def _coverage(report: Report) -> str:
    rows = [
        (one.name, one.claims, one.state, one.retrieved_at, one.reason) for one in report.coverage.sources
    ]
    told = [
        f"- {one.origins[0]} and {one.origins[1]}: about {one.total:,.0f} pairs in all "
        f"({one.interval[0]:,.0f} to {one.interval[1]:,.0f}). {one.assumption}"
        for one in report.coverage.estimates
    ]
    head = ("Source", "Claims", "State", "Read", "Why")
    why = [_safe(report.coverage.why_none)] if report.coverage.why_none else []
    return "## Coverage\n\n" + "\n\n".join([table(head, rows), *(["\n".join(told)] if told else []), *why])


def _changes(report: Report) -> str:
    found = report.difference
    rows = [(number, what, source, reason) for what, source, reason, number in found.counts]
    silent = f"\n\nDid not answer: {', '.join(map(_safe, found.silent))}. What they said before still counts."
    since = f"generation {found.since}" if found.since else "the beginning"
    return f"## Changes since {since}\n\n" + (
        table(("Pairs", "What", "Source", "Why"), rows) + (silent if found.silent else "")
    )


def _queries(report: Report) -> str:
    body = "\n\n".join(f"### {name}\n\n```sparql\n{text}```" for name, text in report.queries.items())
    return f"## The same in SPARQL\n\n{body}"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; the first rows of a long one, and how many more there are."""
    lines = [_line(head), _line(["---"] * len(head))]
    all_ = list(rows)
    lines += [_line([shown(cell) for cell in row]) for row in all_[:_MOST_ROWS]]
    if len(all_) > _MOST_ROWS:
        lines.append(_line([f"and {len(all_) - _MOST_ROWS} more", *[""] * (len(head) - 1)]))
    return "\n".join(lines) if all_ else "None."


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_safe(cell) for cell in cells)} |"


def _safe(text: str) -> str:
    """Text from outside on one line, with nothing in it that Markdown would take for its own."""
    flat = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#!" else letter for letter in flat)
