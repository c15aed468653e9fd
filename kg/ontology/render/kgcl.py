"""A change in KGCL, the Knowledge Graph Change Language (grammar of kgcl-schema 0.7, https://w3id.org/kgcl).

KGCL knows labels, synonyms, definitions and edges between named things. What it has no words for (class
expressions, other annotations, texts with an apostrophe or a line break) becomes a comment line; the first
line counts those.
"""

from collections.abc import Iterator, Mapping

from kg.ontology.axiom import Axiom, written
from kg.ontology.change import Change
from kg.ontology.document import ALT_LABEL, DEFINITION, DEPRECATED, LABEL, REPLACED_BY, Term
from kg.ontology.expression import Compound
from kg.ontology.render.plain import counted, visible

_EDGES: Mapping[str, str] = {
    "SubClassOf": "rdfs:subClassOf",
    "EquivalentClasses": "owl:equivalentClass",
    "DisjointClasses": "owl:disjointWith",
    "SubObjectPropertyOf": "rdfs:subPropertyOf",
    "ObjectPropertyDomain": "rdfs:domain",
    "ObjectPropertyRange": "rdfs:range",
}
_SAID = {LABEL, ALT_LABEL, DEFINITION, DEPRECATED, REPLACED_BY}


def kgcl(change: Change) -> str:
    """The change as KGCL statements, one a line; without a line end."""
    lines = list(_statements(change))
    unsaid = sum(line.startswith("#") for line in lines)
    head = f"# {counted(len(lines) - unsaid, 'change')} in KGCL, {unsaid:,} that KGCL cannot say"
    return "\n".join([head, *lines])


def _statements(change: Change) -> Iterator[str]:
    for iri in change.added:
        yield from _created(change.after.document.terms[iri])
    for iri, (old, new) in change.kept.items():
        yield from _edited(iri, old, new)
    gone = set(change.removed)
    yield from (_edge("delete", each) for each in change.axioms_removed if each.parts[0] not in gone)
    yield from (f"delete {_id(iri)}" for iri in change.removed)
    yield from (_edge("create", each) for each in change.axioms_added)


def _created(term: Term) -> Iterator[str]:
    label = term.label
    bare = Term(term.iri, term.kinds)
    if label is not None and _can_say(label):
        bare = Term(term.iri, term.kinds, {LABEL: term.annotations[LABEL]})
        yield f"create node {_id(term.iri)} {_quoted(label)}"
    else:
        yield f"create {_id(term.iri)}"
    yield from _edited(term.iri, bare, term)


def _edited(iri: str, old: Term, new: Term) -> Iterator[str]:
    if old.label != new.label:
        yield _or_comment(f"rename {_id(iri)} from {{}} to {{}}", iri, LABEL, old.label, new.label)
    if old.definition != new.definition:
        yield _definition(iri, old.definition, new.definition)
    before, after = dict.fromkeys(old.alt_labels), dict.fromkeys(new.alt_labels)
    for text in (each for each in before if each not in after):
        yield _or_comment(f"remove synonym {{}} for {_id(iri)}", iri, ALT_LABEL, text)
    for text in (each for each in after if each not in before):
        yield _or_comment(f"create synonym {{}} for {_id(iri)}", iri, ALT_LABEL, text)
    if new.retired != old.retired:
        yield _retired(iri, new) if new.retired else f"unobsolete {_id(iri)}"
    elif old.replaced_by != new.replaced_by:
        yield _comment(f"{iri} {REPLACED_BY}: {list(old.replaced_by)} → {list(new.replaced_by)}")
    for prop in sorted(old.annotations.keys() | new.annotations.keys()):
        if prop not in _SAID and old.texts(prop) != new.texts(prop):
            yield _comment(f"{iri} {prop}: {list(old.texts(prop))} → {list(new.texts(prop))}")


def _definition(iri: str, old: str | None, new: str | None) -> str:
    if new is None:
        return f"remove definition for {_id(iri)}"
    if old is None:
        return _or_comment(f"add definition {{}} to {_id(iri)}", iri, DEFINITION, new)
    return _or_comment(f"change definition of {_id(iri)} from {{}} to {{}}", iri, DEFINITION, old, new)


def _retired(iri: str, term: Term) -> str:
    instead = [each for each in term.replaced_by if " " not in each]
    return f"obsolete {_id(iri)}" + (f" with replacement {_id(instead[0])}" if len(instead) == 1 else "")


def _edge(verb: str, statement: Axiom) -> str:
    match statement.kind, statement.parts:
        case kind, (str(low), str(high)) if kind in _EDGES:
            return f"{verb} edge {_id(low)} {_EDGES[kind]} {_id(high)}"
        case "SubClassOf", (str(low), Compound("ObjectSomeValuesFrom", (str(prop), str(filler)))):
            return f"{verb} edge {_id(low)} {_id(prop)} {_id(filler)}"
    return _comment(f"{verb} axiom {written(statement)}")


def _or_comment(form: str, iri: str, prop: str, *texts: str | None) -> str:
    """The statement with the texts in their places, or a comment where KGCL cannot hold one of them."""
    known = [text for text in texts if text is not None and _can_say(text)]
    if len(known) == len(texts):
        return form.format(*map(_quoted, known))
    return _comment(f"{iri} {prop}: {' → '.join(repr(text) for text in texts)}")


def _can_say(text: str) -> bool:
    """A KGCL label stands in apostrophes, without any way to write one, on one line."""
    return bool(text) and "'" not in text and text == visible(text)


def _quoted(text: str) -> str:
    return f"'{text}'"


def _id(iri: str) -> str:
    return f"<{iri}>"


def _comment(text: str) -> str:
    return f"# {visible(text)}"
