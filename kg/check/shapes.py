"""SHACL shapes read into rules: what must hold for which nodes, and what to say where it does not.

A rule is one constraint of one shape for the targets of one root shape. A root shape that uses a part of
SHACL that rules cannot hold is named as unsupported, with all that hangs on it, and left to pySHACL.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path as File

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.check.constraints import COUNTS, IGNORED, Constraint, Unsupported, read_constraints
from kg.check.facts import Facts, Node, apart
from kg.check.paths import Path, read_path
from kg.errors import BadInput
from kg.rdf.names import OWL, RDF, RDFS, SH
from kg.rdf.syntax import read

TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
"""SHACL's properties that say which nodes a shape judges."""


@dataclass(frozen=True, slots=True)
class Target:
    """Which nodes a root shape judges: `kind` is SHACL's property, `node` its value."""

    kind: str
    node: Node


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint: `shape` states it, `root` has its targets, `owner` is the nearest shape with an IRI."""

    root: Node
    targets: tuple[Target, ...]
    shape: Node
    owner: str
    path: Path | None
    constraint: Constraint
    severity: NamedNode
    message: str
    name: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph: its triples, the rules read from it, and root shapes that rules cannot hold."""

    facts: Facts
    rules: tuple[Rule, ...]
    unsupported: dict[Node, str] = field(default_factory=dict)
    owners: dict[Node, str] = field(default_factory=dict)
    """For each shape, the nearest shape with an IRI: itself, or the one it hangs on."""


def load_shapes(place: Traversable | File) -> Shapes:
    """The shapes of a Turtle file, or of all .ttl files of a folder.

    Raises:
        BadInput: nothing there, or no valid Turtle.
    """
    if place.is_dir():
        files = sorted((file for file in place.iterdir() if file.name.endswith(".ttl")), key=lambda f: f.name)
    else:
        files = [place] if place.is_file() else []
    if not files:
        raise BadInput(f"There are no shapes at {place}; give a .ttl file or a folder of them.")
    return read_shapes(triple for number, file in enumerate(files) for triple in _read_file(file, number))


def _read_file(file: Traversable | File, number: int) -> Iterator[Triple]:
    base = file.resolve().as_uri() if isinstance(file, File) else None
    for quad in read(file.read_bytes(), file.name.rpartition(".")[2], base=base):
        yield apart(quad.triple, number)


def read_shapes(triples: Iterable[Triple]) -> Shapes:
    """The rules of a shapes graph."""
    facts = Facts(triples)
    rules: list[Rule] = []
    unsupported: dict[Node, str] = {}
    for root in facts.subjects():
        targets = tuple(_targets(facts, root))
        if not targets or _is_off(facts, root):
            continue
        try:
            rules += list(_rules(facts, root, (root, targets), _name(root, "an unnamed shape")))
        except Unsupported as reason:
            unsupported[root] = str(reason)
    return Shapes(facts, tuple(rules), unsupported, _owners(facts))


def _targets(facts: Facts, shape: Node) -> Iterator[Target]:
    for kind in TARGETS:
        for node in facts.values(shape, SH[kind]):
            yield Target(kind, node)
    types = facts.values(shape, RDF["type"])
    is_class = RDFS["Class"] in types or OWL["Class"] in types
    if is_class and (SH["NodeShape"] in types or SH["PropertyShape"] in types):
        yield Target("targetClass", shape)


def _rules(facts: Facts, shape: Node, root: tuple[Node, tuple[Target, ...]], owner: str) -> Iterator[Rule]:
    start = facts.value(shape, SH["path"])
    path = read_path(facts, start) if start is not None else None
    severity = facts.value(shape, SH["severity"])
    for constraint in read_constraints(facts, shape, set()):
        if path is None and constraint.kind in COUNTS:
            raise Unsupported(f"sh:{constraint.kind} on a node shape")
        yield Rule(
            *root,
            shape,
            owner,
            path,
            constraint,
            severity if isinstance(severity, NamedNode) else SH["Violation"],
            _text(facts, shape, "message"),
            _text(facts, shape, "name"),
        )
    inner = [each for each in facts.values(shape, SH["property"]) if not _is_off(facts, each)]
    if inner and path is not None:
        raise Unsupported("sh:property below a path")
    for each in inner:
        yield from _rules(facts, each, root, _name(each, owner))


def _is_off(facts: Facts, shape: Node) -> bool:
    off = facts.value(shape, SH["deactivated"])
    return isinstance(off, Literal) and off.value in ("true", "1")


def _name(shape: Node, otherwise: str) -> str:
    return shape.value if isinstance(shape, NamedNode) else otherwise


def _text(facts: Facts, shape: Node, name: str) -> str:
    texts = [text for text in facts.values(shape, SH[name]) if isinstance(text, Literal)]
    english = [text.value for text in texts if (text.language or "en").startswith("en")]
    return (english or [text.value for text in texts] or [""])[0]


def _owners(facts: Facts) -> dict[Node, str]:
    """Shapes without an IRI count for the shape that they hang on, however deep."""
    above = {
        inner: outer
        for outer in facts.subjects()
        for predicate, values in facts.about(outer).items()
        if predicate.value not in IGNORED or predicate == SH["property"]
        for inner in values
    }
    found: dict[Node, str] = {}
    for start in {*above, *facts.subjects()}:
        node, steps = start, 0
        while isinstance(node, BlankNode) and node in above and steps < 100:
            node, steps = above[node], steps + 1
        if isinstance(node, NamedNode):
            found[start] = node.value
    return found
