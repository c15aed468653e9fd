"""How OWL 2 is written in RDF: which triple says what (https://www.w3.org/TR/owl2-mapping-to-rdf/).

IRIs are plain text here, since the readers compare tens of thousands of them.
"""

from pyoxigraph import Literal

from kg.ontology.document import (
    ANNOTATION_PROPERTY,
    CLASS,
    DATA_PROPERTY,
    INDIVIDUAL,
    OBJECT_PROPERTY,
)
from kg.ontology.expression import Compound, Expression
from kg.rdf.names import OWL, RDF, RDFS, XSD

TYPE = RDF["type"].value
FIRST, REST, NIL = (RDF[name].value for name in ("first", "rest", "nil"))
LIST = RDF["List"].value
DATATYPE = RDFS["Datatype"].value
RESTRICTION = OWL["Restriction"].value
ONTOLOGY = OWL["Ontology"].value
RANGE = RDFS["range"].value
IMPORTS = OWL["imports"].value
VERSION_IRI = OWL["versionIRI"].value
VERSION_INFO = OWL["versionInfo"].value
INVERSE_OF = OWL["inverseOf"].value
ON_PROPERTY = OWL["onProperty"].value
ON_CLASS = OWL["onClass"].value
ON_DATA_RANGE = OWL["onDataRange"].value
ON_DATATYPE = OWL["onDatatype"].value
WITH_RESTRICTIONS = OWL["withRestrictions"].value
HAS_VALUE = OWL["hasValue"].value
HAS_SELF = OWL["hasSelf"].value
SOME_VALUES = OWL["someValuesFrom"].value
ALL_VALUES = OWL["allValuesFrom"].value
EQUIVALENT_CLASS = OWL["equivalentClass"].value
DISJOINT_UNION = OWL["disjointUnionOf"].value
HAS_KEY = OWL["hasKey"].value
CHAIN = OWL["propertyChainAxiom"].value
MEMBERS = OWL["members"].value
DISTINCT_MEMBERS = OWL["distinctMembers"].value
REIFIED = OWL["Axiom"].value
SOURCE, PROPERTY, TARGET = (
    OWL[name].value for name in ("annotatedSource", "annotatedProperty", "annotatedTarget")
)
NEGATIVE = OWL["NegativePropertyAssertion"].value
NEGATIVE_PARTS = tuple(OWL[name].value for name in ("assertionProperty", "sourceIndividual"))
TARGET_INDIVIDUAL = OWL["targetIndividual"].value
TARGET_VALUE = OWL["targetValue"].value

KINDS = frozenset({CLASS, OBJECT_PROPERTY, DATA_PROPERTY, ANNOTATION_PROPERTY, INDIVIDUAL, DATATYPE})
"""What a term can be declared as."""

SAME_AS_KIND = {RDFS["Class"].value: CLASS, OWL["DataRange"].value: DATATYPE}
"""Older words for kinds of terms."""

DEPRECATED_TYPES = {OWL["DeprecatedClass"].value: (CLASS,), OWL["DeprecatedProperty"].value: ()}
"""OWL 1's way to say `owl:deprecated true`, and the kinds that go with it."""

NEEDLESS_TYPES = frozenset({RDF["Property"].value, LIST, RDFS["Resource"].value, OWL["Thing"].value})
"""Types that say nothing where a term or a list has its own."""

SETS = {
    OWL["intersectionOf"].value: "IntersectionOf",
    OWL["unionOf"].value: "UnionOf",
    OWL["oneOf"].value: "OneOf",
}
COMPLEMENTS = {
    OWL["complementOf"].value: "ObjectComplementOf",
    OWL["datatypeComplementOf"].value: "DataComplementOf",
}
QUANTIFIERS = {SOME_VALUES: "SomeValuesFrom", ALL_VALUES: "AllValuesFrom", HAS_VALUE: "HasValue"}
CARDINALITIES = {
    OWL["minCardinality"].value: "MinCardinality",
    OWL["maxCardinality"].value: "MaxCardinality",
    OWL["cardinality"].value: "ExactCardinality",
}
QUALIFIED = {
    OWL["minQualifiedCardinality"].value: "MinCardinality",
    OWL["maxQualifiedCardinality"].value: "MaxCardinality",
    OWL["qualifiedCardinality"].value: "ExactCardinality",
}

