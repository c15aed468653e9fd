"""Techniques as sources write them, to PaNET classes: what was said is kept beside what it was taken for."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.link.link import Link, link
from kg.rdf.mint import digest_iri
from kg.rdf.names import PAN, PANET, RDF, XSD
from kg.rdf.panet import PanetTable, Term, is_specifier, normal_name, panet_table
from kg.rdf.terms import Triple, text
from kg.resolve.esrfet import EsrfTechnique, esrf_technique
from kg.resolve.finding import Finding, excerpt, finding_triples

ASSERTED = PAN["Asserted"]
MAPPED_FROM_TEXT = PAN["MappedFromText"]
FROM_DEFINITION = PAN["FromDefinition"]
INFERRED = PAN["Inferred"]

_PID = re.compile(
    r"(?:(?:(?:https?:)?//)?(?:www\.)?purl\.org/pan-science(?:/PaNET)?(?:/v?\d[\w.]*)?(?:/PaNET\.owl)?/?[/#]"
    r"|PaNET[:/#])?PaNET[_:]?(?P<number>\d{7}|\d{5})[/#]?$",
    re.IGNORECASE,
)
_SAME_WORDS, _BROADER = 0.85, 0.7
"""Confidence of a technique taken from words: all of its name's and no more, or its name's among others."""

_FREE = ("about", "keywords")
"""Fields that may speak of anything, so that likeness to a technique's name says little."""

_PROBES = PANET["PaNET00002"].value


@dataclass(frozen=True, slots=True)
class Technique:
    """One technique of a dataset: the class it was taken for (None: not found), and how sure that is."""

    iri: NamedNode | None
    source_text: str
    basis: NamedNode
    confidence: float
    findings: tuple[Finding, ...] = ()


def panet_number(identifier: str) -> str | None:
    """The digits of a PaNET identifier in any spelling, whether PaNET has it or not.

    Spellings: the IRI with http or https, with a version, as a fragment, with a slash at its end,
    percent-encoded; `PaNET01168`, `PaNET:PaNET01168`, `PaNET_01168`, `panet:01168`.
    """
    found = _PID.match(unquote(identifier.strip()))
    return found["number"] if found else None


def resolve_technique(pid: str | None, name: str | None, field: str = "techniques[]") -> Technique:
    """What a source's technique id and name stand for; either may be missing.

    Ids count in the spellings of `panet_number`, and those of ESRFET. Else the name (or an id that is a
    name) must be a label or alternative label but for case, dashes and blanks. A name that contradicts the
    id lowers the confidence and is reported; the id is never overwritten. `field` is where the source says
    it, for findings.
    """
    return _resolved(panet_table(), pid, name, field)


@lru_cache(maxsize=8192)
def _resolved(table: PanetTable, pid: str | None, name: str | None, field: str) -> Technique:
    pid, name = (pid or "").strip(), (name or "").strip()
    if number := panet_number(pid):
        term = table.terms.get(f"{PANET}PaNET{number}")
        if term is not None:
            return _by_id(table, term, pid, name, field)
        return _by_name(table, [name], pid, name, field, _not_in_panet(table, number, pid, field))
    if known := esrf_technique(pid):
        return _by_esrfet(table, known, pid, name, field)
    return _by_name(table, [name, pid], pid, name, field, None)


def assign(dataset: NamedNode, technique: Technique) -> list[Triple]:
    """The dataset's technique, the assignment that says how it came about, and what should be mended."""
    key = technique.iri.value if technique.iri else ""
    assignment = digest_iri("technique-assignment", dataset.value, technique.source_text, key)
    triples: list[Triple] = [
        (dataset, PAN["qualifiedTechnique"], assignment),
        *(
            (assignment, predicate, value)
            for predicate, value in _statements(technique, panet_table().version)
        ),
    ]
    if technique.iri is not None:
        triples.append((dataset, PAN["technique"], technique.iri))
    for finding in technique.findings:
        triples += finding_triples(dataset, finding)
    return triples


@lru_cache(maxsize=8192)
def _statements(technique: Technique, version: str) -> list[tuple[NamedNode, NamedNode | Literal]]:
    confidence = Literal(repr(technique.confidence), datatype=XSD["double"])
    stated: list[tuple[NamedNode, NamedNode | Literal | None]] = [
        (RDF["type"], PAN["TechniqueAssignment"]),
        (PAN["assignedTechnique"], technique.iri),
        (PAN["sourceText"], text(technique.source_text)),
        (PAN["basis"], technique.basis),
        (PAN["confidence"], confidence),
        (PAN["vocabularyVersion"], Literal(version)),
    ]
    return [(predicate, value) for predicate, value in stated if value is not None]


