"""References name creators in the order of their source, and say where it is not known. All is invented."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
from cited_world import PREFIXES
from pyoxigraph import NamedNode
from serving import BROWSER, client
from starlette.testclient import TestClient

from kg import pipeline
from kg.answer.author_order import creators_in_order
from kg.answer.bibtex import origins
from kg.answer.cite import Citable, citable
from kg.answer.cite_forms import bibtex_form, csl, plain_text, ris
from kg.answer.dataset import describe_dataset
from kg.answer.paper_words import words_of
from kg.citation.book import NAME, Book
from kg.loading import load_files
from kg.store.home import Home
from kg.store.reader import Reader

DAY = date(2026, 6, 1)
GEL = "https://doi.org/10.5072/gel"
GRAPHS = "https://w3id.org/pan-kg/graph"
NAMES = {"z": "Zoe Zuse", "a": "Abe Ash", "m": "Mo Moss", "b": "Bo Berg"}


def record(order: str, work: str = "d:gel", kind: str = "pan:Dataset, dcat:Dataset", **also: str) -> str:
    """What a source says: its creators by their letters, of which capitals have a place, in this order."""
    lines = [f"{work} a {kind} ; dcterms:title 'Gel' ."]
    for place, letter in enumerate(order, start=1):
        who = also.get(letter.lower(), f":{letter.lower()}")
        name = NAMES.get(letter.lower(), letter)
        lines.append(f"{work} dcterms:creator {who} . {who} a pan:Person ; foaf:name '{name}' .")
        if letter.isupper():
            share = f"<https://example.org/share/{letter}>"
            lines.append(f"{work} prov:qualifiedAttribution {share} . {share} prov:agent {who} ;")
            lines.append(f"  schema:position {place} .")
    return "\n".join(lines)


def reader_of(folder: Path, sources: Mapping[str, str]) -> Reader:
    store = pyoxigraph.Store(str(folder / "graph"))
    for source, text in sources.items():
        graph = NamedNode(f"{GRAPHS}/{source}/0123456789abcdef0123")
        store.load((PREFIXES + text).encode(), format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    store.flush()
    del store
    return Reader(folder / "graph")


def cited(folder: Path, **sources: str) -> Citable:
    work = citable(reader_of(folder, sources), None, GEL, DAY)
    assert work is not None
    return work


def wholes(work: Citable) -> list[str]:
    return [of.whole for of in work.creators]


def test_every_form_names_creators_in_the_order_of_the_record(tmp_path: Path) -> None:
    work = cited(tmp_path, datacite=record("ZAM"))

    assert plain_text(work).startswith("Zuse, Zoe; Ash, Abe; Moss, Mo. Gel. ")
    assert "  author = {Zuse, Zoe and Ash, Abe and Moss, Mo},\n" in bibtex_form(work)
    assert re.findall(r"AU  - (.*)\r\n", ris(work)) == ["Zuse, Zoe", "Ash, Abe", "Moss, Mo"]
    assert [of["family"] for of in csl(work)[0]["author"]] == ["Zuse", "Ash", "Moss"]
    assert work.notes == ("Constructed record: invented, do not cite it as a real one.",)


def test_without_places_creators_are_by_name_and_the_reference_says_so(tmp_path: Path) -> None:
    work = cited(tmp_path, nexus=record("zam"))

    assert wholes(work) == ["Abe Ash", "Mo Moss", "Zoe Zuse"]
    assert work.notes[-1] == "Creators are sorted by name; their own order is not known here."


def test_whom_only_another_record_names_comes_behind_and_the_reference_says_so(tmp_path: Path) -> None:
    work = cited(tmp_path, datacite=record("ZM"), scicat=record("ab"))

    assert wholes(work) == ["Zoe Zuse", "Mo Moss", "Abe Ash", "Bo Berg"]
    assert work.notes[-1] == (
        "The first 2 creators are in their own order; the others, whose place is not known, by name."
    )


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        # The longer list; of two of one length that of the source that is first by alphabet.
        ({"crossref": "AZ", "datacite": "ZMA"}, ["Zoe Zuse", "Mo Moss", "Abe Ash"]),
        ({"scicat": "AZ", "datacite": "ZA"}, ["Zoe Zuse", "Abe Ash"]),
        ({"scicat": "ZA", "datacite": "AZ"}, ["Abe Ash", "Zoe Zuse"]),
    ],
)
def test_of_two_orders_one_is_followed(tmp_path: Path, sources: dict[str, str], expected: list[str]) -> None:
    work = cited(tmp_path, **{source: record(order) for source, order in sources.items()})

    assert (wholes(work), work.creators_in_order) == (expected, len(expected))


def test_places_in_two_records_are_never_mixed(tmp_path: Path) -> None:
    """In the union both records state places of one share; each record alone is an order."""
    text = cited(tmp_path, datacite=record("ZAM"), scicat=record("MZA"))

    assert wholes(text) == ["Zoe Zuse", "Abe Ash", "Mo Moss"]


def test_two_people_in_one_place_are_in_no_order(tmp_path: Path) -> None:
    text = record("ZA").replace("schema:position 2", "schema:position 1")

    assert cited(tmp_path, datacite=text).creators_in_order == 0


def test_one_share_with_two_places_has_the_first(tmp_path: Path) -> None:
    text = record("ZA").replace("schema:position 1", "schema:position 1, 3")

    assert wholes(cited(tmp_path, datacite=text)) == ["Zoe Zuse", "Abe Ash"]


def test_who_has_an_orcid_elsewhere_stands_in_the_place_of_the_name(tmp_path: Path) -> None:
    orcid = "<https://orcid.org/0000-0002-1825-0097>"
    work = cited(tmp_path, datacite=record("ZAM"), scicat=record("am", a=orcid))

    assert (wholes(work), work.creators_in_order) == (["Zoe Zuse", "Abe Ash", "Mo Moss"], 3)


def test_accents_do_not_make_two_people(tmp_path: Path) -> None:
    """As Crossref and OpenAlex write the authors of eLife 3:e01567."""
    one = record("ZA").replace("Zoe Zuse", "Ioannis Xenarios")
    other = record("AZ", z=":x").replace("Zoe Zuse", "Ioannis Xénarios")

    assert len(cited(tmp_path, crossref=one, openalex=other).creators) == 2


@pytest.mark.parametrize("place", ["0", "-1", "1.5", "'first'", "99999999999999999999", ":who"])
def test_what_is_no_place_is_none(tmp_path: Path, place: str) -> None:
    text = record("ZA").replace("schema:position 1", f"schema:position {place}")

    assert cited(tmp_path, datacite=text).creators_in_order == 0


def test_pages_and_files_have_the_same_order(tmp_path: Path) -> None:
    paper = record("ZAM", "d:paper", "pan:Publication")
    reader = reader_of(tmp_path, {"datacite": record("ZAM"), "scicat": record("b"), "crossref": paper})
    about = NamedNode("https://doi.org/10.5072/paper")

    dataset, words = describe_dataset(reader, GEL, DAY), words_of(reader, None, about)
    assert dataset is not None
    assert words is not None
    everybody = ("Zoe Zuse", "Abe Ash", "Mo Moss", "Bo Berg")
    assert tuple(of.label for of in dataset.creators) == everybody
    assert (tuple(of.name for of in words.authors), words.authors_in_order) == (everybody[:3], 3)
    found = origins(reader, [GEL, about.value])
    assert (found[GEL].creators, found[GEL].in_order) == (everybody, 3)
    assert (found[about.value].creators, found[about.value].in_order) == (everybody[:3], 3)
    assert creators_in_order(reader, NamedNode("https://doi.org/10.5072/none")) == ((), 0)


def registry(*names: str, kind: str = "Dataset") -> dict[str, object]:
    """A record of DataCite's REST interface."""
    attributes = {
        "doi": "10.5072/gel",
        "titles": [{"title": "Gel"}],
        "publisher": "Northern Neutron Source",
        "publicationYear": 2021,
        "creators": [{"name": name, "nameType": "Personal"} for name in names],
        "types": {"resourceTypeGeneral": kind},
    }
    return {"data": {"id": "10.5072/gel", "type": "dois", "attributes": attributes}}


