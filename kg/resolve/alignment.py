"""Which techniques of ESRFET are called as PaNET's: the shipped alignment, read from its SSSOM table."""

import csv
from dataclasses import dataclass
from functools import cache

from kg.rdf.names import ESRFET, PANET, SKOS
from kg.rdf.panet import PanetTable
from kg.rdf.shipped import shipped

_FILE = "esrfet-panet.sssom.tsv"
_PREFIXES = {"esrfet": str(ESRFET), "panet": str(PANET), "skos": str(SKOS)}


@dataclass(frozen=True, slots=True)
class Aligned:
    """One row: an IRI of ESRFET, the SKOS predicate's IRI, an IRI of PaNET, how sure it is (0 to 1)."""

    esrfet: str
    predicate: str
    panet: str
    confidence: float

    @property
    def is_exact(self) -> bool:
        """Whether both mean the same."""
        return self.predicate == SKOS["exactMatch"].value


@cache
def esrfet_alignment() -> tuple[Aligned, ...]:
    """All rows of the shipped table."""
    text = (shipped("ontologies") / "bridges" / _FILE).read_text("utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return tuple(
        Aligned(
            _whole(row["subject_id"]),
            _whole(row["predicate_id"]),
            _whole(row["object_id"]),
            float(row["confidence"]),
        )
        for row in rows
    )


def aligned_terms(one: Aligned, table: PanetTable) -> tuple[str, ...]:
    """The row's term in this version of PaNET, or what replaces it; nothing where it is gone."""
    term = table.terms.get(one.panet)
    if term is None:
        return ()
    return term.replaced_by if term.retired else (term.iri,)


def _whole(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return f"{_PREFIXES[prefix]}{local}"
