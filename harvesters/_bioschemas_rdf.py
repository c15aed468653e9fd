"""RDF/XML as TeSS answers it (the OAI format "rdf"), parsed by pyoxigraph from XML that has been read before.

What reaches the RDF parser is not the document that came but the element read from it, written anew: it has
no document type, no entity and no depth that could hurt. `check_rdf` runs in the contained worker
all the same.
"""

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from harvesters._bioschemas_node import DEEPEST, Node, Value, local
from kg.errors import BadRecord
from kg.harvest.xml import Element, read_xml, write_xml
from kg.rdf.names import RDF

MAIN_TYPES = (
    "LearningResource",
    "TrainingMaterial",
    "Course",
    "CourseInstance",
    "EducationEvent",
    "Event",
)
"""Of what a record can be about; the first that is met counts."""


def is_rdf(element: Element) -> bool:
    """Whether this is an <rdf:RDF>."""
    return element.local == "RDF"


def check_rdf(data: bytes) -> int:
    """How many triples an RDF/XML document holds; a task for the contained worker.

    Raises:
        BadRecord: it is no RDF/XML, or says nothing of a training material, a course or an event.
    """
    element = read_xml(data)
    main_node(element)
    return len(_triples(element))


def main_node(element: Element) -> Node:
    """The thing that an <rdf:RDF> is about, with all that hangs on it.

    Raises:
        BadRecord: it is no RDF/XML, or says nothing of a training material, a course or an event.
    """
    triples = _triples(element)
    nodes = _nodes(triples)
    inner = {triple.object for triple in triples}
    subjects = list(dict.fromkeys(triple.subject for triple in triples))
    for kind in MAIN_TYPES:
        found = [one for one in subjects if kind in nodes[one].types]
        if found:
            outermost = next((one for one in found if one not in inner), found[0])
            return _bounded(nodes[outermost], 0)
    raise BadRecord("The RDF describes no training material, course or event.")


def _triples(element: Element) -> list[Triple]:
    try:
        quads = list(parse(write_xml(element), format=RdfFormat.RDF_XML))
    except (SyntaxError, ValueError) as error:
        raise BadRecord(f"No valid RDF/XML: {str(error)[:200]}") from None
    return [quad.triple for quad in quads]


def _nodes(triples: list[Triple]) -> dict[object, Node]:
    """A node for every subject; objects that are subjects hang on them as nodes, others as IRIs or texts."""
    nodes: dict[object, Node] = {}
    for triple in triples:
        subject = triple.subject
        iri = subject.value if isinstance(subject, NamedNode) else None
        nodes.setdefault(subject, Node(iri=iri))
    for triple in triples:
        node, value = nodes[triple.subject], triple.object
        if triple.predicate == RDF["type"] and isinstance(value, NamedNode):
            node.types.append(local(value.value))
            continue
        said: Value
        if isinstance(value, Literal):
            said = value.value
        else:
            said = nodes.get(value) or Node(iri=value.value if isinstance(value, NamedNode) else None)
        node.said.setdefault(local(triple.predicate.value), []).append(said)
    return nodes


def _bounded(node: Node, depth: int) -> Node:
    """A copy that ends somewhere: in RDF things may hang on each other in a circle."""
    if depth >= DEEPEST:
        return Node(node.iri, list(node.types))
    said = {
        name: [_bounded(value, depth + 1) if isinstance(value, Node) else value for value in values]
        for name, values in node.said.items()
    }
    return Node(node.iri, list(node.types), said)
