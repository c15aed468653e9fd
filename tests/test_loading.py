"""`kg load` and `kg dump`: the way into and out of a store, and from one release to the next."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg import pipeline
from kg.errors import BadInput
from kg.loading import load_files
from kg.rdf.names import GRAPH
from kg.store.home import Home
from kg.store.reader import Reader

QUADS = """\
<https://example.org/a> <https://example.org/p> "one" <https://example.org/g1> .
<https://example.org/a> <https://example.org/p> "two"@en <https://example.org/g2> .
_:x <https://example.org/p> _:y <https://example.org/g1> .
_:x <https://example.org/p> "same node" <https://example.org/g2> .
<https://example.org/a> <https://example.org/p> "01.50"^^<http://www.w3.org/2001/XMLSchema#string> .
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def dump(home: Home) -> set[str]:
    current = home.current()
    assert current is not None
    file = home.path / "dump.nq"
    number = home.reader(current).dump(file)
    lines = file.read_text("utf-8").split("\n")[:-1]
    assert number == len(lines) == len(set(lines))
    return set(lines)


def own(home: Home) -> set[str]:
    """Without the shipped vocabularies."""
    return {line for line in dump(home) if str(GRAPH) not in line}


def test_quads_go_into_the_graphs_they_name(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text(QUADS)

    (loaded,) = load_files(home, [file])
    pipeline.publish(home)

    assert (loaded["triples"], loaded["graphs"], loaded["graph"]) == (5, 3, None)
    reader = Reader(home.generation(1).graph)
    assert reader.ask("ASK { GRAPH <https://example.org/g2> { <https://example.org/a> ?p 'two'@en } }")
    one, two = (f"GRAPH <https://example.org/{name}>" for name in ("g1", "g2"))
    assert reader.ask(f"ASK {{ {one} {{ ?x ?p ?y }} {two} {{ ?x ?p 'same node' }} }}")
    assert len([line for line in own(home) if line.endswith('"01.50" .')]) == 1


def test_each_graph_of_a_file_is_replaced_and_others_stay(home: Home, tmp_path: Path) -> None:
    file, other = tmp_path / "two.nq", tmp_path / "other.trig"
    file.write_text(QUADS)
    load_files(home, [file])
    other.write_text(
        "<https://example.org/g1> { <https://example.org/b> <https://example.org/p> 1 } "
        "<https://example.org/c> <https://example.org/p> 2 ."
    )

    load_files(home, [other])
    pipeline.publish(home)

    lines = own(home)
    assert len([line for line in lines if "/g1>" in line]) == 1
    assert len([line for line in lines if "/g2>" in line]) == 2
    assert [line for line in lines if not line.endswith(("/g1> .", "/g2> ."))] == [
        '<https://example.org/c> <https://example.org/p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    ]


def test_a_dump_loaded_into_a_new_store_gives_the_same_dump(sample_home: Path, tmp_path: Path) -> None:
    former = Home(sample_home)
    before = dump(former)

    new = Home(tmp_path / "new")
    (loaded,) = load_files(new, [former.path / "dump.nq"])
    pipeline.publish(new)

    assert loaded["triples"] == len(before) > 10_000
    assert dump(new) == before
    counts = ("datasets", "publications", "files", "triples", "closure")
    old_facts, new_facts = (home.current().facts for home in (former, new))  # type: ignore[union-attr]
    assert [new_facts[name] for name in counts] == [old_facts[name] for name in counts]


def test_blank_nodes_and_the_default_graph_survive_the_journey(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text(QUADS)
    load_files(home, [file])
    pipeline.publish(home)
    before = dump(home)

    new = Home(tmp_path / "new")
    load_files(new, [home.path / "dump.nq"])
    pipeline.publish(new)

    assert dump(new) == before


def test_two_files_may_name_their_blank_nodes_alike(home: Home, tmp_path: Path) -> None:
    for name in ("one", "two"):
        file = tmp_path / f"{name}.nq"
        file.write_text(f'_:x <https://example.org/p> "{name}" <https://example.org/{name}> .\n')
        load_files(home, [file])
    pipeline.publish(home)

    assert len({line.split(" ")[0] for line in own(home)}) == 2


def test_what_a_file_of_quads_did_to_records_the_next_harvest_mends(
    home: Home, sample_folder: Path, tmp_path: Path
) -> None:
    first = pipeline.harvest(home, "nexus", [str(sample_folder / "nexus")])
    before = dump(home)
    record = next(line.rsplit(" ", 2)[1] for line in before if "/graph/nexus/" in line)
    file = tmp_path / "over.nq"
    file.write_text(f'<https://example.org/a> <https://example.org/p> "over" {record} .\n')

    load_files(home, [file])
    report = pipeline.harvest(home, "nexus", [str(sample_folder / "nexus")])

    assert report["mapped"] == first["mapped"] > 0
    assert dump(home) == before


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("deep.jsonld", "[" * 100_000 + "]" * 100_000, "not loaded"),
        (
            "bomb.rdf",
            '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
            + "".join(
                f'<!ENTITY {b} "{10 * f"&{a};"}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
            )
            + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://e.org/">'
            '<rdf:Description rdf:about="https://e.org/a"><e:b>&j;&j;&j;&j;&j;</e:b></rdf:Description></rdf:RDF>',
            "not loaded",
        ),
        ("bad.nq", "<https://example.org/a> <https://example.org/b> .\n", "Not valid"),
        ("blank.nq", "<https://e.org/a> <https://e.org/b> 'c' _:g .".replace("'", '"') + "\n", "has no IRI"),
        ("what.txt", "", "use ttl, nt"),
    ],
)
def test_what_cannot_be_read_is_an_error_and_no_crash(
    home: Home, tmp_path: Path, name: str, text: str, reason: str
) -> None:
    file = tmp_path / name
    file.write_text(text)

    with pytest.raises(BadInput, match=reason):
        load_files(home, [file])


def test_a_graph_can_only_be_named_for_triples(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text(QUADS)

    with pytest.raises(BadInput, match="a single file of triples"):
        load_files(home, [file], NamedNode("https://example.org/g"))
