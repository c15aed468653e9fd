"""`mapping-id-form`: an id with blanks, a part doubled, digits missing, or no id at all."""

from collections.abc import Iterator

from kg.ontology.mappings.example import FAULTLESS, MANUAL, example
from kg.ontology.mappings.finding import Hit, inside, trimmed
from kg.ontology.mappings.identifier import curie
from kg.ontology.mappings.mapping import End, Mapping, is_placeholder
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.ontology.mappings.vocabulary import shape

_NO_TERM = "sssom:NoTermFound"


def _find(asked: Asked) -> Iterator[Hit]:
    for mapping in asked.mappings:
        for end in mapping.ends:
            if not is_placeholder(mapping.row.text(end.id_column)):
                yield from _blanks(mapping, end)
                yield from _form(asked, mapping, end)


def _blanks(mapping: Mapping, end: End) -> Iterator[Hit]:
    text, cell = mapping.row.text(end.id_column), mapping.row.cell(end.id_column)
    if text != end.id.written and end.id.written:
        cause = f"The {end.role} id has blanks around it"
        yield Hit(cause, cell, text, suggestion=end.id.written, edits=trimmed(text, cell))


def _form(asked: Asked, mapping: Mapping, end: End) -> Iterator[Hit]:
    cell, found = mapping.row.cell(end.id_column), end.id
    if not found.written:
        yield Hit(f"The {end.role} id is empty", cell, "", suggestion=_NO_TERM)
    elif found.iri is None and (found.prefix is None or " " in found.written):
        cause = f"The {end.role} id is no id, that is a declared prefix, a colon and the rest"
        yield Hit(cause, cell, found.written, f'"{found.written[:80]}"', suggestion=_by_label(asked, end))
    elif found.iri is not None:
        yield from _known(asked, mapping, end, found.iri)


def _known(asked: Asked, mapping: Mapping, end: End, iri: str) -> Iterator[Hit]:
    cell, written = mapping.row.cell(end.id_column), end.id.written
    if end.term is not None and end.term != iri:
        yield _doubled(asked, mapping, end, iri, end.term)
    elif end.term is None and end.is_own and not _has_known_shape(asked, iri):
        shown = " or ".join(sorted(_shapes(asked, iri)))
        cause = f"The {end.role} id has not the form of the ontology's ids ({shown}; # and a number: digits)"
        yield Hit(cause, cell, written, f'"{written}" is unknown', iri, _by_label(asked, end))
    elif " " in written:
        yield Hit(f"The {end.role} id has blanks within it", cell, written, f'"{written}"')
    elif end.id.prefix is None and (short := curie(end.term or iri, asked.table.prefixes)):
        cause = f"The {end.role} id is a whole address where SSSOM has a prefix and the rest"
        yield Hit(cause, cell, written, f'"{written}"', end.term, short, level="info")
    elif end.id.local.startswith("/") and iri.removesuffix(end.id.local).endswith("/"):
        cause = f"The {end.role} id begins with the slash that its prefix ends with already"
        right = f"{end.id.prefix}:{end.id.local.lstrip('/')}"
        yield Hit(cause, cell, written, f'"{written}"', suggestion=right, level="warn")


def _doubled(asked: Asked, mapping: Mapping, end: End, iri: str, term: str) -> Hit:
    local = iri.removeprefix(asked.vocabulary.base_of(iri) or "")
    part, written = local[: len(iri) - len(term)], end.id.written
    text, cell = mapping.row.text(end.id_column), mapping.row.cell(end.id_column)
    edits = inside(text, cell, part, "", text.rfind(local))
    start = written.rfind(local)
    right = written[:start] + written[start + len(part) :]
    detail = f'"{written}" is no term of the ontology, "{right}" is'
    cause = f'The {end.role} id holds "{part}" twice, so that it is unknown'
    return Hit(cause, cell, written, detail, term, right, edits)


def _shapes(asked: Asked, iri: str) -> frozenset[str]:
    return asked.vocabulary.shapes.get(asked.vocabulary.base_of(iri) or "", frozenset())


def _has_known_shape(asked: Asked, iri: str) -> bool:
    shapes = _shapes(asked, iri)
    return not shapes or shape(iri.removeprefix(asked.vocabulary.base_of(iri) or "")) in shapes


def _by_label(asked: Asked, end: End) -> str | None:
    """The id of the only term with the label beside it: to be looked at, never written unasked."""
    bearers = asked.vocabulary.bearers.get(end.label.strip().casefold(), frozenset())
    return curie(next(iter(bearers)), asked.table.prefixes) if len(bearers) == 1 else None


RULE = MappingRule(
    name="mapping-id-form",
    level="fail",
    title="An id that is not well formed",
    why="A blank at its end or a part typed twice makes another id, which no one knows. 46 object ids of "
    "PaNET's IUPAC table end with a blank; `panet:PaNETPaNET00206` is in two tables.",
    remedy="Write the id as its vocabulary does, without blanks.",
    passing=example(FAULTLESS),
    failing=example(
        f"panet:PaNETPaNET01022,diffraction,skos:exactMatch,other:1 ,Diffraction,{MANUAL}",
        f"panet:PaNET0103,powder diffraction,skos:exactMatch,other:2,Powder,{MANUAL}",
    ),
    find=_find,
    is_about_ontology=True,
)
