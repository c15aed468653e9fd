"""Ontologies of every construct, made by hypothesis, in the one form that the product gives them."""

from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.ontology.axiom import Axiom, axiom
from kg.ontology.document import (
    ALT_LABEL,
    ANNOTATION_PROPERTY,
    CLASS,
    DATA_PROPERTY,
    INDIVIDUAL,
    LABEL,
    OBJECT_PROPERTY,
    Term,
)
from kg.ontology.expression import Expression, compound, functional
from kg.rdf.names import RDFS, XSD

NS = "http://example.org/"
CLASSES = tuple(f"{NS}C{number}" for number in range(5))
OBJECTS = tuple(f"{NS}p{number}" for number in range(3))
DATA = tuple(f"{NS}d{number}" for number in range(2))
NOTES = (f"{NS}note",)
PEOPLE = tuple(f"{NS}i{number}" for number in range(3))
NUMBERS = XSD["integer"].value

literals = st.builds(Literal, st.text("ab \n\"'\\é", max_size=4)) | st.builds(
    lambda text: Literal(text, language="en"), st.text("ab", max_size=3)
)
classes = st.sampled_from(CLASSES)
individuals = st.sampled_from(PEOPLE)
data_properties = st.sampled_from(DATA)
named_properties = st.sampled_from(OBJECTS)
properties: st.SearchStrategy[Expression] = named_properties | named_properties.map(
    lambda prop: compound("ObjectInverseOf", (prop,))
)
counts = st.integers(0, 3).map(lambda number: Literal(str(number), datatype=XSD["nonNegativeInteger"]))


def _of(op: str, *parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.tuples(*parts).map(lambda made: compound(op, made))


def _several(op: str, part: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.lists(part, min_size=2, max_size=3, unique=True).map(lambda made: compound(op, made))


def _facets() -> st.SearchStrategy[Expression]:
    pairs = st.lists(
        st.tuples(
            st.sampled_from(["minInclusive", "maxExclusive"]).map(lambda name: XSD[name].value),
            st.integers(0, 9).map(lambda number: Literal(str(number), datatype=XSD["integer"])),
        ),
        min_size=1,
        max_size=2,
        unique=True,
    ).map(lambda made: sorted(made, key=lambda pair: (pair[0], str(pair[1]))))
    return pairs.map(
        lambda made: compound("DatatypeRestriction", (NUMBERS, *(part for pair in made for part in pair)))
    )


_RANGES: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from([NUMBERS, XSD["string"].value]) | _facets() | _several("DataOneOf", literals),
    lambda inner: (
        _several("DataIntersectionOf", inner)
        | _several("DataUnionOf", inner)
        | _of("DataComplementOf", inner)
    ),
    max_leaves=3,
)


@st.composite
def _short(draw: st.DrawFn, number: int) -> Expression:
    """A composite for its short name: hypothesis writes the whole of a nested strategy otherwise."""
    return draw(_LONG[number])


ranges = _short(0)


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    forms = [
        _several("ObjectIntersectionOf", inner),
        _several("ObjectUnionOf", inner),
        _of("ObjectComplementOf", inner),
        _of("ObjectSomeValuesFrom", properties, inner),
        _of("ObjectAllValuesFrom", properties, inner),
    ]
    for name in ("Min", "Max", "Exact"):
        forms.append(_of(f"Object{name}Cardinality", counts, properties, inner))
        forms.append(_of(f"Data{name}Cardinality", counts, data_properties, ranges))
    return st.one_of(forms)


_EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(
        classes,
        st.just("https://elsewhere.example/Undeclared"),
        _several("ObjectOneOf", individuals),
        _of("ObjectHasValue", properties, individuals),
        _of("ObjectHasSelf", properties),
        _of("ObjectMinCardinality", counts, properties),
        _of("DataExactCardinality", counts, data_properties),
        _of("DataSomeValuesFrom", data_properties, ranges),
        _of("DataAllValuesFrom", data_properties, ranges),
        _of("DataHasValue", data_properties, literals),
    ),
    _larger,
    max_leaves=6,
)


