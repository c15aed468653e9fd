"""The SPARQL bench's invented catalogue, and what its queries find in it."""

from collections import Counter
from pathlib import Path

import pytest
from counted import EXPECTED, Rows, dataset_of, one_dataset
from pyoxigraph import QuerySolutions, QueryTriples, Store

from kg.bench.sparql_graphs import graphs
from kg.bench.sparql_questions import Asked, questions
from kg.bench.sparql_store import build
from kg.bench.sparql_world import Catalogue, Dataset, catalogue
from kg.errors import BadInput
from kg.rdf.names import CITO, DCT, FOAF, PAN
from kg.rdf.panet import panet_table
from kg.store.generation import Generation

SIZE = 300


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
        assert text.count(b"\n") == 3 + 9 + len(work.people) + parts
    for text, paper in zip(records[-2:], small.papers, strict=True):
        assert text.count(b"\n") == 3 + 4 + len(paper.data) + len(paper.papers)


def _triples(dataset: Dataset) -> int:
    """Three of the record, then of the dataset, its techniques, people, instrument, proposal and files."""
    work = dataset.work
    parts = 8 * len(work.techniques) + 3 * len(work.people) + 3 + 4 + 5 * dataset.files
    return 3 + 19 + parts + (5 if dataset.number % 4 == 1 else 0)


def test_a_few_people_and_instruments_have_most_of_it() -> None:
    works = catalogue(8000).works

    people = Counter(person for work in works for person in work.people)
    (_, hub), *others = people.most_common()
    assert hub > 50
    assert sum(count <= 2 for _, count in others) > len(people) / 2


def test_the_words_are_those_of_the_harvesters() -> None:
    """Beside a citation and what harvesting adds, nothing is said in another way than in the recordings."""
    recorded = Path(__file__).parent / "recorded"
    spoken = {
        line.split(" ", 2)[1]
        for name in ("scicat-v3.nt", "scicat-v4.nt", "scicat-files.nt", "nexus.nt")
        for line in (recorded / name).read_text(encoding="utf-8").splitlines()
    }
    used = {
        line.split(b" ", 2)[1].decode() for _, text in graphs(catalogue(20)) for line in text.splitlines()
    }

    assert used - spoken == {str(CITO["cites"]), str(FOAF["primaryTopic"]), str(DCT["source"])}


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


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_every_query_finds_what_the_catalogue_says(store: Store, world: Catalogue, number: str) -> None:
    asked = _asked(world, number)

    for text, values in zip(asked.texts, _values(asked), strict=True):
        assert _found(store, text) == EXPECTED[number](world, values), text


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
        assert found == one_dataset(dataset_of(world, iri))