def _by_id(table: PanetTable, term: Term, pid: str, name: str, field: str) -> Technique:
    compared, confidence = _compare(table, term, name, field)
    misused = _is_no_technique(term, pid, name, field)
    findings = tuple(filter(None, (compared, misused)))
    confidence = min(confidence, 0.6 if misused else 1.0)
    return Technique(NamedNode(term.iri), name or pid, ASSERTED, confidence, findings)


def _by_esrfet(table: PanetTable, known: EsrfTechnique, pid: str, name: str, field: str) -> Technique:
    """By our alignment of ESRFET's names with PaNET's; a name beside the id may say more than it."""
    said = name or pid
    local = known.iri.rpartition("#")[2]
    if known.panet is None:
        fits = f"no class of PaNET {table.version} is called so"
        near = _nearest(table, known.label)
        nearest = f'Nearest: "{table.terms[near.technique].label}", {near.technique}.' if near else ""
        advice = nearest or "Choose the nearest one."
        remedy = f'{local} of ESRFET {known.version} is "{known.label}"; {fits}. {advice}'
        finding = Finding("technique-esrfet", f"{field}.pid", pid, None, 0.0, remedy)
        return Technique(None, said, MAPPED_FROM_TEXT, 0.0, (finding,))
    term = table.terms[known.panet]
    remedy = (
        f'Add {term.iri} ("{term.label}"): our alignment by name of {local}, "{known.label}" in ESRFET '
        f"{known.version}; ESRFET itself states none."
    )
    finding = Finding("technique-esrfet", f"{field}.pid", pid, term.iri, known.confidence, remedy)
    return Technique(NamedNode(term.iri), said, MAPPED_FROM_TEXT, known.confidence, (finding,))


def _by_name(
    table: PanetTable, names: list[str], pid: str, name: str, field: str, wrong_id: Finding | None
) -> Technique:
    said = name or pid
    for term in (_named(table, one) for one in names if one):
        if term is None:
            continue
        misused = _is_no_technique(term, pid, name, field)
        missing = None if wrong_id or misused else _without_id(term, said, field)
        confidence = 0.6 if wrong_id or misused else 0.9
        findings = tuple(filter(None, (wrong_id, misused, missing)))
        return Technique(NamedNode(term.iri), said, MAPPED_FROM_TEXT, confidence, findings)
    if wrong_id is not None:
        return Technique(None, said, MAPPED_FROM_TEXT, 0.0, (wrong_id,))
    return _by_words(table, said, f"{field}.name" if name else f"{field}.pid")


def _by_words(table: PanetTable, said: str, field: str) -> Technique:
    """By the words of a name that nothing is called by: taken where that is safe, else suggested.

    Words alone decide, without the encoder, so that a record gives the same triples wherever it is read.
    """
    near = None if field.startswith(_FREE) else _nearest(table, said)
    unknown = f'No technique of PaNET {table.version} is called "{excerpt(said)}"'
    if near is None or near.technique not in table.terms:
        return _unknown(said, field, f"{unknown}; choose the nearest class.")
    term = table.terms[near.technique]
    named = f'"{term.label}"'
    if not near.stated or is_specifier(term.iri) or _is_probe(term):
        return _unknown(said, field, f"{unknown}; nearest: {named}, {term.iri}. Give it if it is meant.")
    sure = _SAME_WORDS if near.basis.startswith("exact") else _BROADER
    remedy = f"{unknown}; by its words it is {named} or narrower: give {term.iri}, or what else is meant."
    finding = Finding("technique-from-words", field, said, term.iri, sure, remedy)
    return Technique(NamedNode(term.iri), said, MAPPED_FROM_TEXT, sure, (finding,))


def _unknown(said: str, field: str, remedy: str) -> Technique:
    finding = Finding("technique-unknown", field, said, None, 0.0, remedy)
    return Technique(None, said, MAPPED_FROM_TEXT, 0.0, (finding,))


def _nearest(table: PanetTable, said: str) -> Link | None:
    """What the words most likely mean, where that need not be asked about; of a path, its end."""
    if panet_number(said) or "://" in said:
        return None
    first = next(iter(link(_readings(said)[-1] if _is_path(said) else said, 1, table=table)), None)
    return first if first and (first.certain or first.stated) else None


