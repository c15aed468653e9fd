"""A search as SPARQL: one clause per condition, each under its sentence; to be run, changed and cited.

The query asks what a record says itself, and of days what the parts of a collection say. Search also lets a
collection have the techniques, samples and places of its parts; as SPARQL that is a union over
`dcterms:hasPart`, measured a hundred times slower: the query says so and leaves it out.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from kg.answer.clauses import Context
from kg.answer.constraints import Constraint, groups_of, written_constraint
from kg.answer.options import Asked
from kg.answer.pattern_lines import DATASET, indented
from kg.answer.remark_line import remark
from kg.rdf.names import CITO, DCAT, DCT, PAN, PROV, SCHEMA, XSD
from kg.read.reading import Reading

_PREFIXES = {
    "cito": CITO, "dcat": DCAT, "dcterms": DCT, "pan": PAN, "prov": PROV, "schema": SCHEMA, "xsd": XSD,
}  # fmt: skip

_ON_COLLECTIONS = (
    "# A collection that states no day of collection has the days of its parts, here as in the search. All",
    "# else is asked of each record itself; the search also shows collections for what their parts state.",
)

MOST_ROWS = 10_000


def as_sparql(reading: Reading, conditions: Iterable[Constraint], as_of: date) -> str:
    """A query for the datasets that meet the conditions; narrower techniques come in by a plain join."""
    conditions = list(conditions)
    lines = [prologue()]
    if reading.unmatched:
        lines.append(remark(f"Ranked beside this query by the words: {' '.join(reading.unmatched)[:200]}"))
    if conditions:
        lines += _ON_COLLECTIONS
    lines += ["SELECT DISTINCT ?dataset ?title WHERE {", f"  {DATASET}", *where(conditions, as_of)]
    lines += ["  OPTIONAL { ?dataset dcterms:title ?title }", "}", "ORDER BY ?title ?dataset"]
    return "\n".join([*lines, f"LIMIT {MOST_ROWS}", ""])


def prologue() -> str:
    """The prefixes that the clauses use."""
    return "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in _PREFIXES.items())


def where(conditions: Iterable[Constraint], as_of: date) -> list[str]:
    """The conditions about `?dataset` as lines of a pattern; `kg.answer.aggregate` counts by them, too."""
    return indented(line for condition in conditions for line in condition.clause)


def read_conditions(reading: Reading, context: Context) -> Sequence[Constraint]:
    """The conditions of a reading where no generation is open: nothing meets them, but they can be shown."""
    import numpy as np

    none = np.zeros(0, dtype=bool)
    groups = groups_of(Asked(chip.slot, chip) for chip in reading.chips)
    return [written_constraint(group, f"c{place}", context, none) for place, group in enumerate(groups)]
