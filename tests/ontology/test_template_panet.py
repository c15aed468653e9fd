"""PaNET's own tables; the figures are those of an independent study of the published files."""

from pathlib import Path

import pytest
import rustdl
from pyoxigraph import RdfFormat, parse, serialize

from kg.ontology.axiom import DISJOINT, EQUIVALENT, SUBCLASS
from kg.ontology.document import DEFINITION_SOURCE, OBJECT_PROPERTY, Document
from kg.ontology.expression import Compound
from kg.ontology.read.template import read_template
from kg.ontology.read.triples import from_triples
from kg.rdf.names import OWL, PANET

JUNE = "master_2026-06-29_7b19189"


def read(folder: Path, version: str) -> Document:
    path = folder / "ontologies" / "panet" / f"PaNET_{version}.csv"
    return read_template(path.read_bytes(), path.name)


def closure(document: Document) -> int:
    data = serialize(document.triples, format=RdfFormat.RDF_XML)
    assert data is not None
    found = rustdl.classify_bytes(data, format="rdf-xml")
    assert found.complete
    named = [iri for iri in found.classes if iri not in (OWL["Thing"].value, OWL["Nothing"].value)]
    return sum(low != high and found.is_subclass(low, high) for low in named for high in named)


# Named parents count the two of x-ray spectroscopy apart, which v1.0 to v1.2 state as a definition.
@pytest.mark.parametrize(
    ("version", "classes", "specifiers", "properties", "parents", "several", "equivalent", "disjoint"),
    [
        ("v1.0.0", 376, 0, 1, 659, 217, (2, 0, 2), 0),
        ("v1.2.0", 375, 0, 0, 656, 216, (2, 0, 1), 1),
        ("v1.3.0", 505, 128, 5, 228, 28, (193, 126, 3), 2),
        (JUNE, 510, 130, 6, 233, 29, (193, 128, 3), 2),
    ],
)
def test_terms_and_axioms(
    shared_data: Path,
    version: str,
    classes: int,
    specifiers: int,
    properties: int,
    parents: int,
    several: int,
    equivalent: tuple[int, int, int],
    disjoint: int,
) -> None:
    found = read(shared_data, version)
    named = [
        each.parts[0] for each in found.axioms if each.kind == SUBCLASS and isinstance(each.parts[1], str)
    ]
    definitions = [
        next((part.op for part in each.parts if isinstance(part, Compound)), "")
        for each in found.axioms
        if each.kind == EQUIVALENT
    ]

    assert len(found.classes) == classes
    assert sum(iri.startswith(f"{PANET}PaNET2") for iri in found.classes) == specifiers
    assert sum(OBJECT_PROPERTY in term.kinds for term in found.terms.values()) == properties
    assert len(named) == parents
    assert sum(named.count(iri) > 1 for iri in set(named)) == several
    ops = ("ObjectIntersectionOf", "ObjectSomeValuesFrom", "")
    assert tuple(map(definitions.count, ops)) == equivalent
    assert sum(each.kind == DISJOINT for each in found.axioms) == disjoint
    assert all(place is not None for place in found.axioms.values())


@pytest.mark.parametrize(
    ("version", "defined", "sourced", "alternatives", "bearing", "shared"),
    [
        ("v1.0.0", 17, 95, 138, 119, 1),
        ("v1.2.0", 16, 95, 138, 119, 1),
        ("v1.3.0", 28, 96, 139, 121, 71),
        (JUNE, 53, 107, 164, 141, 0),
    ],
)
def test_annotations(
    shared_data: Path,
    version: str,
    defined: int,
    sourced: int,
    alternatives: int,
    bearing: int,
    shared: int,
) -> None:
    terms = read(shared_data, version).terms.values()
    bearers: dict[str, set[str]] = {}
    for term in terms:
        for text in filter(None, (term.label, *term.alt_labels)):
            bearers.setdefault(text.casefold(), set()).add(term.iri)

    assert sum(term.definition is not None for term in terms) == defined
    assert sum(DEFINITION_SOURCE in term.annotations for term in terms) == sourced
    assert sum(len(term.alt_labels) for term in terms) == alternatives
    assert sum(bool(term.alt_labels) for term in terms) == bearing
    assert sum(len(iris) > 1 for iris in bearers.values()) == shared


@pytest.mark.parametrize(
    ("version", "pairs"),
    [
        # The files shipped as 1.0 and 1.1 hold 3,255 and 3,175: there the two EC cells of diffraction are
        # definitions of their own, which puts CHMO_0000182 below 12 more classes.
        ("v1.0.0", 3255 - 12),
        ("v1.1.0", 3175 - 12),
        ("v1.2.0", 3120),
        ("v1.3.0", 3720),
        (JUNE, 3750),
    ],
)
def test_closures(shared_data: Path, version: str, pairs: int) -> None:
    assert closure(read(shared_data, version)) == pairs


@pytest.mark.parametrize(
    ("version", "rules"),
    [
        # Two rows name the base IRI and the root, one introduces the examples.
        ("v1.0.0", {"repaired-input": 3}),
        ("v1.2.0", {"repaired-input": 3}),
        # Three references to a label that two terms bear, and the second definition of diffraction.
        ("v1.3.0", {"ambiguous-reference": 3, "repeated-row": 1}),
        (JUNE, {"repeated-row": 1}),
    ],
)
def test_faults(shared_data: Path, version: str, rules: dict[str, int]) -> None:
    found = [fault.rule for fault in read(shared_data, version).faults]

    assert {rule: found.count(rule) for rule in found} == rules


def test_the_release_says_what_its_table_says(shared_data: Path) -> None:
    table = read(shared_data, "v1.3.0")
    release = shared_data / "ontologies" / "panet" / "PaNET_v1.3.0_reasoned.owl"
    content = from_triples(quad.triple for quad in parse(release.read_bytes(), format=RdfFormat.RDF_XML))
    more = set(content.axioms) - set(table.axioms)

    assert set(table.axioms) <= set(content.axioms)
    # What the release adds are inferred parents.
    assert {each.kind for each in more} == {SUBCLASS}
    for iri, term in table.terms.items():
        assert content.terms[iri].kinds == term.kinds
        assert {
            prop: {value.value for value in values} for prop, values in content.terms[iri].annotations.items()
        } == {prop: {value.value for value in values} for prop, values in term.annotations.items()}


def test_the_oldest_table(shared_data: Path) -> None:
    path = shared_data / "ontologies" / "panet" / "synchrotron_techniques_v0.3.5-alpha.csv"
    found = read_template(path.read_bytes(), path.name)

    # Its published OWL file has the prefix, which nobody declared, as the beginning of whole IRIs.
    assert found.terms["ExPaNDS:diffraction"].label == "diffraction"
    assert len(found.terms["ExPaNDS:angle_resolved_photoemission_spectroscopy"].rows) == 4
    assert (len(found.classes), len(found.terms)) == (105, 109)
    assert not any(fault.lost for fault in found.faults)
