"""How a work is cited: what is known and nothing else, in four forms that no text can break out of."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
from cited_world import PREFIXES, cited_book, cited_store, graph_of

from kg.answer.cite import Citable, Name, citable, doi_to_show
from kg.answer.cite_forms import bibtex_form, csl, csl_text, plain_text, ris
from kg.answer.publication_year import Published, published
from kg.citation.book import Book
from kg.store.reader import Reader

TODAY = date(2026, 6, 1)
DOI = "https://doi.org/10.5072/"

GEL = Citable(
    iri="https://doi.org/10.1234/gel", doi="10.1234/gel", kind="dataset", title="Gel & bronze",
    creators=(Name("Ada Fermi", "Fermi", "Ada"), Name("The Gel Collaboration")),
    published=Published("2021-05-06", "issued"), version="1.2", publisher="Northern Neutron Source",
    container=None, is_constructed=False,
)  # fmt: skip
ARTICLE = replace(GEL, kind="publication", container="J. Gels")
UNKNOWN = Citable("https://example.org/x", None, "dataset", None, (), None, None, None, None, False)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, Book]]:
    folder = tmp_path_factory.mktemp("cite")
    with Book.open(cited_book(folder / "citations.sqlite")) as book:
        yield Reader(cited_store(folder / "store")), book


@pytest.mark.parametrize(
    ("issued", "opens", "collected", "expected"),
    [
        (["2021-05-06"], [], [], ("2021-05-06", "issued")),
        (["2021", "2021-05-06"], [], ["2019-01-01"], ("2021-05-06", "issued")),
        # Published before and after it opened: neither is the end of an embargo.
        (["2021-05-06"], ["2024-05-06"], ["2020-01-01"], ("2021-05-06", "issued")),
        # As the ESRF writes it: data of 2025 that open in 2028.
        (["2028"], ["2028-03-01"], ["2025-02-28"], ("2025", "collected")),
        # The same, when that day has come and gone.
        (["2025"], ["2025-03-01"], ["2022-02-28"], ("2022", "collected")),
        (["2025-03-01"], ["2025-03-01"], ["2022-02-28"], ("2022", "collected")),
        # Open at once: the year is the same, whichever date it is from.
        (["2018"], ["2018-07-24"], ["2018-03-26"], ("2018", "issued")),
        # Nobody knows when: nothing is invented.
        (["2028"], [], [], None),
        # Counted from the last day of the measurement; the 29th of February has no anniversary.
        (["2025"], ["2025-03-14"], ["2022-02-28"], ("2022", "collected")),
        (["2023"], ["2023-02-28"], ["2020-02-29"], ("2020", "collected")),
        (["2022"], ["2022-01-02"], ["2018-12-30"], ("2018", "collected")),
        # SciCat: the day of registration is that of opening and of issue; nothing tells of an embargo.
        (["2020"], ["2020-09-09"], [], ("2020", "issued")),
        (["2026"], ["2026-03-18"], ["2022-10-18T09:00:00+02:00"], ("2026", "issued")),
        (["2022"], ["2022-05-18"], ["2021-10-06"], ("2022", "issued")),
        (["2025-03-01"], ["2025-03-01"], [], ("2025-03-01", "issued")),
        ([], [], ["2019-02-03"], None),
        (["soon", "0000-00-00"], [], ["2019-02-03"], None),
    ],
)
def test_the_end_of_an_embargo_is_no_year_of_publication(
    issued: list[str], opens: list[str], collected: list[str], expected: tuple[str, str] | None
) -> None:
    found = published(issued, opens, collected, TODAY)

    assert (found and (found.text, found.basis)) == expected


def test_plain_text_has_the_form_that_datacite_recommends() -> None:
    assert plain_text(GEL) == (
        "Fermi, Ada; The Gel Collaboration (2021). Gel & bronze. Version 1.2. Northern Neutron Source. "
        "https://doi.org/10.1234/gel [Creators are sorted by name; their own order is not known here]"
    )
    assert plain_text(replace(GEL, creators=(), version=None, title="Why gel?")) == (
        "Why gel? (2021). Northern Neutron Source. https://doi.org/10.1234/gel"
    )
    assert plain_text(UNKNOWN) == "https://example.org/x"


def test_ris_has_one_field_a_line() -> None:
    assert ris(GEL) == (
        "TY  - DATA\r\nTI  - Gel & bronze\r\nAU  - Fermi, Ada\r\nAU  - The Gel Collaboration\r\n"
        "PY  - 2021\r\nDA  - 2021/05/06\r\nPB  - Northern Neutron Source\r\nET  - 1.2\r\n"
        "DO  - 10.1234/gel\r\nUR  - https://doi.org/10.1234/gel\r\n"
        "N1  - Creators are sorted by name; their own order is not known here.\r\nER  - \r\n"
    )
    assert ris(UNKNOWN) == "TY  - DATA\r\nUR  - https://example.org/x\r\nER  - \r\n"
    assert ris(ARTICLE).startswith("TY  - JOUR\r\n")


@pytest.mark.parametrize(
    ("said", "date"), [("2018", "2018///"), ("2018-03", "2018/03//"), ("2018-03-07", "2018/03/07")]
)
def test_a_date_in_ris_keeps_the_places_of_what_is_not_known(said: str, date: str) -> None:
    lines = ris(replace(GEL, published=Published(said, "issued"))).split("\r\n")

    assert ("PY  - 2018" in lines, f"DA  - {date}" in lines) == (True, True)


def test_a_publication_without_a_journal_is_of_no_known_kind_in_any_form() -> None:
    bare = replace(UNKNOWN, kind="publication", iri="https://doi.org/10.1234/x", doi="10.1234/x")

    for work in (bare, replace(GEL, kind="publication"), replace(GEL, kind="other")):
        assert ris(work).startswith("TY  - GEN\r\n")
        assert bibtex_form(work).startswith("@misc{")
        assert csl(work)[0]["type"] == "document"


def test_a_publisher_that_only_repeats_the_journal_is_left_out() -> None:
    twice = replace(ARTICLE, publisher="J. GELS")

    assert "publisher" not in bibtex_form(twice)
    assert "PB  - " not in ris(twice)
    assert "publisher" not in csl(twice)[0]
    assert csl(ARTICLE)[0]["publisher"] == "Northern Neutron Source"


def test_whoever_cites_is_told_the_same_in_every_form() -> None:
    work = replace(GEL, published=Published("2019", "collected"), is_constructed=True)

    assert len(work.notes) == 3
    for form in (plain_text, bibtex_form, ris, csl_text):
        assert "Creators are sorted by name; their own order is not known here" in form(work)
        assert "The year is that of measurement: the date of issue stated is the end of an emb" in form(work)


def test_csl_has_what_is_known() -> None:
    (item,) = csl(GEL)

    assert item == {
        "id": "10.1234/gel",
        "type": "dataset",
        "title": "Gel & bronze",
        "author": [{"family": "Fermi", "given": "Ada"}, {"literal": "The Gel Collaboration"}],
        "issued": {"date-parts": [[2021, 5, 6]]},
        "publisher": "Northern Neutron Source",
        "version": "1.2",
        "DOI": "10.1234/gel",
        "URL": "https://doi.org/10.1234/gel",
        "note": "Creators are sorted by name; their own order is not known here.",
    }
    assert csl(UNKNOWN) == [
        {"id": "https://example.org/x", "type": "dataset", "URL": "https://example.org/x"}
    ]
    assert csl(ARTICLE)[0]["type"] == "article-journal"


def test_bibtex_is_an_article_where_the_journal_is_known() -> None:
    text = bibtex_form(
        replace(GEL, kind="publication", container="J. Gels", creators=(Name("A", "Fermi", "Ada"),))
    )

    assert text == (
        "@article{10.1234/gel,\n  title = {{Gel \\& bronze}},\n  author = {Fermi, Ada},\n"
        "  journal = {J. Gels},\n  publisher = {Northern Neutron Source},\n  year = {2021},\n"
        "  version = {1.2},\n  doi = {10.1234/gel},\n  url = {https://doi.org/10.1234/gel},\n}\n"
    )
    assert bibtex_form(GEL).startswith("@misc{10.1234/gel,")
    assert "author = {Fermi, Ada and {The Gel Collaboration}}," in bibtex_form(GEL)


def test_a_doi_is_told_as_it_is_registered() -> None:
    assert doi_to_show(
        "https://doi.org/10.1002/(sici)1097-0258(1998)17:15%3C1661::aid-sim968%3E3.0.co;2-2"
    ) == ("10.1002/(sici)1097-0258(1998)17:15<1661::aid-sim968>3.0.co;2-2")
    assert doi_to_show("https://example.org/x") is None


HOSTILE = "x}\r\nER  - \nTY  - JOUR\u2028@string{a = {\\input{/etc/passwd}}}\x00\u202e</script>"


def test_no_text_breaks_out_of_its_field() -> None:
    work = replace(
        GEL, title=HOSTILE, publisher=HOSTILE, version=HOSTILE, container=HOSTILE,
        creators=(Name(HOSTILE), Name("x", HOSTILE, HOSTILE)),
    )  # fmt: skip

    lines = ris(work).split("\r\n")
    assert [line[:2] for line in lines if line] == [
        "TY", "TI", "AU", "AU", "PY", "DA", "JO", "PB", "ET", "DO", "UR", "N1", "ER",
    ]  # fmt: skip
    assert not [line for line in lines if re.search("[\x00-\x1f\u2028\u202e]", line)]
    assert json.loads(csl_text(work))[0]["title"].count("\n") == 0
    assert len(plain_text(work).splitlines()) == 1
    text = bibtex_form(work)
    # The entry and its end, and nine fields, a line each.
    assert len(text.splitlines()) == 11 == text.count("\n")
    assert text.count("{") == text.count("}")
    assert "\\input" not in text.replace("{\\textbackslash}input", "")


def test_what_is_invented_says_so_in_every_form() -> None:
    work = replace(GEL, is_constructed=True)

    for form in (plain_text, bibtex_form, ris, csl_text):
        assert "onstructed record: invented" in form(work)


def test_data_of_the_graph_are_cited_with_the_year_of_measurement_not_of_opening(
    world: tuple[Reader, Book],
) -> None:
    work = citable(*world, f"{DOI}raw", TODAY)

    assert work is not None
    # Issued "2022" is the day on which they opened; they were measured in 2019.
    assert plain_text(work) == (
        "Fermi, Ada (2019). Gel, raw. Northern Neutron Source. https://doi.org/10.5072/raw "
        "[Constructed record: invented] "
        "[The year is that of measurement: the date of issue stated is the end of an embargo]"
    )
    assert "The year is that of measurement" in " ".join(work.notes)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Bram Zonnewende", ("Zonnewende", "Bram")),
        ("Zonnewende, Bram", ("Zonnewende", "Bram")),
        ("Jan van der Berg", ("van der Berg", "Jan")),
        ("Hardtke CS", ("Hardtke", "CS")),
        # Either may be the family name; one or two family names; one word; a body; three parts.
        ("Wang Xiaoming", None),
        ("María García López", None),
        ("Plato", None),
        ("Gel Collaboration", None),
        ("Institute of Gels, Northern University", None),
        ("Fermi, Ada, Jr", None),
    ],
)
def test_a_name_is_parted_where_it_reads_in_one_way_only(
    tmp_path: Path, name: str, parts: tuple[str, str] | None
) -> None:
    text = (
        f'{PREFIXES} d:one a dcat:Dataset ; dcterms:creator :who . :who a pan:Person ; foaf:name "{name}" .'
    )
    store = pyoxigraph.Store(str(tmp_path / "graph"))
    graph = pyoxigraph.NamedNode(graph_of("test"))
    store.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    store.flush()
    del store
    work = citable(Reader(tmp_path / "graph"), None, f"{DOI}one", TODAY)

    assert work is not None
    (who,) = work.creators
    assert (who.whole, (who.family, who.given)) == (name, parts or (None, None))


def test_an_article_is_cited_with_its_journal(world: tuple[Reader, Book]) -> None:
    work = citable(*world, f"{DOI}own", TODAY)

    assert work is not None
    assert plain_text(work).startswith(
        "Fermi, Ada; Meitner, Lise (2020). What the gel does. Invented Letters. "
    )
    assert (work.kind, work.published) == ("publication", Published("2020-03-01", "issued"))


def test_what_nobody_knows_cannot_be_cited(world: tuple[Reader, Book]) -> None:
    assert citable(*world, "https://doi.org/10.5072/nothing", TODAY) is None
    assert citable(*world, "no iri at all", TODAY) is None


def test_a_work_is_cited_without_a_book_too(world: tuple[Reader, Book]) -> None:
    work = citable(world[0], None, f"{DOI}own", TODAY)

    assert work is not None
    assert plain_text(work).startswith(
        "Fermi, Ada; Meitner, Lise (2020). What the gel does. Invented Letters. "
    )
