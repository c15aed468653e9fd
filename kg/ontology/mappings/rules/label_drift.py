"""`mapping-label-drift`: the label beside an id is no longer the term's."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit, Replace
from kg.ontology.mappings.identifier import curie
from kg.ontology.mappings.mapping import End, Mapping, is_placeholder
from kg.ontology.mappings.rule import Asked, MappingRule


def _find(asked: Asked) -> Iterator[Hit]:
    for mapping in asked.mappings:
        for end in mapping.ends:
            if end.term is not None and end.label.strip() and not is_placeholder(end.label):
                yield from _judge(asked, mapping, end, end.term)


def _judge(asked: Asked, mapping: Mapping, end: End, term: str) -> Iterator[Hit]:
    state, said = asked.vocabulary.label_state(term, end.label), end.label.strip()
    label = asked.vocabulary.terms[term].label
    if state == "same" or label is None or end.label_column is None:
        return
    cell = mapping.row.cell(end.label_column)
    if state == "elsewhere":
        others = asked.vocabulary.bearers[said.casefold()] - {term}
        shown = ", ".join(curie(iri, asked.table.prefixes) or iri for iri in sorted(others))
        cause = f'{end.name} is "{label}", but "{said}" stands beside it, which is {shown}'
        detail = "either the id or the label is wrong"
        yield Hit(cause, cell, said, detail, term, f"{shown}, or: {label}", key=said)
        return
    start = end.label.index(said)
    edits = (Replace(cell, start, start + len(said), label),)
    if state == "alternative":
        cause = f'"{said}" is an alternative label of {end.name}, whose label is "{label}"'
        yield Hit(cause, cell, said, "", term, label, edits, level="info", key=said)
    else:
        cause = f'{end.name} is labelled "{label}", no longer "{said}"'
        yield Hit(cause, cell, said, "", term, label, edits, key=said)


RULE = MappingRule(
    name="mapping-label-drift",
    level="warn",
    title="A label that is no longer the term's",
    why="People read the label, software the id: where they part, nobody knows which was meant. When PaNET "
    "renamed 240 terms in one commit, labels in its mapping tables that no longer match went from 29 to 207.",
    remedy="Write the term's label; where the label is another term's, find out which of them was meant.",
    passing=example(FAULTLESS),
    failing=example(
        f"panet:PaNET01030,diffraction of powders,skos:exactMatch,other:2,Powder,{MANUAL}",
        f"panet:PaNET01188,powder diffraction,skos:exactMatch,other:3,SAS,{MANUAL}",
    ),
    find=_find,
    is_about_ontology=True,
)
