"""Datasets as BibTeX: what the graph says and nothing else; what it does not know stays out.

BibTeX counts braces, whatever stands before them, and TeX runs commands: every text is written so that it is
a text there. Where no record says in which order creators stand, they are sorted by name, and the note of the
entry says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.answer.author_order import in_order as ordered
from kg.answer.author_order import note_on_order, orders
from kg.answer.links import Link
from kg.answer.publication_year import published
from kg.answer.table import Exported, Table
from kg.store.graph_reader import GraphReader

_CHUNK = 500
_TEX = {
    "\\": "{\\textbackslash}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}", "$": "\\$", "&": "\\&",
    "#": "\\#", "%": "\\%", "_": "\\_", "~": "{\\textasciitilde}", "^": "{\\textasciicircum}",
}  # fmt: skip
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9.:/-]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_HEAD = (
    "% Datasets found in a PaN knowledge graph, generation {generation}.\n"
    "% Creators are in their own order, unless the note says that it is not known.\n"
)


class Origin(NamedTuple):
    """Who made a dataset and who published it; `in_order` creators come first, the others are by name."""

    creators: tuple[str, ...] = ()
    publisher: str | None = None
    in_order: int = 0


def origins(reader: GraphReader, iris: Sequence[str]) -> dict[str, Origin]:
    """Dataset -> its origin, for those of which something is known."""
    creators: dict[str, dict[str, str]] = defaultdict(dict)
    publishers: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(iris), _CHUNK):
        some = " ".join(str(NamedNode(iri)) for iri in iris[start : start + _CHUNK])
        for row in reader.rows(_NAMES.replace("DATASETS", some)):
            dataset, who, name = (row[key].value for key in ("dataset", "who", "name"))
            if row["role"].value == "creator":
                known = creators[dataset].get(who, name)
                creators[dataset][who] = min(known, name)
            else:
                publishers[dataset].add(name)
    order = orders(reader, [iri for iri, of in creators.items() if len(of) > 1])
    found = {}
    for iri in {*creators, *publishers}:
        links = [Link(*one) for one in creators.get(iri, {}).items()]
        shown, in_order = ordered(links, order.get(iri, {}), lambda of: (of.label or "").casefold())
        names = tuple(of.label for of in shown if of.label)
        found[iri] = Origin(names, min(publishers.get(iri, ()), default=None), in_order)
    return found


_NAMES = """
SELECT DISTINCT ?dataset ?role ?who ?name WHERE {
  VALUES ?dataset { DATASETS }
  { ?dataset dcterms:creator ?who . BIND("creator" AS ?role) }
  UNION
  { ?dataset dcterms:publisher ?who . BIND("publisher" AS ?role) }
  { ?who foaf:name ?name } UNION { ?who rdfs:label ?name } UNION { ?who schema:name ?name }
}
"""


def bibtex(found: Table, known: dict[str, Origin]) -> str:
    """One @misc per dataset, with a comment where some were left out."""
    head = _HEAD.format(generation=found.generation)
    if found.told:
        head += f"% {found.told}\n"
    taken: set[str] = set()
    return head + "".join(_entry(row, known.get(row.iri, Origin()), found.as_of, taken) for row in found.rows)


def _entry(row: Exported, origin: Origin, as_of: date, taken: set[str]) -> str:
    return "\n" + entry("misc", row.doi or row.iri, _fields(row, origin, as_of), taken)


def entry(kind: str, identifier: str, fields: Iterable[tuple[str, str]], taken: set[str]) -> str:
    """One entry; fields whose value is empty are left out, the others must be escaped.

    Its key is made from the identifier and added to those that are taken.
    """
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@{kind}{{{_key(identifier, taken)},", *lines, "}", ""])


def _fields(row: Exported, origin: Origin, as_of: date) -> Iterator[tuple[str, str]]:
    issued, opens, collected = ([one] if one else [] for one in (row.issued, row.available, row.collected))
    when = published(issued, opens, collected, as_of)
    yield "title", f"{{{escaped(row.title)}}}" if row.title.strip() else ""
    yield "author", " and ".join(map(in_braces, origin.creators))
    yield "publisher", escaped(origin.publisher or "")
    yield "year", when.year if when else ""
    yield "doi", verbatim(row.doi or "")
    yield "url", verbatim(row.iri)
    note = note_on_order(len(origin.creators), origin.in_order)
    yield "note", f"Data set. {note}" if note else "Data set"


def escaped(text: str) -> str:
    """A text as TeX shows it, on one line."""
    plain = " ".join(CONTROL.sub(" ", text).split())
    return "".join(_TEX.get(letter, letter) for letter in plain)


def in_braces(name: str) -> str:
    """A name escaped; in braces where BibTeX would take it apart, as "Anders and Sons"."""
    text = escaped(name)
    return f"{{{text}}}" if re.search(r"\band\b", text, re.IGNORECASE) or text.count(",") > 1 else text


def verbatim(text: str) -> str:
    """An identifier as it is, but for what ends a field or a line there."""
    return "".join(_coded(of) if of in "{}\\ " or not of.isprintable() else of for of in text)


def _coded(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


def _key(identifier: str, taken: set[str]) -> str:
    """The DOI or the end of the IRI; a number tells equal ones apart."""
    bare = identifier.partition("://")[2] or identifier
    base = _NOT_IN_KEY.sub("-", bare).strip("-") or "dataset"
    key, number = base, 1
    while key.casefold() in taken:
        number += 1
        key = f"{base}-{number}"
    taken.add(key.casefold())
    return key
