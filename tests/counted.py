"""What the SPARQL bench's queries must find, counted in Python from the invented catalogue's own records."""

from collections import Counter
from collections.abc import Callable

from kg.bench.sparql_graphs import (
    collection_iri,
    dataset_iri,
    facility_iri,
    graphs,
    instrument_iri,
    paper_iri,
)
from kg.bench.sparql_graphs import person_iri as person_of
from kg.bench.sparql_world import Catalogue, Dataset
from kg.rdf.names import DCT
from kg.rdf.panet import panet_table

Rows = Counter[tuple[str, ...]]


def _technique_count(world: Catalogue, iri: str) -> Rows:
    found = [dataset for dataset in world.datasets if _is_a(dataset, iri)]
    return Counter({(str(len(found)),): 1})


def _is_a(dataset: Dataset, iri: str) -> bool:
    return any(iri in panet_table().terms[used].ancestors_or_self for used in dataset.work.techniques)


def _technique_path_count(world: Catalogue, iri: str) -> Rows:
    """Up the stated parents alone: between equivalent classes there is no such step."""

    def reaches(start: str) -> bool:
        return start == iri or any(reaches(parent) for parent in panet_table().terms[start].parents)

    found = [dataset for dataset in world.datasets if any(map(reaches, dataset.work.techniques))]
    return Counter({(str(len(found)),): 1})


def _facets(world: Catalogue, facility: str) -> Rows:
    counted: Counter[tuple[str, str]] = Counter()
    access = "http://publications.europa.eu/resource/authority/access-right/"
    for dataset in _of_facility(world, facility):
        work = dataset.work
        counted.update(("technique", iri) for iri in work.techniques)
        counted["instrument", instrument_iri(work.facility, work.instrument).value] += 1
        counted["access", access + ("PUBLIC" if dataset.is_open else "RESTRICTED")] += 1
    # A published collection is of the facility, too, but has none of these three.
    return Counter({(facet, value, str(number)): 1 for (facet, value), number in counted.items()})


def _of_facility(world: Catalogue, facility: str) -> list[Dataset]:
    return [dataset for dataset in world.datasets if facility_iri(dataset.work.facility).value == facility]


def _instruments(world: Catalogue, _: str) -> Rows:
    counted = Counter((dataset.work.facility, dataset.work.instrument) for dataset in world.datasets)
    ranked = sorted(counted, key=lambda place: (-counted[place], instrument_iri(*place).value))[:10]
    return Counter({(instrument_iri(*at).value, f"BL{at[1]:02d}", str(counted[at])): 1 for at in ranked})


def _citations(world: Catalogue, _: str) -> Rows:
    papers: dict[tuple[int, int], set[int]] = {}
    citations: Counter[tuple[int, int]] = Counter()
    for paper in world.papers:
        for work in paper.data:
            key = world.works[work].facility, paper.year
            papers.setdefault(key, set()).add(paper.number)
            citations[key] += 1
    return Counter(
        {
            (facility_iri(key[0]).value, str(key[1]), str(len(papers[key])), str(citations[key])): 1
            for key in papers
        }
    )


def _texts(world: Catalogue, words: str) -> Rows:
    told = [
        (
            dataset_iri(dataset.number).value,
            f"{dataset.work.title}, measured {dataset.work.purpose}. "
            "Invented to measure with; nobody measured this.",
        )
        for dataset in world.datasets
    ]
    return Counter(sorted(row for row in told if words in row[1].lower())[:100])


def one_dataset(dataset: Dataset) -> Rows:
    """Every combination of technique, person and file, with what there is one of."""
    work = dataset.work
    collection = collection_iri(work.number).value if work.is_published else ""
    return Counter(
        (
            technique,
            panet_table().terms[technique].label,
            f"Person {person[0]}-{person[1]}",
            str(1_000_000 + dataset.number * 37 + number),
            collection,
            f"{work.title}, run {dataset.number}",
            "",
        )
        for technique in work.techniques
        for person in work.people
        for number in range(dataset.files)
    )


def dataset_of(world: Catalogue, iri: str) -> Dataset:
    (found,) = [dataset for dataset in world.datasets if dataset_iri(dataset.number).value == iri]
    return found


def _described(world: Catalogue, iri: str) -> Rows:
    dataset = dataset_of(world, iri)
    (record,) = [text.decode() for _, text in graphs(world) if f"<{iri}> {DCT['title']}".encode() in text]
    own = [line.removesuffix(" .") for line in record.splitlines() if line.startswith(f"<{iri}> ")]
    work = dataset.work
    own_count = 19 + 2 * len(work.techniques) + len(work.people) + dataset.files + (dataset.number % 4 == 1)
    assert len(own) == own_count
    return Counter({(line,): 1 for line in own})


def _co_authors(world: Catalogue, iri: str) -> Rows:
    teams = [{person_of(*person).value for person in work.people} for work in world.works]
    first = set().union(*(team for team in teams if iri in team))
    second = set().union(*(team for team in teams if first & team))
    return Counter({(person,): 1 for person in second})


def _creators(world: Catalogue, _: str) -> Rows:
    by_year: dict[int, set[tuple[int, int]]] = {}
    for dataset in world.datasets:
        by_year.setdefault(dataset.started.year, set()).update(dataset.work.people)
    return Counter({(str(year), str(len(people))): 1 for year, people in by_year.items()})


def _latest(world: Catalogue, facility: str) -> Rows:
    ranked = sorted(_of_facility(world, facility), key=lambda dataset: dataset.number)
    ranked.sort(key=lambda dataset: dataset.started, reverse=True)
    return Counter(
        (
            dataset_iri(dataset.number).value,
            dataset.started.isoformat() + "Z",
            f"{dataset.work.title}, run {dataset.number}",
        )
        for dataset in ranked[:20]
    )


def _chain(world: Catalogue, iri: str) -> Rows:
    waiting = [paper for paper in world.papers if paper_iri(paper.number).value == iri]
    found: set[str] = set()
    while waiting:
        paper = waiting.pop()
        found |= {collection_iri(work).value for work in paper.data}
        found |= {paper_iri(cited).value for cited in paper.papers}
        waiting += [world.papers[cited] for cited in paper.papers]
    return Counter({(cited,): 1 for cited in found})


def _unpublished(world: Catalogue, _: str) -> Rows:
    counted = Counter(d.work.facility for d in world.datasets if not d.work.is_published)
    return Counter({(facility_iri(place).value, str(number)): 1 for place, number in counted.items()})


EXPECTED: dict[str, Callable[[Catalogue, str], Rows]] = {
    "01": _technique_count,
    "01b": _technique_path_count,
    "02": _facets,
    "03": _instruments,
    "04": _citations,
    "05": _texts,
    "07": _described,
    "08": _co_authors,
    "09": _creators,
    "10": _latest,
    "11": _chain,
    "12": _unpublished,
}
"""By the number of a query: the rows for a catalogue and the value that the query is filled with."""
