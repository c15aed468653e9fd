"""The invented catalogue as record graphs, in the words that the harvesters write."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache

from kg.bench.sparql_world import FACILITIES, INSTRUMENTS, Catalogue, Dataset, Investigation, Paper
from kg.rdf.mint import digest_iri, doi_iri, graph_iri, thing_iri
from kg.rdf.names import ACCESS, CITO, DCAT, DCT, FOAF, GRAPH, IANA, PAN, QUDT, RDF, RDFS, SCHEMA
from kg.rdf.panet import panet_table
from kg.rdf.syntax import n_triples
from kg.rdf.terms import Literal, NamedNode, Term, Triple, calendar_date, decimal, integer, moment, text, year
from kg.resolve.technique import assign, resolve_technique

Graph = tuple[NamedNode, bytes]
_LICENCE = thing_iri("licence", "invented")
_INVENTED = "Invented to measure with; nobody measured this."
_KEYWORDS = 40


def graphs(world: Catalogue) -> Iterator[Graph]:
    """Every record graph with its N-Triples, and one that names the invented facilities."""
    yield GRAPH["bench-facilities"], _encoded(_facilities())
    for dataset in world.datasets:
        yield _record("dataset", dataset.number, dataset_iri(dataset.number), _dataset(dataset))
    parts: dict[int, list[Dataset]] = {}
    for dataset in world.datasets:
        parts.setdefault(dataset.work.number, []).append(dataset)
    for work in world.works:
        if work.is_published:
            published = _collection(work, parts[work.number])
            yield _record("published-data", work.number, collection_iri(work.number), published)
    for paper in world.papers:
        yield _record("paper", paper.number, paper_iri(paper.number), _paper(paper))


def _record(kind: str, number: int, about: NamedNode, triples: Iterable[Triple]) -> Graph:
    """What a record says, and what harvesting adds to it."""
    graph = graph_iri("bench", kind, str(number))
    added: list[Triple] = [
        (graph, RDF["type"], DCAT["CatalogRecord"]),
        (graph, FOAF["primaryTopic"], about),
        (graph, DCT["source"], Literal("invented.json")),
    ]
    return graph, _encoded([*added, *triples])


def _encoded(triples: Iterable[Triple]) -> bytes:
    return n_triples(triples).encode()


@cache
def facility_iri(facility: int) -> NamedNode:
    """An invented facility."""
    return thing_iri("facility", f"bench-{facility}")


@cache
def instrument_iri(facility: int, instrument: int) -> NamedNode:
    """An instrument of an invented facility."""
    return thing_iri("instrument", f"bench-{facility}", f"beamline-{instrument}")


@cache
def person_iri(facility: int, number: int) -> NamedNode:
    """Somebody at a facility."""
    return digest_iri("person", "bench", str(facility), str(number))


def dataset_iri(number: int) -> NamedNode:
    """A dataset."""
    return thing_iri("dataset", "bench", f"{number:06d}")


def collection_iri(work: int) -> NamedNode:
    """The DOI under which an investigation's datasets are published."""
    return _doi(f"10.5072/bench.{work}")


def paper_iri(number: int) -> NamedNode:
    """The DOI of a paper."""
    return _doi(f"10.5072/paper.{number}")


def _doi(name: str) -> NamedNode:
    found = doi_iri(name)
    assert found is not None
    return found


def _facilities() -> Iterator[Triple]:
    for number in range(FACILITIES):
        facility = facility_iri(number)
        yield facility, RDF["type"], PAN["Facility"]
        yield facility, RDFS["label"], Literal(f"Bench Facility {number}")
        yield facility, RDFS["comment"], Literal(_INVENTED)


def _dataset(dataset: Dataset) -> Iterator[Triple]:
    work, about = dataset.work, dataset_iri(dataset.number)
    for predicate, value in _described(dataset):
        if value is not None:
            yield about, predicate, value
    for iri in work.techniques:
        yield from assign(about, resolve_technique(iri, panet_table().terms[iri].label))
    for person in work.people:
        yield about, DCT["creator"], person_iri(*person)
        yield from _person(*person)
    yield from _instrument(work.facility, work.instrument)
    yield from _beamtime(work)
    for number in range(dataset.files):
        yield from _file(about, dataset, number)
    if dataset.number % 4 == 1:
        yield from _parameter(about, dataset)


