"""Classification by HermiT, the cross-check: another engine, another language, the RDF instead of our axioms.

owlready2 brings HermiT's jar; it is run as owlready2 runs it, but on a file of our own: owlready2 would make
Python classes of the ontology first, which fails where a name is a class and a property (ESRFET).
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.errors import BadInput
from kg.ontology.document import CLASS, OBJECT_PROPERTY, Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.read import vocabulary as owl
from kg.ontology.reason.closure import closure
from kg.ontology.reason.complete import not_given
from kg.ontology.reason.positions import classes_used, properties_used
from kg.rdf.names import OWL

SECONDS = 300.0
"""How long HermiT may run; PaNET takes about four seconds, most of them Java's."""

_MEGABYTES = 2000
_MAIN = "org.semanticweb.HermiT.cli.CommandLine"
_NO_NETWORK = tuple(
    f"-D{scheme}.proxy{what}" for scheme in ("http", "https") for what in ("Host=127.0.0.1", "Port=9")
)
_LINE = re.compile(r"^(SubClassOf|EquivalentClasses)\( ((?:<[^>]+>\s*)+) \)$", re.MULTILINE)
_NAME = re.compile(r"<([^>]+)>")
_THING, _NOTHING = OWL["Thing"].value, OWL["Nothing"].value


def hermit(document: Document, seconds: float = SECONDS) -> Hierarchy:
    """The hierarchy that the triples of the document and its imports imply.

    Raises:
        BadInput: Java or owlready2 is not there, HermiT cannot read the ontology, takes too long, or finds
            that it contradicts itself as a whole.
    """
    java, classpath = _installed()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ontology.nt"
        file.write_text("".join(f"{triple!s} .\n" for triple in _given(document)), "utf-8")
        memory = f"-Xmx{_MEGABYTES}M"
        command = [java, memory, *_NO_NETWORK, "-cp", classpath, _MAIN, "-c", "-D", "-I", file.as_uri()]
        said = _run(command, document.name, seconds)
    reasons = tuple(not_given(document))
    broader, unsatisfiable = _read(said, _classes(document))
    return Hierarchy(broader, unsatisfiable, not reasons, "HermiT 1.4.3 (owlready2)", reasons)


def _installed() -> tuple[str, str]:
    java = shutil.which("java")
    if java is None:
        raise BadInput("HermiT needs Java, and there is none here. Install a JRE, or use --reasoner rustdl.")
    spec = find_spec("owlready2")
    folder = Path(spec.origin or "").with_name("hermit") if spec else None
    if folder is None or not (folder / "HermiT.jar").is_file():
        raise BadInput(
            "HermiT comes with owlready2, which is not installed. Install it with `pip install owlready2`,"
            " or use --reasoner rustdl."
        )
    # Beside the jar lie classes of owlready2 that take the place of some in it.
    return java, os.pathsep.join([str(folder), str(folder / "HermiT.jar")])


def _run(command: list[str], name: str, seconds: float) -> str:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise BadInput(f"HermiT did not finish {name} within {seconds:,.0f} s.") from None
    said = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
    if "Inconsistent ontology" in said or "InconsistentOntologyException" in said:
        raise BadInput(f"{name} contradicts itself as a whole, so nothing was classified.")
    if done.returncode or "Usage:" in said:
        first = next((line for line in said.splitlines() if line.strip()), "no reason given")
        raise BadInput(f"HermiT cannot classify {name}: {first.strip()[:300]}")
    return said.replace("\r", "")


def _given(document: Document) -> Iterator[Triple]:
    """All triples but the requests for imports; blank nodes of different documents are kept apart."""
    for number, each in enumerate(document.with_imports):
        for triple in each.triples:
            if triple.predicate.value != owl.IMPORTS:
                yield _renamed(triple, f"d{number}x")
    declared = {iri for each in document.with_imports for iri in each.terms}
    for kind, names in ((CLASS, classes_used), (OBJECT_PROPERTY, properties_used)):
        for iri in sorted({*names(document)} - declared):
            yield Triple(NamedNode(iri), NamedNode(owl.TYPE), NamedNode(kind))


def _renamed(triple: Triple, prefix: str) -> Triple:
    subject, predicate, value = triple
    if isinstance(subject, BlankNode):
        subject = BlankNode(prefix + subject.value)
    if isinstance(value, BlankNode):
        value = BlankNode(prefix + value.value)
    return Triple(subject, predicate, value)


def _classes(document: Document) -> set[str]:
    declared = {iri for each in document.with_imports for iri in each.classes}
    return (declared | {*classes_used(document)}) - {_THING, _NOTHING}


def _read(said: str, classes: set[str]) -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
    nearest: dict[str, set[str]] = {iri: set() for iri in classes}
    unsatisfiable: set[str] = set()
    for relation, listed in _LINE.findall(said):
        names = [name for name in _NAME.findall(listed) if name != _THING]
        if _NOTHING in names:
            unsatisfiable.update(name for name in names if name in classes)
        elif relation == "SubClassOf" and len(names) == 2 and {*names} <= classes:
            nearest[names[0]].add(names[1])
        elif relation == "EquivalentClasses":
            for name in names:
                nearest.setdefault(name, set()).update(names)
    satisfiable = {
        iri: {high for high in highs if high not in unsatisfiable}
        for iri, highs in nearest.items()
        if iri not in unsatisfiable
    }
    return closure(satisfiable), tuple(sorted(unsatisfiable))
