"""Every dataset of a generation as a document.

A collection also gets techniques, instruments, samples, facility and dates from its parts, and a part knows
the collection it belongs to; so either is found by the words of the other.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from kg.index.documents import Card, Document, Named, Paper, Person
from kg.index.probe import probe_of
from kg.index.quantities import quantities
from kg.index.texts import Lookups, Values, field_texts
from kg.index.things import CITED_BY, LINKED, Progress, Selects, Things
from kg.rdf.names import DOI
from kg.rdf.panet import PanetTable

_ALIKE_SIGNS = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"), **dict.fromkeys("‘’‚´`", "'")}
    | dict.fromkeys("“”„«»", '"')
)
_INHERITED = ("facility", "instrument", "sample", "technique")


class Gathered:
    """The datasets of a graph. Documents are made one by one, sorted by IRI, as they are asked for."""

    def __init__(self, reader: Selects, table: PanetTable, progress: Progress) -> None:
        self._things = Things(reader, progress)
        self._table = table
        self.named: list[Named] = self._things.named()
        self.left_out: Counter[str] = Counter()
        """Why parameters are no quantity that can be asked for, and of how many that is true."""

    def __len__(self) -> int:
        return len(self._things.own)

    def __iter__(self) -> Iterator[Document]:
        things, groups = self._things, dict[tuple[str, ...], int]()
        look = things.look_ups(self.named, self._table)
        self.left_out.clear()
        for iri in sorted(things.own):
            group = groups.setdefault(_group(things, iri), len(groups))
            card = _card(things, iri, look, group, self.left_out)
            texts = field_texts(card, with_parts(things, iri), look, _related_titles(things, iri))
            yield Document(card, {name: of for name, of in texts if of})


def gather(reader: Selects, table: PanetTable, progress: Progress) -> tuple[list[Document], list[Named]]:
    """Every dcat:Dataset as a document, sorted by IRI, and the named facilities and instruments."""
    found = Gathered(reader, table, progress)
    return list(found), found.named


def _related_titles(things: Things, iri: str) -> Iterator[str]:
    around = [things.collection[iri]] if iri in things.collection else things.own[iri]["part"]
    for other in around:
        if other in things.own:
            yield from things.own[other]["title"]


def with_parts(things: Things, iri: str) -> Values:
    """The dataset's values; a collection's with those of its parts where it says nothing itself."""
    own = things.own[iri]
    parts = [things.own[part] for part in own["part"] if part in things.own]
    if not parts:
        return own
    merged = Values(own)
    for name in _INHERITED:
        merged[name] = list(dict.fromkeys([*own[name], *(value for part in parts for value in part[name])]))
    if not own["start"]:
        merged["start"] = sorted(start for part in parts for start in part["start"])[:1]
        merged["end"] = sorted(end for part in parts for end in (part["end"] or part["start"]))[-1:]
    return merged


def _group(things: Things, iri: str) -> tuple[str, ...]:
    """What a reader cannot tell apart: datasets of one collection, or of one title and facility."""
    root = things.collection.get(iri, iri)
    values = with_parts(things, root)
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


def _card(things: Things, iri: str, look: Lookups, group: int, left_out: Counter[str]) -> Card:
    own, values = things.own[iri], with_parts(things, iri)
    description = " ".join(" ".join(values["description"][:1]).split())
    measured = (iri, *own["made_by"])
    probe = probe_of(
        (text for of in measured for text in look.probes.get(of, ())),
        values["technique"],
        values["facility"],
        look.table,
    )
    stated = (parameter for of in measured for parameter in look.parameters.get(of, ()))
    return Card(
        iri=iri,
        title=next(iter(values["title"]), ""),
        group=group,
        doi=iri.removeprefix(str(DOI)) if iri.startswith(str(DOI)) else None,
        collection=things.collection.get(iri),
        parts=sum(part in things.own for part in values["part"]),
        facilities=tuple(values["facility"]),
        instruments=tuple(values["instrument"]),
        techniques=tuple(values["technique"]),
        samples=_sample_names(values, look),
        part_techniques=tuple(of for of in values["technique"] if of not in own["technique"]),
        from_parts=_from_parts(own, values),
        start=values["start"][0][:10] if values["start"] else None,
        end=values["end"][-1][:10] if values["end"] else None,
        issued=max(values["issued"], key=len) if values["issued"] else None,
        available=values["available"][0][:10] if values["available"] else None,
        rights=values["rights"][0].rsplit("/", 1)[-1] if values["rights"] else None,
        summary=description[:300],
        data_kinds=tuple(kind.rpartition("#")[2].lower() for kind in values["kind"]),
        people=tuple(Person(of, next(iter(look.people.get(of, ())), "")) for of in values["creator"]),
        quantities=quantities(stated, probe, left_out),
        elements=_of_samples(values, look.elements),
        compositions=_of_samples(values, look.compositions),
        papers=tuple(_papers(things, values, look)),
        citations=_citations(iri, values, look),
        probe=probe,
    )


def _of_samples(values: Values, said: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(sorted({text for sample in values["sample"] for text in said.get(sample, ())}))


def _papers(things: Things, values: Values, look: Lookups) -> Iterator[Paper]:
    """Linked publications, those with a title first, then references in the source's own words."""
    linked = dict.fromkeys(iri for name in LINKED for iri in values[name] if iri not in things.own)
    for iri in sorted(linked, key=lambda iri: iri not in look.papers):
        yield Paper(iri, min(look.papers.get(iri, ("",))))
    for words in values["reference"]:
        yield Paper("", words)


def _citations(iri: str, values: Values, look: Lookups) -> int | None:
    """Counted pairs in which it is cited; where it is in none, works that are said to cite it, each once.

    None where nobody says anything.
    """
    if iri in look.counted:
        return look.counted[iri]
    citing = {work for name in CITED_BY for work in values[name]} | look.cited_by.get(iri, set())
    return len(citing) or None
