"""Techniques as sources write them, to PaNET classes: what was said is kept beside what it was taken for."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode

from kg.rdf.mint import digest_iri
from kg.rdf.names import PAN, PANET, RDF, RDFS, XSD
from kg.rdf.panet import PanetTable, Term, is_specifier, normal_name, panet_table
from kg.rdf.terms import Triple, text

ASSERTED = PAN["Asserted"]
MAPPED_FROM_TEXT = PAN["MappedFromText"]
FROM_DEFINITION = PAN["FromDefinition"]
INFERRED = PAN["Inferred"]

_PID = re.compile(r"(?:https?://purl\.org/pan-science/PaNET/|PaNET:)?(PaNET\d{5,7})/?$", re.IGNORECASE)
_PROBES = PANET["PaNET00002"].value


@dataclass(frozen=True, slots=True)
class Technique:
    """One technique of a dataset: the class it was taken for (None: not found), and how sure that is."""

    iri: NamedNode | None
    source_text: str
    basis: NamedNode
    confidence: float
    finding: str | None


@lru_cache(maxsize=8192)
def resolve_technique(pid: str | None, name: str | None) -> Technique:
    """What a source's technique id and name stand for; either may be missing.

    Ids count in these spellings: the PaNET IRI with http or https, `PaNET01168`, `PaNET:PaNET01168`. Else the
    name (or an id that is a name) must be a label or alternative label but for case, dashes and blanks.
    A name that contradicts the id lowers the confidence and is reported; the id is never overwritten.
    """
    table = panet_table()
    said = (name or "").strip() or (pid or "").strip()
    number = _PID.match((pid or "").strip())
    if number is None:
        return _by_name(table, [name, pid], said, None)
    term = table.terms.get(f"{PANET}PaNET{number.group(1)[5:]}")
    if term is None:
        return _by_name(table, [name], said, f"{number.group(1)} is not in PaNET {table.version}.")
    finding, confidence = _compare(table, term, name)
    note = _is_no_technique(term)
    findings = " ".join(filter(None, (finding, note))) or None
    return Technique(NamedNode(term.iri), said, ASSERTED, min(confidence, 0.6 if note else 1.0), findings)


def assign(dataset: NamedNode, technique: Technique) -> list[Triple]:
    """The dataset's technique, and the assignment that says how it came about."""
    key = technique.iri.value if technique.iri else ""
    assignment = digest_iri("technique-assignment", dataset.value, technique.source_text, key)
    triples: list[Triple] = [
        (dataset, PAN["qualifiedTechnique"], assignment),
        *((assignment, predicate, value) for predicate, value in _statements(technique)),
    ]
    if technique.iri is not None:
        triples.append((dataset, PAN["technique"], technique.iri))
    return triples


@lru_cache(maxsize=8192)
def _statements(technique: Technique) -> list[tuple[NamedNode, NamedNode | Literal]]:
    confidence = Literal(repr(technique.confidence), datatype=XSD["double"])
    stated: list[tuple[NamedNode, NamedNode | Literal | None]] = [
        (RDF["type"], PAN["TechniqueAssignment"]),
        (PAN["assignedTechnique"], technique.iri),
        (PAN["sourceText"], text(technique.source_text)),
        (PAN["basis"], technique.basis),
        (PAN["confidence"], confidence),
        (PAN["vocabularyVersion"], Literal(panet_table().version)),
        (RDFS["comment"], text(technique.finding)),
    ]
    return [(predicate, value) for predicate, value in stated if value is not None]


def _by_name(table: PanetTable, names: list[str | None], said: str, finding: str | None) -> Technique:
    for term in (_named(table, name) for name in names if name):
        if term is None:
            continue
        findings = " ".join(filter(None, (finding, _is_no_technique(term)))) or None
        confidence = 0.9 if findings is None else 0.6
        return Technique(NamedNode(term.iri), said, MAPPED_FROM_TEXT, confidence, findings)
    unknown = f"No technique of PaNET {table.version} is called so."
    return Technique(None, said, MAPPED_FROM_TEXT, 0.0, f"{finding} {unknown}" if finding else unknown)


def _compare(table: PanetTable, term: Term, name: str | None) -> tuple[str | None, float]:
    """Whether the name fits the id: a finding and the confidence."""
    if not name or not name.strip() or any(_squeezed(said) in _names(term) for said in _readings(name)):
        return None, 1.0
    number = term.iri.removeprefix(str(PANET))
    shown = _shown(name)
    other = _named(table, name)
    if other is None:
        return f'{number} is "{term.label}", but is called "{shown}" here.', 0.6
    kin = term.iri in other.ancestors_or_self or other.iri in term.ancestors_or_self
    if kin:
        finding = f'{number} is "{term.label}"; "{shown}" is a broader or narrower technique.'
        return finding, 0.8
    meant = other.iri.removeprefix(str(PANET))
    return f'{number} is "{term.label}", but is called "{shown}" here, which is {meant}.', 0.4


def _is_no_technique(term: Term) -> str | None:
    number = term.iri.removeprefix(str(PANET))
    if _PROBES in term.ancestors_or_self and term.label.rstrip().endswith("probe"):
        return f'{number} "{term.label}" is a probe, not a technique.'
    if is_specifier(term.iri):
        return f'{number} "{term.label}" is a specifier, not a technique.'
    return None


def _readings(name: str) -> list[str]:
    """The ways to read a name: whole, without what stands in brackets, the brackets' content, the path's end.

    Some catalogues name a technique by its path from the top class, `a.b.small_angle_scattering`, or several.
    """
    whole = name.strip()
    outside, bracket, inside = whole.partition("(")
    readings = [whole, outside, inside.rstrip(") ")] if bracket else [whole]
    if "." in whole and "_" in whole:
        readings += [path.strip().rpartition(".")[2] for path in whole.split(";") if path.strip()]
    return [reading for reading in readings if reading.strip()]


def _named(table: PanetTable, name: str) -> Term | None:
    iris = (_index().get(_squeezed(reading)) for reading in _readings(name))
    return next((table.terms[iri] for iri in iris if iri), None)


def _names(term: Term) -> set[str]:
    return {_squeezed(name) for name in (term.label, *term.alt_labels)}


@cache
def _index() -> dict[str, str]:
    """Squeezed label -> IRI; techniques before specifiers, labels before alternative labels."""
    found: dict[str, list[tuple[bool, bool, str]]] = defaultdict(list)
    for term in panet_table().terms.values():
        for name in (term.label, *term.alt_labels):
            found[_squeezed(name)].append((is_specifier(term.iri), name != term.label, term.iri))
    return {name: min(candidates)[2] for name, candidates in found.items()}


def _squeezed(name: str) -> str:
    return normal_name(name).replace(" ", "")


def _shown(name: str) -> str:
    return name if len(name) <= 120 else name[:119] + "…"
