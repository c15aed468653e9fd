"""The queries to another SPARQL endpoint: which subjects there are, and what is said of them.

Pages begin after the last subject of the page before (`FILTER(STR(?s) > …) ORDER BY STR(?s) LIMIT n`) and not
at an OFFSET: engines sort all subjects anew for every offset (Virtuoso refuses beyond 10,000), and a subject
that comes or goes between two pages would shift all others.
"""

import re
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.errors import BadInput
from kg.rdf.names import DCAT, FABIO, PREFIXES, SCHEMA
from kg.rdf.terms import iri

_SCHEMA_NAMES = (
    "Dataset",
    "SoftwareSourceCode",
    "SoftwareApplication",
    "ScholarlyArticle",
    "LearningResource",
    "Course",
)
_HTTP_SCHEMA = "http://schema.org/"

CLASSES: tuple[NamedNode, ...] = (
    DCAT["Dataset"],
    *(SCHEMA[name] for name in _SCHEMA_NAMES),
    *(NamedNode(_HTTP_SCHEMA + name) for name in _SCHEMA_NAMES),
    FABIO["Expression"],
    FABIO["JournalArticle"],
    FABIO["ConferencePaper"],
)
"""The classes asked for unless the operator says which."""

MOST_TRIPLES = 5_000
"""Triples of one record: a dataset has hundreds; more is a dump under one name."""

_SEPARATOR = re.compile(r"[\s,]+")

# What is said of the subject, of blank nodes that it leads to, and of nodes whose IRI begins with its own.
_BODY = """?s ?p ?o .
  OPTIONAL {
    ?o ?q ?v
    FILTER(
      isBlank(?o) || STRSTARTS(STR(?o), CONCAT(STR(?s), "/")) || STRSTARTS(STR(?o), CONCAT(STR(?s), "#"))
    )
  }"""


def classes_of(option: str | None) -> tuple[NamedNode, ...]:
    """The classes of the option: IRIs or names such as dcat:Dataset, parted by commas or blanks.

    Raises:
        BadInput: one of them is none.
    """
    if not option or not option.strip():
        return CLASSES
    return tuple(_class(said) for said in _SEPARATOR.split(option.strip()) if said)


def subjects_query(classes: Sequence[NamedNode], after: str, size: int) -> str:
    """The next subjects in the order of their IRIs."""
    return f"SELECT DISTINCT ?s WHERE {{ {_selection(classes, after)} }} ORDER BY STR(?s) LIMIT {size}"


def page_query(classes: Sequence[NamedNode], after: str, size: int) -> str:
    """All that is said of these subjects."""
    inner = subjects_query(classes, after, size)
    return f"CONSTRUCT {{ ?s ?p ?o . ?o ?q ?v }} WHERE {{ {{ {inner} }} {_BODY} }}"


def subject_query(subject: NamedNode) -> str:
    """All that is said of one subject, if that is not too much."""
    most = 2 * MOST_TRIPLES + 2  # of solutions; each makes at least half a triple that is new
    return f"CONSTRUCT {{ ?s ?p ?o . ?o ?q ?v }} WHERE {{ VALUES ?s {{ {subject} }} {_BODY} }} LIMIT {most}"


def _selection(classes: Sequence[NamedNode], after: str) -> str:
    listed = " ".join(map(str, classes))
    begin = f" FILTER(STR(?s) > {Literal(after)})" if after else ""
    return f"VALUES ?class {{ {listed} }} ?s a ?class FILTER(isIRI(?s)){begin}"


def _class(said: str) -> NamedNode:
    prefix, colon, name = said.partition(":")
    if colon and prefix in PREFIXES and re.fullmatch(r"[A-Za-z][\w-]*", name):
        return PREFIXES[prefix][name]
    found = iri(said)
    if found is None:
        known = ", ".join(PREFIXES)
        raise BadInput(
            f"{said[:80]!r} is no class: give its IRI, or a name with one of these prefixes: {known}."
        )
    return found
