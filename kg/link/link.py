"""Which techniques of PaNET a text names: the likeliest first, and whether that is certain or to be asked."""

from dataclasses import dataclass, replace

from kg.link.context import PROBES, unsaid
from kg.link.encoder import Encoder, meanings
from kg.link.names import Name, Names, names_of
from kg.link.normal import LONGEST
from kg.link.readings import Reading, readings
from kg.link.score import WEIGHTS, Scored, Weights, is_certain, may_be_stated, scored, stands_in
from kg.rdf.panet import PanetTable, is_specifier, panet_table

_UNSAID = 1.0
"""Score of the technique that the place of a text makes of an exact name."""


@dataclass(frozen=True, slots=True)
class Link:
    """One technique that a text may name.

    `score` from 0 to 1; `basis` says in words what it rests on; `certain` that it need not be asked about;
    `stated` that a dataset may get it unasked, which is stricter. `matched` is the name that fits; `twin` the
    other of a pair of technique and specifier that mean the same.
    """

    iri: str
    label: str
    score: float
    basis: str
    certain: bool
    stated: bool
    matched: str
    twin: str | None

    @property
    def technique(self) -> str:
        """The IRI to assign: a specifier's is that of the technique it defines, where there is one."""
        return self.twin if self.twin and is_specifier(self.iri) else self.iri

    def as_json(self) -> dict[str, str | float | bool | None]:
        """What `kg link --json` and `/api/v1/link` tell of it."""
        return {
            "iri": self.iri,
            "label": self.label,
            "score": self.score,
            "basis": self.basis,
            "certain": self.certain,
            "matched": self.matched,
            "twin": self.twin,
        }


def link(
    text: str,
    limit: int = 5,
    context: str | None = None,
    encoder: Encoder | None = None,
    table: PanetTable | None = None,
    weights: Weights = WEIGHTS,
) -> list[Link]:
    """The techniques that the text may name, at most `limit`; only the first can be certain or stated.

    `context`: "x-ray" or "neutron" where the place of the text leaves its probe unsaid (`read_context`); the
    answer then is a technique. Without, a text that is exactly the name of a specifier, and not of its
    technique, gets the specifier; and one of which PaNET has a kind with x-rays or neutrons is not certain:
    half of such texts in the development mappings mean that. Without `encoder` the answer rests on words and
    letters alone, and is the same everywhere. A text without a word like a name's has none.
    """
    table = table or panet_table()
    ways = readings(text, table)
    if not ways or limit < 1:
        return []
    names = names_of(table)
    order = _order(_best(text, ways, names, encoder, weights), ways[0], context, names)
    links = [_link(of, names) for of in order[:limit]]
    if links:
        asks = _asks_for_beam(ways[0], context, names)
        links[0] = _judged(links[0], order, names, encoder is not None, asks)
    return links


def _order(best: dict[str, Scored], whole: Reading, context: str | None, names: Names) -> list[Scored]:
    """The likeliest first; techniques before specifiers where they score alike."""
    pairs = _paired(best, names, keep_specifiers=context is None)
    order = sorted(pairs, key=lambda of: (-of.score, is_specifier(of.name.iri), of.name.iri))
    inferred = unsaid(whole, context, names) if order else None
    if inferred is None:
        return order
    return [_at_place(inferred, order), *(of for of in order if of.name.iri != inferred[0])]


def _asks_for_beam(whole: Reading, context: str | None, names: Names) -> bool:
    return context is None and any(unsaid(whole, beam, names) for beam in PROBES)


def _judged(first: Link, order: list[Scored], names: Names, with_encoder: bool, asks_for_beam: bool) -> Link:
    """The first link, with what may be said of it."""
    one = not _names_several(order)
    stated = one and may_be_stated(order[0]) and not _is_contested(order, names)
    certain = one and is_certain(order[0], with_encoder) and not asks_for_beam
    basis = f"{first.basis}, beam unsaid" if asks_for_beam else first.basis
    return replace(first, certain=certain, stated=stated, basis=basis)


def _best(
    text: str, ways: list[Reading], names: Names, encoder: Encoder | None, weights: Weights
) -> dict[str, Scored]:
    """Term -> the best of its names under the best of the readings."""
    dense = meanings([way.words for way in ways], text[:LONGEST], names, encoder) if encoder else None
    found: dict[str, Scored] = {}
    for number, way in enumerate(ways):
        rows = None if dense is None else (dense[0][number], dense[1])
        for one in scored(text, way, names, rows, weights):
            before = found.get(one.name.iri)
            if before is None or one.score > before.score:
                found[one.name.iri] = one
    return found


def _paired(best: dict[str, Scored], names: Names, keep_specifiers: bool) -> list[Scored]:
    """Each pair of technique and specifier once."""
    left = dict(best)
    for specifier, technique in names.twins.items():
        own, other = left.get(specifier), left.get(technique)
        if own is None:
            continue
        if keep_specifiers and own.exact and (other is None or own.score > other.score):
            left.pop(technique, None)
            continue
        del left[specifier]
        if other is None or own.score > other.score:
            label = names.table.terms[technique].label
            left[technique] = replace(own, name=Name(technique, label, own.name.kind, own.name.words))
    return list(left.values())


def _names_several(order: list[Scored]) -> bool:
    """Whether parts of the text name different techniques, each exactly: "SAXS/WAXS"."""
    parts = [of.reading.words for of in order[:2] if of.exact and "a part" in of.reading.how]
    return len({*parts}) > 1


def _is_contested(order: list[Scored], names: Names) -> bool:
    """Whether another technique stands in the text, too, neither broader nor part of the first's name.

    Nuclear resonant inelastic x-ray scattering is no resonant inelastic x-ray scattering.
    """
    first, *others = order
    broader = names.table.terms[first.name.iri].ancestors_or_self
    said = {*first.name.words}
    return any(
        stands_in(of) and of.name.iri not in broader and not said.issuperset(of.name.words) for of in others
    )


def _at_place(inferred: tuple[str, str], order: list[Scored]) -> Scored:
    iri, written = inferred
    first = order[0]
    name = Name(iri, written, first.name.kind, first.name.words)
    reading = Reading(first.reading.words, "probe unsaid there", 1.0)
    return Scored(name, _UNSAID, reading, exact=True, said=1.0, told=1.0, head=True)


def _link(of: Scored, names: Names) -> Link:
    how = f", {of.reading.how}" if of.reading.how else ""
    return Link(
        iri=of.name.iri,
        label=names.table.terms[of.name.iri].label,
        score=round(min(of.score, 1.0), 4),
        basis=("exact " if of.exact else "near ") + of.name.kind + how,
        certain=False,
        stated=False,
        matched=of.name.written,
        twin=names.pairs.get(of.name.iri),
    )