CLASS_PREDICATES = {
    RDFS["subClassOf"].value: "SubClassOf",
    EQUIVALENT_CLASS: "EquivalentClasses",
    OWL["disjointWith"].value: "DisjointClasses",
}
PROPERTY_PREDICATES = {
    RDFS["subPropertyOf"].value: "Sub{}PropertyOf",
    OWL["equivalentProperty"].value: "Equivalent{}Properties",
    OWL["propertyDisjointWith"].value: "Disjoint{}Properties",
    RDFS["domain"].value: "{}PropertyDomain",
    RDFS["range"].value: "{}PropertyRange",
}
"""The `{}` is Object or Data, as the property is."""

INDIVIDUAL_PREDICATES = {
    OWL["sameAs"].value: "SameIndividual",
    OWL["differentFrom"].value: "DifferentIndividuals",
}
CHARACTERISTICS = {
    OWL[name].value: name.replace("Property", "{}Property")
    for name in (
        "FunctionalProperty",
        "InverseFunctionalProperty",
        "ReflexiveProperty",
        "IrreflexiveProperty",
        "SymmetricProperty",
        "AsymmetricProperty",
        "TransitiveProperty",
    )
}
GROUPS = {
    OWL["AllDisjointClasses"].value: "DisjointClasses",
    OWL["AllDisjointProperties"].value: "Disjoint{}Properties",
    OWL["AllDifferent"].value: "DifferentIndividuals",
}

LOGICAL = frozenset(
    {
        *CLASS_PREDICATES,
        *PROPERTY_PREDICATES,
        *INDIVIDUAL_PREDICATES,
        *SETS,
        *COMPLEMENTS,
        *QUANTIFIERS,
        *CARDINALITIES,
        *QUALIFIED,
        INVERSE_OF,
        ON_PROPERTY,
        OWL["onProperties"].value,
        ON_CLASS,
        ON_DATA_RANGE,
        ON_DATATYPE,
        WITH_RESTRICTIONS,
        HAS_SELF,
        DISJOINT_UNION,
        HAS_KEY,
        CHAIN,
        MEMBERS,
        DISTINCT_MEMBERS,
        *NEGATIVE_PARTS,
        TARGET_INDIVIDUAL,
        TARGET_VALUE,
    }
)
"""Predicates that are part of an axiom: a triple with one of them that was not read is a lost axiom."""

OF_AXIOMS = frozenset({*CLASS_PREDICATES, *PROPERTY_PREDICATES, DISJOINT_UNION, HAS_KEY, CHAIN})
"""Predicates by which a blank node is the subject of an axiom, and no part of an expression."""

UNIVERSAL = (OWL["Thing"].value, RDFS["Literal"].value)

OWN_VOCABULARIES = (str(OWL), str(RDF), str(RDFS))

_DATA_RANGES = frozenset(
    {"DataIntersectionOf", "DataUnionOf", "DataOneOf", "DataComplementOf", "DatatypeRestriction"}
)
_DATATYPE_NAMES = frozenset(
    {
        RDFS["Literal"].value,
        RDF["PlainLiteral"].value,
        RDF["langString"].value,
        RDF["XMLLiteral"].value,
        OWL["real"].value,
        OWL["rational"].value,
    }
)


def is_data_range(expression: Expression) -> bool:
    """Whether the expression can only be a data range; a datatype with a name of its own cannot be told."""
    if isinstance(expression, Compound):
        # DataSomeValuesFrom and the like are classes, whatever their name begins with.
        return expression.op in _DATA_RANGES
    return isinstance(expression, str) and (expression.startswith(str(XSD)) or expression in _DATATYPE_NAMES)


def count(number: int) -> Literal:
    """The number of a cardinality restriction, as OWL writes it."""
    return Literal(str(number), datatype=XSD["nonNegativeInteger"])