_LONG = (_RANGES, _EXPRESSIONS)
expressions = _short(1)


def _axiom(kind: str, *parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Axiom]:
    return st.tuples(*parts).map(lambda made: axiom(kind, made))


def _listed(
    kind: str, first: st.SearchStrategy[str], rest: st.SearchStrategy[Expression]
) -> st.SearchStrategy[Axiom]:
    members = st.lists(rest, min_size=1, max_size=3, unique=True).map(
        lambda made: sorted(made, key=functional)
    )
    return st.tuples(first, members).map(lambda made: axiom(kind, (made[0], *made[1])))


def _of_properties() -> list[st.SearchStrategy[Axiom]]:
    found = [
        _axiom("InverseObjectProperties", named_properties, named_properties),
        _axiom("SubObjectPropertyOf", _several("ObjectPropertyChain", properties), named_properties),
        _axiom("FunctionalDataProperty", data_properties),
        _axiom("ObjectPropertyRange", named_properties, expressions),
        _axiom("DataPropertyRange", data_properties, ranges),
    ]
    for sort, props in (("Object", named_properties), ("Data", data_properties)):
        found += [
            _axiom(f"Sub{sort}PropertyOf", props, props),
            _axiom(f"Equivalent{sort}Properties", props, props),
            _axiom(f"Disjoint{sort}Properties", props, props),
            _axiom(f"{sort}PropertyDomain", props, expressions),
        ]
    for name in (
        "Functional",
        "InverseFunctional",
        "Reflexive",
        "Irreflexive",
        "Symmetric",
        "Asymmetric",
        "Transitive",
    ):
        found.append(_axiom(f"{name}ObjectProperty", named_properties))
    return found


_ANY: st.SearchStrategy[Axiom] = st.one_of(
    _axiom("SubClassOf", expressions, expressions),
    _axiom("EquivalentClasses", expressions, expressions),
    _axiom("DisjointClasses", expressions, expressions),
    _listed("DisjointUnion", classes, expressions),
    _listed("HasKey", classes, named_properties),
    _axiom("ClassAssertion", expressions, individuals),
    _axiom("ObjectPropertyAssertion", named_properties, individuals, individuals),
    _axiom("DataPropertyAssertion", data_properties, individuals, literals),
    _axiom("NegativeObjectPropertyAssertion", named_properties, individuals, individuals),
    _axiom("NegativeDataPropertyAssertion", data_properties, individuals, literals),
    _axiom("SameIndividual", individuals, individuals),
    _axiom("DifferentIndividuals", individuals, individuals),
    *_of_properties(),
)


@st.composite
def _one_axiom(draw: st.DrawFn) -> Axiom:
    return draw(_ANY)


axioms = _one_axiom()
values = literals | st.sampled_from([*CLASSES, "https://elsewhere.example/x"]).map(NamedNode)
annotations = st.dictionaries(
    st.sampled_from([LABEL, ALT_LABEL, *NOTES, RDFS["seeAlso"].value]),
    st.lists(values, min_size=1, max_size=3, unique=True).map(tuple),
    max_size=3,
)
KINDS = {
    **dict.fromkeys(CLASSES, CLASS),
    **dict.fromkeys(OBJECTS, OBJECT_PROPERTY),
    **dict.fromkeys(DATA, DATA_PROPERTY),
    **dict.fromkeys(NOTES, ANNOTATION_PROPERTY),
    **dict.fromkeys(PEOPLE, INDIVIDUAL),
}


def _term(iri: str, kind: str) -> st.SearchStrategy[Term]:
    return annotations.map(lambda said: Term(iri, frozenset({kind}), said))


terms = st.fixed_dictionaries({iri: _term(iri, kind) for iri, kind in KINDS.items()})