def _described(dataset: Dataset) -> Iterator[tuple[NamedNode, Term | None]]:
    work = dataset.work
    opens = dataset.started + timedelta(days=0 if dataset.is_open else 7000)
    yield RDF["type"], DCAT["Dataset"]
    yield RDF["type"], PAN["Dataset"]
    yield DCT["identifier"], Literal(f"bench/{dataset.number:06d}")
    yield DCT["title"], text(f"{work.title}, run {dataset.number}")
    yield DCT["description"], text(f"{work.title}, measured {work.purpose}. {_INVENTED}")
    yield DCAT["keyword"], Literal(f"keyword {dataset.number % _KEYWORDS}")
    yield DCAT["keyword"], Literal(work.title.rpartition(" of ")[2].partition(" ")[0])
    yield DCT["accessRights"], ACCESS["PUBLIC" if dataset.is_open else "RESTRICTED"]
    yield DCT["license"], _LICENCE
    yield DCT["available"], calendar_date(opens.isoformat())
    yield DCT["modified"], moment((dataset.started + timedelta(days=9)).isoformat() + "Z")
    yield PAN["dataKind"], PAN["Raw"]
    yield PAN["collectionStart"], moment(dataset.started.isoformat() + "Z")
    yield PAN["collectionEnd"], moment((dataset.started + timedelta(hours=2)).isoformat() + "Z")
    yield PAN["facility"], facility_iri(work.facility)
    yield PAN["facilityBasis"], Literal("creation location")
    yield PAN["instrument"], instrument_iri(work.facility, work.instrument)
    yield PAN["proposal"], _proposal(work)
    yield PAN["sample"], _sample_iri(work)


@cache
def _instrument(facility: int, instrument: int) -> list[Triple]:
    assert instrument < INSTRUMENTS
    iri = instrument_iri(facility, instrument)
    return [
        (iri, RDF["type"], PAN["Instrument"]),
        (iri, RDFS["label"], Literal(f"BL{instrument:02d}")),
        (iri, PAN["operatedBy"], facility_iri(facility)),
    ]


@cache
def _person(facility: int, number: int) -> list[Triple]:
    person = person_iri(facility, number)
    return [
        (person, RDF["type"], PAN["Person"]),
        (person, FOAF["name"], Literal(f"Person {facility}-{number}")),
    ]


def _proposal(work: Investigation) -> NamedNode:
    return thing_iri("proposal", f"bench-{work.facility}", str(work.number))


def _sample_iri(work: Investigation) -> NamedNode:
    return thing_iri("sample", f"bench-{work.facility}", str(work.number))


def _beamtime(work: Investigation) -> Iterator[Triple]:
    sample = _sample_iri(work)
    yield _proposal(work), RDF["type"], PAN["Proposal"]
    yield _proposal(work), DCT["identifier"], Literal(str(work.number))
    yield sample, RDF["type"], PAN["Sample"]
    yield sample, SCHEMA["name"], Literal(work.title.rpartition(" of ")[2])


def _file(about: NamedNode, dataset: Dataset, number: int) -> Iterator[Triple]:
    file = thing_iri("file", "bench", f"{dataset.number:06d}", f"{number}.h5")
    size = integer(1_000_000 + dataset.number * 37 + number)
    assert size is not None
    yield about, DCAT["distribution"], file
    yield file, RDF["type"], PAN["File"]
    yield file, DCT["title"], Literal(f"run-{dataset.number:06d}-{number}.h5")
    yield file, DCAT["byteSize"], size
    yield file, DCAT["mediaType"], IANA["application/x-hdf5"]


def _parameter(about: NamedNode, dataset: Dataset) -> Iterator[Triple]:
    parameter = thing_iri("parameter", f"bench-{dataset.number:06d}", "temperature")
    kelvin = decimal(4 + dataset.number % 300)
    assert kelvin is not None
    yield about, PAN["parameter"], parameter
    yield parameter, RDF["type"], PAN["Parameter"]
    yield parameter, SCHEMA["name"], Literal("temperature")
    yield parameter, QUDT["numericValue"], kelvin
    yield parameter, SCHEMA["unitText"], Literal("K")


def _collection(work: Investigation, parts: list[Dataset]) -> Iterator[Triple]:
    about, issued = collection_iri(work.number), year(work.started.year + 1)
    assert issued is not None
    for kind in (DCAT["Dataset"], DCAT["DatasetSeries"], PAN["DataCollection"]):
        yield about, RDF["type"], kind
    yield about, DCT["identifier"], Literal(f"10.5072/bench.{work.number}")
    yield about, DCT["title"], Literal(work.title)
    yield about, DCT["issued"], issued
    yield about, DCT["publisher"], facility_iri(work.facility)
    yield about, PAN["facility"], facility_iri(work.facility)
    yield about, PAN["facilityBasis"], Literal("publisher")
    for person in work.people:
        yield about, DCT["creator"], person_iri(*person)
    for part in parts:
        yield about, DCT["hasPart"], dataset_iri(part.number)


def _paper(paper: Paper) -> Iterator[Triple]:
    about, issued = paper_iri(paper.number), year(paper.year)
    assert issued is not None
    yield about, RDF["type"], PAN["Publication"]
    yield about, DCT["identifier"], Literal(f"10.5072/paper.{paper.number}")
    yield about, DCT["title"], Literal(f"What was learnt, part {paper.number}")
    yield about, DCT["issued"], issued
    for work in paper.data:
        yield about, CITO["cites"], collection_iri(work)
    for cited in paper.papers:
        yield about, CITO["cites"], paper_iri(cited)