def _not_in_panet(table: PanetTable, number: str, pid: str, field: str) -> Finding:
    remedy = f"PaNET{number} is not in PaNET {table.version}; give the identifier of a class that is."
    return Finding("technique-id-unknown", f"{field}.pid", pid, None, 0.0, remedy)


def _without_id(term: Term, said: str, field: str) -> Finding:
    remedy = f'Add the identifier {term.iri} of "{term.label}".'
    return Finding("technique-without-id", f"{field}.pid", said, term.iri, 0.9, remedy)


def _compare(table: PanetTable, term: Term, name: str, field: str) -> tuple[Finding | None, float]:
    """Whether the name fits the id: a finding and the confidence."""
    number, field = term.iri.removeprefix(str(PANET)), f"{field}.name"
    if not name:
        return None, 1.0
    if any(_squeezed(said) in _names(term) for said in _readings(name)):
        if not _is_path(name):
            return None, 1.0
        remedy = f'Write only "{term.label}", the label of {number}.'
        return Finding("technique-name-path", field, name, term.iri, 1.0, remedy), 1.0
    shown, other = excerpt(name), _named(table, name)
    if other is None:
        remedy = f'{number} is "{term.label}", but is called "{shown}" here: correct one of them.'
        return Finding("technique-name-differs", field, name, term.iri, 0.6, remedy), 0.6
    if term.iri in other.ancestors_or_self or other.iri in term.ancestors_or_self:
        remedy = (
            f'{number} is "{term.label}"; "{shown}" is a broader or narrower technique, {other.iri}: choose.'
        )
        return Finding("technique-name-kin", field, name, term.iri, 0.8, remedy), 0.8
    remedy = f'{number} is "{term.label}", but is called "{shown}" here, which is {other.iri}: correct one.'
    return Finding("technique-contradiction", field, name, term.iri, 0.4, remedy), 0.4


def _is_no_technique(term: Term, pid: str, name: str, field: str) -> Finding | None:
    number = term.iri.removeprefix(str(PANET))
    said, field = pid or name, f"{field}.{'pid' if pid else 'name'}"
    if _is_probe(term):
        remedy = f'{number} "{term.label}" is a probe, not a technique: name the technique used with it.'
        return Finding("technique-probe", field, said, term.iri, 0.6, remedy)
    if is_specifier(term.iri):
        remedy = f'{number} "{term.label}" is a specifier, not a technique: name the technique it defines.'
        return Finding("technique-specifier", field, said, term.iri, 0.6, remedy)
    return None


def _is_probe(term: Term) -> bool:
    return _PROBES in term.ancestors_or_self and term.label.rstrip().endswith("probe")


def _is_path(name: str) -> bool:
    return "." in name and "_" in name


def _readings(name: str) -> list[str]:
    """The ways to read a name: whole, without what stands in brackets, the brackets' content, the path's end.

    Some catalogues name a technique by its path from the top class, `a.b.small_angle_scattering`, or several.
    """
    whole = name.strip()
    outside, bracket, inside = whole.partition("(")
    readings = [whole, outside, inside.rstrip(") ")] if bracket else [whole]
    if _is_path(whole):
        readings += [path.strip().rpartition(".")[2] for path in whole.split(";") if path.strip()]
    return [reading for reading in readings if reading.strip()]


def _named(table: PanetTable, name: str) -> Term | None:
    iris = (_index(table).get(_squeezed(reading)) for reading in _readings(name))
    return next((table.terms[iri] for iri in iris if iri), None)


def _names(term: Term) -> set[str]:
    return {_squeezed(name) for name in (term.label, *term.alt_labels)}


@lru_cache(maxsize=2)
def _index(table: PanetTable) -> dict[str, str]:
    """Squeezed label -> IRI; techniques before specifiers, labels before alternative labels.

    The names of a retired term come last, and stand for the one term that replaces it, if there is one.
    """
    found: dict[str, list[tuple[bool, bool, bool, str]]] = defaultdict(list)
    for term in table.terms.values():
        meant = term.replaced_by if term.retired else (term.iri,)
        if len(meant) == 1:
            for name in (term.label, *term.alt_labels):
                rank = term.retired, is_specifier(meant[0]), name != term.label, meant[0]
                found[_squeezed(name)].append(rank)
    return {name: min(candidates)[3] for name, candidates in found.items()}


def _squeezed(name: str) -> str:
    return normal_name(name).replace(" ", "")
