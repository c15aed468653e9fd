"""What sources say of a work: its date as precise as it is, its kind, its people. All is invented."""

from typing import Any

import pytest
from said import said

from harvesters._describe import Description
from harvesters._same_record import main_iri
from harvesters._work import Affiliation, Author, SaidWork, describe_work, full_name, plain
from harvesters._work_date import earliest, partial_date
from harvesters._work_kind import work_kind
from kg.harvest.source import Mapped
from kg.rdf.terms import NamedNode

ABOUT = NamedNode("https://doi.org/10.5072/paper.one")


def described(**told: Any) -> Mapped:  # noqa: ANN401
    description = Description(ABOUT)
    describe_work(description, SaidWork(ABOUT, **told))
    return Mapped(ABOUT, description.triples)


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [
        ("2021-03-10", "2021-03-10", "date"),
        ("2021-03", "2021-03", "gYearMonth"),
        ("2021", "2021", "gYear"),
        ("2021-00-00", "2021", "gYear"),
        ("2021-03-10T08:00:00Z", "2021-03-10", "date"),
    ],
)
def test_a_date_keeps_its_precision(words: str, value: str, precision: str) -> None:
    found = partial_date(words)

    assert found is not None
    assert (found.value, found.datatype.value.rpartition("#")[2]) == (value, precision)


@pytest.mark.parametrize(
    "words", ["", "soon", "2021-02-30", "2021-13", "0001-01-01", "9999-12-31", "٢٠٢١", None, 2021, "20210310"]
)
def test_what_is_no_date_of_the_calendar_is_none(words: Any) -> None:  # noqa: ANN401
    assert partial_date(words) is None


@pytest.mark.parametrize(
    ("dates", "value"),
    [
        ([[2018, 11, 28], [2018, 11, 30]], "2018-11-28"),
        ([[2021, 4], [2021, 3, 10]], "2021-03-10"),
        ([[2014], [2014, 2, 11]], "2014-02-11"),
        ([[2014, 2], [2013]], "2013"),
        ([[None], [2014, None]], "2014"),
        ([["2014", "02"]], "2014-02"),
        ([[2014, 2, 30], [2015]], "2015"),
    ],
)
def test_the_earliest_date_is_the_more_precise_of_two_that_agree(dates: list[Any], value: str) -> None:
    found = earliest(dates)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("dates", [[], [[]], [None], [[True]], [[99999]], ["2014"], [[[2014]]]])
def test_no_date_is_made_of_nonsense(dates: list[Any]) -> None:
    assert earliest(dates) is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("journal-article", "publication"),
        ("Posted Content", "publication"),
        ("book_chapter", "publication"),
        ("dissertation", "publication"),
        ("data file", "dataset"),
        ("database", "dataset"),
        ("software", "software"),
        ("component", "other"),
        ("journal", "other"),
        ("interpretive dance", None),
        (None, None),
    ],
)
def test_kinds(word: str | None, kind: str | None) -> None:
    assert work_kind(word) == kind


def test_only_literature_gets_a_class_of_the_catalogue() -> None:
    assert said(described(kind="journal-article"), "rdf:type") == ["pan:Publication"]
    assert said(described(kind="dataset"), "rdf:type") == ["schema:CreativeWork"]
    assert said(described(kind="data file"), "schema:additionalType") == ["data file", "dataset"]
    assert said(described(), "rdf:type") == ["schema:CreativeWork"]


def test_people_are_complete_only_where_all_are_people() -> None:
    siri, ice = Author("Siri Holm"), Author("Ice Collaboration", is_body=True)

    def complete(kind: str = "article", **told: Any) -> list[str]:  # noqa: ANN401
        return said(described(kind=kind, **told), "pan:teamComplete")

    assert complete(authors=(siri,), is_complete=True) == ["true"]
    assert complete(authors=(siri,), is_complete=False) == ["false"]
    assert complete(authors=(siri,), is_complete=None) == []
    assert complete(authors=(siri, ice), is_complete=True) == ["false"]
    assert complete(authors=(siri, Author("et al.")), is_complete=True) == ["false"]
    assert complete(authors=(), is_complete=True) == []
    assert complete(kind="dataset", authors=(siri,), is_complete=True) == []


def test_where_an_author_worked_belongs_to_this_work_not_to_the_person() -> None:
    places = (Affiliation("ESRF", "https://ror.org/02550n020", "fr"), Affiliation("Fjord", None, "Norway"))
    author = Author("Siri Holm", "0000-0002-1825-0097", "Siri", "Holm", places)

    found = described(kind="article", authors=(author,))

    share = "prov:qualifiedAttribution"
    assert said(found, "dcterms:creator") == ["https://orcid.org/0000-0002-1825-0097"]
    assert said(found, "dcterms:creator", "org:memberOf") == []
    assert said(found, share, "prov:agent") == ["https://orcid.org/0000-0002-1825-0097"]
    assert said(found, share, "org:memberOf", "foaf:name") == ["ESRF"]
    assert said(found, share, "schema:affiliation") == ["Fjord"]
    assert said(found, share, "pan:country") == ["FR"]


def test_an_orcid_with_a_wrong_digit_is_nobody_elses() -> None:
    found = described(kind="article", authors=(Author("Siri Holm", "0000-0002-1825-0098"),))

    assert said(found, "dcterms:creator")[0].startswith("https://w3id.org/pan-kg/id/person/")


def test_titles_lose_markup_and_keep_comparisons() -> None:
    assert plain("2(1<i>H</i>)-one &amp; <jats:sub>x</jats:sub>\n y") == "2(1H)-one & x y"
    assert plain("p<0.05 and a < b > c") == "p<0.05 and a < b > c"
    assert plain(None) is None


def test_names() -> None:
    assert full_name("Siri", "Holm") == "Siri Holm"
    assert full_name(None, None, "Holm, Siri") == "Siri Holm"
    assert full_name(None, None, "Ice, Snow, and Co") == "Ice, Snow, and Co"
    assert full_name(None, None) is None


def test_a_doi_stands_for_the_work_before_all_others() -> None:
    ours = NamedNode("https://openalex.org/W1")

    assert main_iri([("openalex", ours), ("doi", ABOUT)]) == ABOUT
    assert main_iri([("openalex", ours)]) == ours
    assert main_iri([]) is None