@contextmanager
def harvested(
    folder: Path, *names: str, kind: str = "Dataset"
) -> Iterator[tuple[dict[str, object], TestClient]]:
    """Read the record with these creators into the store, publish, and serve it."""
    folder.mkdir(exist_ok=True)
    (folder / "gel.json").write_text(json.dumps(registry(*names, kind=kind)), "utf-8")
    home = Home(folder.parent / "home")
    done = pipeline.harvest(home, "datacite", [str(folder)])
    with client(home.path) as site:
        yield done, site


def authors(site: TestClient) -> str:
    text = site.get("/api/v1/cite", params={"iri": GEL, "format": "bibtex"}).text
    (found,) = re.findall(r"^  author = \{(.*)\},$", text, re.MULTILINE)
    return str(found)


def test_from_a_record_to_its_reference(tmp_path: Path) -> None:
    with harvested(tmp_path / "files", "Zuse, Zoe", "Ash, Abe", "Moss, Mo") as (done, site):
        assert done["mapped"] == 1
        assert authors(site) == "Zuse, Zoe and Ash, Abe and Moss, Mo"
        assert "order" not in site.get("/api/v1/cite", params={"iri": GEL}).text
        page = site.get("/datasets/doi.org/10.5072/gel", headers=BROWSER).text
        assert page.index("Zuse, Zoe") < page.index("Ash, Abe") < page.index("Moss, Mo")
        assert "qualifiedAttribution" not in page
        file = site.get("/search.bib").text
        assert "  author = {Zuse, Zoe and Ash, Abe and Moss, Mo},\n" in file
        assert "  note = {Data set},\n" in file
        with Book.open(Home(tmp_path / "home").generation(1).path / NAME) as book:
            known = book.work(GEL)
    assert known is not None
    assert [of.name for of in known.work.people] == ["Zuse, Zoe", "Ash, Abe", "Moss, Mo"]
    assert known.work.people_in_order == 3


