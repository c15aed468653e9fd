"""Find IRIs declared as things of several kinds: a class that is a property too, or an individual.

OWL 2 allows it; some libraries do not. Case: ESRFET's `sample_spatial_resolution`, a class and a data
property: owlready2 raises a TypeError and loses six classes.
Source: https://www.w3.org/TR/owl2-new-features/#F12:_Punning.
"""

from collections.abc import Iterator

from kg.ontology.document import ANNOTATION_PROPERTY, CLASS, DATA_PROPERTY, INDIVIDUAL, OBJECT_PROPERTY
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._asserted import somewhere
from kg.ontology.rules._table import row, table
from kg.ontology.view import View

_WORDS = {
    CLASS: "class",
    OBJECT_PROPERTY: "object property",
    DATA_PROPERTY: "data property",
    ANNOTATION_PROPERTY: "annotation property",
    INDIVIDUAL: "individual",
}


def _state(view: View) -> Iterator[Finding]:
    for iri, term in view.document.terms.items():
        kinds = sorted(_WORDS[kind] for kind in term.kinds if kind in _WORDS)
        if len(kinds) > 1:
            yield Finding(
                rule="punning",
                level="warn",
                message=f"'{view.label(iri)}' is declared as {' and as '.join(kinds)} under one IRI. OWL "
                "allows it, but some tools refuse the file; give one of them an IRI of its own.",
                term=iri,
                text=term.label,
                cell=somewhere(view, iri),
                key=" ".join(kinds),
            )


_CLASS = row("2001000", "probe", parent="owl:Thing")

RULE = Rule(
    name="punning",
    level="warn",
    title="One IRI is declared as two kinds of thing",
    why=(
        "Tools that are not prepared for it fail: owlready2 raises an error on ESRFET's "
        "sample_spatial_resolution, a class and a data property, and loses six classes."
    ),
    remedy="Give the property or the individual an IRI of its own.",
    passing=Example(after=table(_CLASS, row("1001000", "definedbyprobe", kind="ObjectProperty"))),
    failing=Example(after=table(_CLASS, row("2001000", "probe", kind="ObjectProperty"))),
    state=_state,
)
