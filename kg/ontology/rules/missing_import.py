"""Find ontologies that this one imports and that were not given: their terms are unknown here.

Imports are never fetched, since a file under review must not decide which addresses are asked.
Case: ESRFET imports PaNET by its address. Source: https://www.w3.org/TR/owl2-syntax/#Imports.
"""

from collections.abc import Iterator

from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.ontology.view import View
from kg.rdf.names import OWL, PANET, RDFS

_FAULTS = told("missing-import", "fail")


def _state(view: View) -> Iterator[Finding]:
    told_of: set[str] = set()
    for finding in _FAULTS(view):
        told_of.add(finding.text or "")
        yield finding
    for iri in view.document.missing_imports:
        if iri not in told_of:
            yield Finding(
                rule="missing-import",
                level="fail",
                message=f"The file imports {iri}, which was not given: what it says is missing here.",
                text=iri,
                suggestion="Name a local copy of it for the import.",
            )


# A table imports nothing, so that this example is Turtle.
_ONTOLOGY = f"""\
@prefix owl: <{OWL}> .
@prefix rdfs: <{RDFS}> .
<urn:example:techniques> a owl:Ontology ; {{imports}}rdfs:label "techniques" .
<urn:example:diffraction> a owl:Class ; rdfs:label "diffraction" .
"""

RULE = Rule(
    name="missing-import",
    level="fail",
    title="An imported ontology is missing",
    why="Whatever follows from the imported statements does not follow here: the hierarchy has holes.",
    remedy="Give a local copy of the imported ontology, or remove the import.",
    passing=Example(after=_ONTOLOGY.format(imports="")),
    failing=Example(after=_ONTOLOGY.format(imports=f"owl:imports <{PANET}PaNET.owl> ; ")),
    state=_state,
)