def test_another_order_is_a_changed_record_and_the_same_one_is_not(tmp_path: Path) -> None:
    files = tmp_path / "files"
    with harvested(files, "Zuse, Zoe", "Ash, Abe", "Moss, Mo"):
        pass
    with harvested(files, "Zuse, Zoe", "Ash, Abe", "Moss, Mo") as (again, _):
        assert (again["mapped"], again["unchanged"], again["generation"]) == (0, 1, 1)
    with harvested(files, "Moss, Mo", "Zuse, Zoe", "Ash, Abe") as (changed, site):
        assert (changed["mapped"], changed["generation"]) == (1, 2)
        assert authors(site) == "Moss, Mo and Zuse, Zoe and Ash, Abe"


def words_on(site: TestClient, address: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", "", site.get(address, headers=BROWSER).text).split())


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Zuse, Zoe", "Ash, Abe"), "Zuse, Zoe; Ash, Abe (in their order)"),
        (("Zuse, Zoe",), "Zuse, Zoe (whether there are others is not known)"),
    ],
)
def test_the_page_of_an_article_says_that_its_authors_are_in_order(
    tmp_path: Path, names: tuple[str, ...], told: str
) -> None:
    with harvested(tmp_path / "files", *names, kind="JournalArticle") as (_, site):
        words = words_on(site, "/papers/doi.org/10.5072/gel")

    assert told in words


def test_the_page_of_an_article_says_whose_place_is_not_known(tmp_path: Path) -> None:
    with harvested(tmp_path / "files", "Zuse, Zoe", "Moss, Mo", kind="JournalArticle"):
        pass
    file = tmp_path / "more.trig"
    graph = f"<{GRAPHS}/crossref/0123456789abcdef0123>"
    file.write_text(f"{PREFIXES}{graph} {{\n{record('ab', kind='pan:Publication')}\n}}\n", "utf-8")
    home = Home(tmp_path / "home")
    load_files(home, [file])
    pipeline.publish(home)

    with client(home.path) as site:
        words = words_on(site, "/papers/doi.org/10.5072/gel")

    told = "Zuse, Zoe; Moss, Mo; Abe Ash; Bo Berg (the first 2 in their order, the others by name)"
    assert told in words
