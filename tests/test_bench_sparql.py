"""The SPARQL bench: its invented catalogue, its queries' answers, and its comparisons of engines."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, Store

from kg.bench import sparql
from kg.bench.sparql_answer import TABLE, TRIPLES, Answer, compared
from kg.bench.sparql_cpu import cpu_ms, family, spent_ms
from kg.bench.sparql_engine import Engine
from kg.bench.sparql_graphs import (
    collection_iri,
    dataset_iri,
    facility_iri,
    graphs,
    instrument_iri,
    paper_iri,
)
from kg.bench.sparql_graphs import person_iri as person_of
from kg.bench.sparql_questions import Asked, questions
from kg.bench.sparql_store import build
from kg.bench.sparql_table import lines
from kg.bench.sparql_world import Catalogue, Dataset, catalogue
from kg.errors import BadInput
from kg.rdf.names import DCAT, DCT, PAN
from kg.rdf.panet import panet_table
from kg.store.generation import Generation

SIZE = 300
Rows = Counter[tuple[str, ...]]


@pytest.fixture(scope="module")
def world() -> Catalogue:
    return catalogue(SIZE)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory, world: Catalogue) -> Generation:
    return build(tmp_path_factory.mktemp("bench") / "store", world)


@pytest.fixture(scope="module")
def store(generation: Generation) -> Store:
    return Store.read_only(str(generation.graph))


def test_the_same_size_gives_the_same_catalogue_and_another_seed_another() -> None:
    assert catalogue(20) == catalogue(20)
    assert catalogue(20) != catalogue(20, seed=1)


def test_the_catalogue_has_the_size_that_was_asked_for() -> None:
    small = catalogue(20)

    assert [dataset.number for dataset in small.datasets] == list(range(20))
    assert [work.number for work in small.works] == [0, 1, 2]  # eight datasets each
    assert len(small.papers) == 2
    assert Counter(dataset.work.number for dataset in small.datasets) == {0: 8, 1: 8, 2: 4}


def test_every_record_is_a_graph_of_the_triples_that_its_parts_add_up_to() -> None:
    small = catalogue(20)

    made = dict(graphs(small))

    published = [work for work in small.works if work.is_published]
    assert len(made) == 1 + 20 + len(published) + 2
    records = list(made.values())
    assert [text.count(b"\n") for text in records[1:21]] == [_triples(dataset) for dataset in small.datasets]
    for text, work in zip(records[21:-2], published, strict=True):
        parts = 4 if work.number == 2 else 8
        assert text.count(b"\n") == 9 + len(work.people) + parts
    for text, paper in zip(records[-2:], small.papers, strict=True):
        assert text.count(b"\n") == 4 + len(paper.data) + len(paper.papers)


def _triples(dataset: Dataset) -> int:
    """Said of the dataset itself, then of its techniques, people, instrument, proposal, sample and files."""
    work = dataset.work
    parts = 8 * len(work.techniques) + 3 * len(work.people) + 3 + 4 + 5 * dataset.files
    return 19 + parts + (5 if dataset.number % 2 else 0)


def test_a_few_people_and_instruments_have_most_of_it() -> None:
    works = catalogue(8000).works

    people = Counter(person for work in works for person in work.people)
    (_, hub), *others = people.most_common()
    assert hub > 50
    assert sum(count <= 2 for _, count in others) > len(people) / 2


def test_the_words_are_those_of_the_harvesters() -> None:
    """Nothing but a citation is said in another way than in the recorded mappings."""
    recorded = Path(__file__).parent / "recorded"
    spoken = {
        line.split(" ", 2)[1]
        for name in ("scicat-v3.nt", "scicat-v4.nt", "scicat-files.nt", "nexus.nt")
        for line in (recorded / name).read_text(encoding="utf-8").splitlines()
    }
    used = {
        line.split(b" ", 2)[1].decode() for _, text in graphs(catalogue(20)) for line in text.splitlines()
    }

    assert used - spoken == {"<http://purl.org/spar/cito/cites>"}


def test_the_generation_is_used_again_and_no_other_folder_is(
    generation: Generation, world: Catalogue, tmp_path: Path
) -> None:
    folder = generation.path.parent.parent
    (tmp_path / "mine.txt").write_text("something", encoding="utf-8")

    assert build(folder, world) == generation
    with pytest.raises(BadInput, match="is not empty"):
        build(tmp_path, world)
    with pytest.raises(BadInput, match="was not made by this bench of 20 datasets"):
        build(folder, catalogue(20))


def test_the_generation_holds_the_vocabularies_with_their_closure(
    generation: Generation, store: Store
) -> None:
    closure = {quad.triple for quad in store.quads_for_pattern(None, PAN["broaderOrSelf"], None)}

    assert len(closure) == sum(len(term.ancestors_or_self) for term in panet_table().terms.values())
    assert generation.facts["datasets"] == SIZE + generation.facts["publications"]
    assert generation.facts["closure"]["members"] == len(panet_table().terms)


@pytest.mark.parametrize("number", ["01", "01b", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12"])
def test_every_query_finds_what_the_catalogue_says(store: Store, world: Catalogue, number: str) -> None:
    asked = _asked(world, number)

    for text, values in zip(asked.texts, _values(asked), strict=True):
        assert _found(store, text) == _EXPECTED[number](world, values), text


def _asked(world: Catalogue, number: str) -> Asked:
    (found,) = [question for question in questions(world) if question.name.split("-")[0] == number]
    return found


def _values(asked: Asked) -> list[str]:
    """The IRI or words that a text was filled with: what it has and the others have not, or none."""
    kinds = ("PaNET/PaNET", "PaNET/NET", "id/facility/", "id/dataset/", "id/person/", "doi.org/")
    found = []
    for text in asked.texts:
        iris = [part.partition(">")[0] for part in text.split("<")[1:] if any(kind in part for kind in kinds)]
        words = text.partition('LCASE(?about), "')[2].partition('"')[0]
        found.append(iris[-1] if iris else words)
    return found


def _found(store: Store, text: str) -> Rows:
    answer = store.query(text)
    if isinstance(answer, QueryTriples):
        return Counter({(str(triple),): 1 for triple in answer})
    assert isinstance(answer, QuerySolutions)
    return Counter(tuple(value.value if value else "" for value in row) for row in answer)


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


def test_one_dataset_comes_with_every_combination_of_technique_person_and_file(
    store: Store, world: Catalogue
) -> None:
    asked = _asked(world, "06")
    columns = ("technique", "techniqueName", "creatorName", "bytes", "collection", "title", "issued")

    for text, iri in zip(asked.texts, _values(asked), strict=True):
        answer = store.query(text)
        assert isinstance(answer, QuerySolutions)
        values = [[row[column] for column in columns] for row in answer]
        found = Counter(tuple(value.value if value else "" for value in row) for row in values)
        assert found == _one_dataset(_dataset(world, iri))


def _one_dataset(dataset: Dataset) -> Rows:
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


def _dataset(world: Catalogue, iri: str) -> Dataset:
    (found,) = [dataset for dataset in world.datasets if dataset_iri(dataset.number).value == iri]
    return found


def _described(world: Catalogue, iri: str) -> Rows:
    dataset = _dataset(world, iri)
    (record,) = [text.decode() for _, text in graphs(world) if f"<{iri}> {DCT['title']}".encode() in text]
    own = [line.removesuffix(" .") for line in record.splitlines() if line.startswith(f"<{iri}> ")]
    work = dataset.work
    own_count = 19 + 2 * len(work.techniques) + len(work.people) + dataset.files + dataset.number % 2
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


_EXPECTED = {
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


def test_one_row_and_another_order_are_noticed() -> None:
    one = _table({"n": ("literal", "1")}, {"n": ("literal", "2")})
    other = _table({"n": ("literal", "2")}, {"n": ("literal", "1")})
    third = _table({"n": ("literal", "2")}, {"n": ("literal", "2")})

    assert compared(TABLE, one) == compared(TABLE, other)
    assert compared(TABLE, one)[0] == 2
    assert compared(TABLE, one) != compared(TABLE, third)


def test_what_engines_spell_in_two_ways_is_the_same() -> None:
    moment = {"datatype": "http://www.w3.org/2001/XMLSchema#dateTime"}
    text = {"datatype": "http://www.w3.org/2001/XMLSchema#string"}
    one = [
        {"type": "literal", "value": "2020-01-01T10:00:00Z", **moment},
        {"type": "literal", "value": "a"},
    ]
    other = [
        {"type": "typed-literal", "value": "2020-01-01T10:00:00+00:00", **moment},
        {"type": "literal", "value": "a", **text},
    ]

    def table(terms: list[dict[str, str]]) -> bytes:
        return json.dumps({"results": {"bindings": [{"x": term} for term in terms]}}).encode()

    assert compared(TABLE, table(one)) == compared(f"{TABLE}; charset=utf-8", table(other))
    assert compared(TRIPLES, b'<a:b> <a:c> "\\u00e4" .\n# end\n') == compared(
        TRIPLES, '<a:b> <a:c> "ä".'.encode()
    )


def _table(*rows: dict[str, tuple[str, str]]) -> bytes:
    bindings = [{name: {"type": kind, "value": value} for name, (kind, value) in row.items()} for row in rows]
    return json.dumps({"head": {}, "results": {"bindings": bindings}}).encode()


def test_answers_agree_only_when_both_are_there_and_the_same() -> None:
    answer, slow = Answer(1.0, 2, "abc"), Answer(9.0, problem="more than 5 s")

    assert answer.agrees(Answer(7.0, 2, "abc"))
    assert not answer.agrees(Answer(7.0, 2, "abd"))
    assert not answer.agrees(slow)
    assert not slow.agrees(slow)


@pytest.fixture
def busy() -> Iterator[int]:
    """A process that has worked, and waits now."""
    work = "sum(range(3_000_000)); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", work], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        started.stdout.readline()
        yield started.pid
        started.kill()


def test_the_time_of_another_process_is_read(busy: int) -> None:
    assert busy in family(os.getpid())
    assert cpu_ms([busy])[busy] > 1
    assert cpu_ms([2**22 + 1]) == {}
    assert spent_ms({1: 5.0, 2: 1.0}, {1: 7.5, 3: 4.0}) == 6.5


@pytest.mark.parametrize("kind", ["bare", "rdflib"])
def test_an_engine_in_a_process_of_its_own_answers(
    kind: str, generation: Generation, store: Store, tmp_path: Path
) -> None:
    path = generation.graph
    if kind == "rdflib":
        path = tmp_path / "some.nt"
        triples = [quad.triple for quad in store.quads_for_pattern(None, DCAT["keyword"], None)]
        path.write_text("".join(f"{triple} .\n" for triple in set(triples)), encoding="utf-8")
    with Engine(kind, path, 20) as engine:
        answer = engine.ask(f"SELECT DISTINCT ?word {{ ?d {DCAT['keyword']} ?word }}")
        described = engine.ask(f"DESCRIBE {dataset_iri(0)}")

    words = {quad.object for quad in store.quads_for_pattern(None, DCAT["keyword"], None)}
    assert (answer.problem, answer.rows) == (None, len(words))
    assert described.rows == (2 if kind == "rdflib" else _count_of(store))


def _count_of(store: Store) -> int:
    return len({quad.triple for quad in store.quads_for_pattern(dataset_iri(0), None, None)})


def test_a_peer_that_takes_too_long_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "few.nt").write_text(
        "".join(f"<a:{n}> <a:p> <a:{n}> .\n" for n in range(90)), encoding="utf-8"
    )
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    with Engine("rdflib", tmp_path / "few.nt", 1) as engine:
        assert engine.ask(endless).problem == "more than 1 s"
        assert engine.ask("SELECT * { <a:1> ?p ?o }").rows == 1


def test_the_table_tells_what_differs() -> None:
    row = {
        "query": "01-count", "rows": 3, "service": 2.0, "worst": 2.5, "bare": 1.0, "ratio": 2.0,
        "target": 20.0, "met": False, "agrees": False, "problem": None,
        "peers": {"rdflib": {"ms": 7.25, "rows": 4, "agrees": False, "problem": None},
                  "virtuoso": {"ms": 0.0, "rows": 0, "agrees": False, "problem": "more than 20 s"}},
    }  # fmt: skip

    head, figures, *notes = lines([row], ["rdflib", "virtuoso"])

    assert head.split() == [
        "CPU",
        "ms,",
        "p50",
        "rows",
        "service",
        "worst",
        "bare",
        "ratio",
        "rdflib",
        "virtuoso",
        "target",
    ]
    assert figures.split() == ["01-count", "3", "2.0", "2.5", "1.0", "2.00", "7.2", "-", "20", "MISSED"]
    assert notes == [
        "    the service and the bare engine give different answers",
        "    rdflib differs: 4 rows",
        "    virtuoso: more than 20 s",
    ]


@pytest.mark.slow
@pytest.mark.bench
def test_the_bench_runs_from_catalogue_to_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.bench.sparql_peers.is_installed", lambda: False)
    said: list[str] = []

    found = sparql.run(said.append, data=tmp_path / "kept", datasets=40, rounds=1, peer_seconds=20)

    assert [row["query"].split("-")[0] for row in found["queries"]] == ["01", "01b"] + [
        f"{number:02d}" for number in range(2, 13)
    ]
    assert all(row["agrees"] and row["problem"] is None for row in found["queries"])
    assert all(row["peers"]["rdflib"]["agrees"] for row in found["queries"])
    assert (tmp_path / "kept" / "sparql-40" / "generations" / "000001").is_dir()
    assert any("overhead of the service" in line for line in said)
    json.dumps(found)
