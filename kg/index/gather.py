"""Read every dataset of a generation: one query per property, joined here by IRI.

A collection also gets techniques, instruments, samples, facility and dates from its parts, and a part knows
the collection it belongs to; so either is found by the words of the other.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, Protocol

from pyoxigraph import NamedNode

from kg.index.documents import Card, Document, Kind, Named
from kg.index.texts import Lookups, Values, field_texts
from kg.rdf.names import DCAT, DCT, DOI, FOAF, PAN, RDFS, SCHEMA, SKOS
from kg.rdf.panet import PanetTable

Progress = Callable[..., None]


class Selects(Protocol):
    """What is asked of a store's reader."""

    def rows(self, query: str, /, **bindings: NamedNode) -> Iterable[Mapping[str, Any]]:
        """The solutions of a stored query, one by one."""


_OWN = {
    "title": DCT["title"], "identifier": DCT["identifier"], "description": DCT["description"],
    "keyword": DCAT["keyword"], "creator": DCT["creator"], "facility": PAN["facility"],
    "instrument": PAN["instrument"], "sample": PAN["sample"], "technique": PAN["technique"],
    "start": PAN["collectionStart"], "issued": DCT["issued"], "available": DCT["available"],
    "rights": DCT["accessRights"], "part": DCT["hasPart"], "distribution": DCAT["distribution"],
}  # fmt: skip
_ALIKE_SIGNS = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"), **dict.fromkeys("‘’‚´`", "'")}
    | dict.fromkeys("“”„«»", '"')
)
_INHERITED = ("facility", "instrument", "sample", "technique")


class Things:
    """All datasets with the values of their properties, and the labels of what these point to."""

    def __init__(self, reader: Selects, progress: Progress) -> None:
        self._reader = reader
        self.own: dict[str, Values] = {iri: defaultdict(list) for iri in _members(reader, DCAT["Dataset"])}
        for done, (name, property_) in enumerate(_OWN.items()):
            progress("Reading the graph", done, len(_OWN))
            for iri, values in _values(reader, self.own, property_).items():
                self.own[iri][name] = sorted(set(values))
        self.collection = {
            part: iri
            for iri, values in sorted(self.own.items())
            for part in values["part"]
            if part in self.own
        }

    def labels(self, class_: NamedNode, *properties: NamedNode) -> dict[str, list[str]]:
        """Thing -> its values of these properties, in their order."""
        found: dict[str, list[str]] = defaultdict(list)
        members = _members(self._reader, class_)
        for property_ in properties:
            for iri, values in _values(self._reader, members, property_).items():
                found[iri] += sorted(set(values) - set(found[iri]))
        return found

    def named(self) -> list[Named]:
        """Facilities, then instruments, each with the facility it belongs to; both sorted by label."""
        facilities = self.labels(PAN["Facility"], RDFS["label"], SKOS["notation"], SKOS["altLabel"])
        instruments = self.labels(PAN["Instrument"], RDFS["label"], SKOS["notation"], SKOS["altLabel"])
        operators = self.labels(PAN["Instrument"], PAN["operatedBy"])
        wholes = self.labels(PAN["Facility"], DCT["isPartOf"])
        found = [_named("facility", iri, names, wholes) for iri, names in facilities.items()]
        found += [_named("instrument", iri, names, operators) for iri, names in instruments.items()]
        return sorted(found, key=lambda of: (of.kind, of.label, of.iri))


def gather(reader: Selects, table: PanetTable, progress: Progress) -> tuple[list[Document], list[Named]]:
    """Every dcat:Dataset as a document, sorted by IRI, and the named facilities and instruments."""
    things = Things(reader, progress)
    named = things.named()
    look = Lookups(
        named={of.iri: of for of in named},
        people=things.labels(PAN["Person"], FOAF["name"]),
        samples=things.labels(PAN["Sample"], SCHEMA["name"]),
        sample_ids=things.labels(PAN["Sample"], DCT["identifier"]),
        formulas=things.labels(PAN["Sample"], PAN["chemicalFormula"]),
        files=things.labels(PAN["File"], DCT["title"]),
        table=table,
    )
    groups: dict[tuple[str, ...], int] = {}
    documents = []
    for iri in sorted(things.own):
        values = _with_parts(things, iri)
        card = _card(things, iri, values, look, groups.setdefault(_group(things, iri), len(groups)))
        texts = field_texts(card, values, look, _related_titles(things, iri))
        documents.append(Document(card, {name: of for name, of in texts if of}))
    return documents, named


def _related_titles(things: Things, iri: str) -> Iterator[str]:
    around = [things.collection[iri]] if iri in things.collection else things.own[iri]["part"]
    for other in around:
        yield from things.own.get(other, {}).get("title", ())


def _named(kind: Kind, iri: str, names: list[str], wholes: dict[str, list[str]]) -> Named:
    return Named(kind, iri, names[0], tuple(names), next(iter(wholes.get(iri, ())), None))


def _members(reader: Selects, class_: NamedNode) -> set[str]:
    return {row["thing"].value for row in reader.rows("things_of_class", **{"class": class_})}


def _values(reader: Selects, members: Container[str], property_: NamedNode) -> dict[str, list[str]]:
    """Thing -> its values; a thing described by two records may have a value twice."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows("values_of_property", property=property_):
        if (thing := row["thing"].value) in members:
            found[thing].append(row["value"].value)
    return found


def _with_parts(things: Things, iri: str) -> Values:
    """The dataset's values; a collection's with those of its parts where it says nothing itself."""
    own = things.own[iri]
    parts = [things.own[part] for part in own["part"] if part in things.own]
    if not parts:
        return own
    merged: Values = defaultdict(list, own)
    for name in _INHERITED:
        merged[name] = list(dict.fromkeys([*own[name], *(value for part in parts for value in part[name])]))
    if not own["start"]:
        merged["start"] = sorted(start for part in parts for start in part["start"])[:1]
    return merged


def _group(things: Things, iri: str) -> tuple[str, ...]:
    """What a reader cannot tell apart: datasets of one collection, or of one title and facility."""
    root = things.collection.get(iri, iri)
    values = _with_parts(things, root)
    title = _plain_title("".join(values["title"][:1]))
    # Without a facility, nothing says that two records of one title have more in common than that.
    return (title, values["facility"][0]) if title and values["facility"] else (root,)


def _plain_title(title: str) -> str:
    """Without what a reader overlooks: case, runs of blanks, kinds of dashes and quotes, the final dot.

    Signs stay: "at -5 °C" is not "at 5 °C".
    """
    plain = " ".join(unicodedata.normalize("NFKC", title).translate(_ALIKE_SIGNS).casefold().split())
    return plain.rstrip(" .")


def _from_parts(own: Values, values: Values) -> tuple[str, ...]:
    names = [name for name in _INHERITED if values[name] and not own[name]]
    return (*names, "year") if values["start"] and not own["start"] else tuple(names)


def _sample_names(values: Values, look: Lookups) -> tuple[str, ...]:
    """A sample's name; its identifier where it has none."""
    names = [look.samples.get(of, look.sample_ids.get(of, [])) for of in values["sample"]]
    return tuple(dict.fromkeys(name for of in names for name in of[:1]))


def _card(things: Things, iri: str, values: Values, look: Lookups, group: int) -> Card:
    doi = iri.removeprefix(str(DOI)) if iri.startswith(str(DOI)) else None
    own = things.own[iri]
    description = " ".join(" ".join(values["description"][:1]).split())
    return Card(
        iri=iri,
        title=next(iter(values["title"]), ""),
        group=group,
        doi=doi,
        collection=things.collection.get(iri),
        parts=sum(part in things.own for part in values["part"]),
        facilities=tuple(values["facility"]),
        instruments=tuple(values["instrument"]),
        techniques=tuple(values["technique"]),
        samples=_sample_names(values, look),
        part_techniques=tuple(of for of in values["technique"] if of not in own["technique"]),
        from_parts=_from_parts(own, values),
        start=values["start"][0][:10] if values["start"] else None,
        issued=max(values["issued"], key=len) if values["issued"] else None,
        available=values["available"][0][:10] if values["available"] else None,
        rights=values["rights"][0].rsplit("/", 1)[-1] if values["rights"] else None,
        summary=description[:300],
    )
