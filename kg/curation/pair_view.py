"""One pair as a curator sees it: both works, every claim in its own words, and what the rules make of them.

What other curators say is left out until the curator has given a word of their own.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.answer.work_line import node_of
from kg.citation.book import Book
from kg.citation.curated import automatic, without_curators
from kg.citation.row import KnownWork, Label, Pair, SaidClaim
from kg.citation.work import Work
from kg.rdf.names import DCT, FOAF, RDFS
from kg.store.graph_reader import GraphReader

MOST_CLAIMS = 30
"""Claims whose words are shown; the graph has all of them."""

_WORDS = """
SELECT ?claim ?said ?text WHERE {{
  VALUES (?g ?claim) {{ {claims} }}
  GRAPH ?g {{ ?claim pan:claimSubject ?subject .
    OPTIONAL {{ ?claim pan:claimText ?said }} OPTIONAL {{ ?claim pan:citingText ?text }} }}
}}
"""


_NAMES = """
SELECT ?thing ?property ?name WHERE {{
  VALUES ?thing {{ {things} }}
  VALUES ?property {{ rdfs:label foaf:name dcterms:title dcterms:identifier }}
  ?thing ?property ?name
}}
"""
_PREFERRED = (RDFS["label"].value, FOAF["name"].value, DCT["title"].value, DCT["identifier"].value)


@dataclass(frozen=True, slots=True)
class SaidAs:
    """A claim: `said` as it stands at the source, `text` the sentence that names the data."""

    claim: SaidClaim
    said: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair; `own` is the curator's label, `others` those of others, empty before there is an own one.

    `names` are those of the instruments, proposals and publishers of both works, by IRI.
    """

    pair: Pair
    citing: KnownWork | None
    cited: KnownWork | None
    claims: tuple[SaidAs, ...]
    behind: str
    behind_basis: tuple[dict[str, Any], ...]
    reuse: str
    reuse_basis: tuple[dict[str, Any], ...]
    flags: tuple[str, ...]
    own: Label | None
    others: tuple[Label, ...]
    names: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The JSON form; verdicts are those of the rules."""
        pair = self.pair
        return {
            "node": pair.node,
            "citing": {"iri": pair.citing} | (self.citing.work.as_json() if self.citing else {}),
            "cited": {"iri": pair.cited} | (self.cited.work.as_json() if self.cited else {}),
            "class": pair.klass,
            "date": pair.date.text if pair.date else None,
            "is_constructed": pair.is_constructed,
            "flags": list(self.flags),
            "rules": {
                "behind": self.behind, "behind_basis": list(self.behind_basis),
                "reuse": self.reuse, "reuse_basis": list(self.reuse_basis),
            },
            "claims": [asdict(one.claim) | {"said": one.said, "text": one.text} for one in self.claims],
            "own": asdict(self.own) if self.own else None,
            "others": [asdict(one) for one in self.others],
        }  # fmt: skip


def view(book: Book, reader: GraphReader, citing: str, cited: str, curator: str) -> PairView | None:
    """The pair of two works, each named by any of its identifiers; None where there is none."""
    pair = next(book.pairs_of(cited=cited, citing=citing), None)
    if pair is None:
        return None
    last = {of.curator: of for of in book.labels_of(pair)}
    own = last.pop(curator, None)
    citing_work, cited_work = book.work(pair.citing), book.work(pair.cited)
    return PairView(
        pair=pair,
        citing=citing_work,
        cited=cited_work,
        claims=_in_words(reader, book.claims_of(pair)[:MOST_CLAIMS]),
        behind=automatic(pair.behind, pair.behind_basis),
        behind_basis=without_curators(pair.behind_basis),
        reuse=automatic(pair.reuse, pair.reuse_basis),
        reuse_basis=without_curators(pair.reuse_basis),
        flags=pair.flags if own else tuple(flag for flag in pair.flags if flag not in _OF_CURATORS),
        own=own,
        others=tuple(last.values()) if own else (),
        names=_names(reader, [of.work for of in (citing_work, cited_work) if of]),
    )


def no_such_pair(citing: str, cited: str) -> str:
    """What is said of two works that no claim joins."""
    return f"No claim says that {citing[:200]} cites {cited[:200]}."


_OF_CURATORS = ("rejected", "curators-disagree")


def _names(reader: GraphReader, works: Sequence[Work]) -> dict[str, str]:
    """What the graph calls the instruments, proposals and publishers of works, where it names them."""
    iris = {iri for of in works for iri in (*of.instruments, *of.proposals, of.publisher or "")}
    things = " ".join(sorted(str(thing) for iri in iris if (thing := node_of(iri)) is not None))
    if not things:
        return {}
    rows = [
        (_PREFERRED.index(row["property"].value), row["name"].value, row["thing"].value)
        for row in reader.rows(_NAMES.format(things=things))
    ]
    return {thing: name for _, name, thing in sorted(rows, reverse=True)}


def _in_words(reader: GraphReader, claims: Sequence[SaidClaim]) -> tuple[SaidAs, ...]:
    if not claims:
        return ()
    named = " ".join(f"({NamedNode(one.graph)!s} {NamedNode(one.node)!s})" for one in claims)
    found: dict[str, tuple[str | None, str | None]] = {}
    for row in reader.rows(_WORDS.format(claims=named)):
        said, text = row.get("said"), row.get("text")
        found[row["claim"].value] = (said.value if said else None, text.value if text else None)
    return tuple(SaidAs(one, *found.get(one.node, (None, None))) for one in claims)
