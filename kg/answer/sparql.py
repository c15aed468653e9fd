"""A search as SPARQL: its hard constraints and technique closure, to be run, changed and cited.

The query asks what a record says itself. Search also lets a collection have what its parts have; as SPARQL
that is a union over `dcterms:hasPart`, measured a hundred times slower: the query says so and leaves it out.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.answer.constraints import ALIKE, Constraint
from kg.rdf.names import ACCESS, DCAT, DCT, PAN, XSD
from kg.read.reading import Reading

_PREFIXES = {"dcat": DCAT, "dcterms": DCT, "pan": PAN, "xsd": XSD}


def as_sparql(reading: Reading, conditions: Iterable[Constraint], as_of: date) -> str:
    """A query for the datasets that meet the constraints; narrower techniques come in by a plain join."""
    asked = [NamedNode(chip.iri) for chip in reading.chip("technique")]
    lines = [f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in _PREFIXES.items()]
    if reading.unmatched:
        lines.append(f"# Ranked beside this query by the words: {' '.join(reading.unmatched)[:200]}")
    conditions = list(conditions)
    if asked or conditions:
        lines.append("# Parts of a collection are found by themselves; the search shows the collection, too.")
    lines += ["SELECT DISTINCT ?dataset ?title WHERE {", "  ?dataset a dcat:Dataset ; dcterms:title ?title ."]
    if asked:
        lines += _closure("asked", asked)
    for place, condition in enumerate(conditions):
        lines += _lines(condition, f"{condition.slot}{place}", as_of)
    return "\n".join([*lines, "}", "ORDER BY ?title", "LIMIT 100", ""])


def _closure(name: str, iris: list[NamedNode]) -> list[str]:
    return [
        f"  VALUES ?{name} {{ {' '.join(map(str, iris))} }}",
        f"  ?dataset pan:technique ?{name}Stated .",
        f"  ?{name}Stated pan:broaderOrSelf ?{name} .",
    ]


def _lines(condition: Constraint, name: str, as_of: date) -> Iterator[str]:
    inside = list(_positive(condition, name, as_of))
    if condition.negated:
        yield "  FILTER NOT EXISTS {"
        yield from ("  " + line for line in inside)
        yield "  }"
    else:
        yield from inside


def _positive(condition: Constraint, name: str, as_of: date) -> Iterator[str]:
    if condition.slot == "year":
        year = Literal(condition.values[0])
        yield f"  OPTIONAL {{ ?dataset pan:collectionStart ?{name}Start }}"
        yield f"  OPTIONAL {{ ?dataset dcterms:issued ?{name}Issued }}"
        yield f"  FILTER(STRSTARTS(STR(COALESCE(?{name}Start, ?{name}Issued)), {year}))"
    elif condition.slot == "access":
        yield from _access(condition.values[0], name, as_of)
    elif condition.slot == "technique":
        yield from _closure(name, [NamedNode(iri) for iri in condition.values])
    elif condition.slot == ALIKE:
        yield f"  VALUES ?dataset {{ {' '.join(str(NamedNode(iri)) for iri in condition.values)} }}"
    else:
        iris = " ".join(str(NamedNode(iri)) for iri in condition.values)
        yield f"  VALUES ?{name} {{ {iris} }}"
        yield f"  ?dataset pan:{condition.slot} ?{name} ."


def _access(state: str, name: str, as_of: date) -> Iterator[str]:
    """The rule of `access_state`: the opening day decides where it is known, else what the source said."""
    day = Literal(as_of.isoformat(), datatype=XSD["date"])
    yield f"  OPTIONAL {{ ?dataset dcterms:available ?{name}Day }}"
    yield f"  OPTIONAL {{ ?dataset dcterms:accessRights ?{name}Rights }}"
    public, silent = f"?{name}Rights = {ACCESS['PUBLIC']}", f"!BOUND(?{name}Rights)"
    yield {
        "open": f"  FILTER(IF(BOUND(?{name}Day), ?{name}Day <= {day}, BOUND(?{name}Rights) && {public}))",
        "embargoed": f"  FILTER(BOUND(?{name}Day) && ?{name}Day > {day})",
        "closed": f"  FILTER(!BOUND(?{name}Day) && BOUND(?{name}Rights) && !({public}))",
        "unknown": f"  FILTER(!BOUND(?{name}Day) && {silent})",
    }[state]
