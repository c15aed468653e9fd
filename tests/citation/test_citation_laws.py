"""Whatever sources write: the same answer however it is put, and none is surer than what it rests on."""

import string
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.citation.behind import Behind, Citing, Team, all_behind, who_is_behind
from kg.citation.dating import bounds, date_from_doi, earlier_than, partial_date, years_between
from kg.citation.flags import drop_by_dates, drop_by_identifiers
from kg.citation.identifier import is_component, is_placeholder, level_of, normal_iri
from kg.citation.people import Match, compare, matches
from kg.citation.personal_name import name_keys, readings
from kg.citation.relation import RELATION_CLASSES, RelationClass, read_relation
from kg.citation.roll_up import rolled_up
from kg.citation.work import PartialDate, Person, Work

TEXTS = st.text(max_size=80) | st.text(
    alphabet=string.ascii_letters + string.digits + " /.:-_()%<>#?xX", max_size=80
)
DOIS = st.builds(
    "10.{}/{}".format,
    st.integers(1000, 99999),
    st.text(alphabet=string.ascii_letters + string.digits + ".-_/()<>%", min_size=1, max_size=30),
)
FAMILIES = st.sampled_from(
    ["Sankar", "Müller", "Mueller", "Wang", "de Sanctis", "García López", "Ragni", "Kim"]
)
GIVEN = st.sampled_from(["Martial", "M.", "Jean-Pierre", "J.-P.", "Xiaoming", "X", "", "Min-Soo", "Aleksei"])
NAMES = (
    st.builds("{}, {}".format, FAMILIES, GIVEN)
    | st.builds("{} {}".format, GIVEN, FAMILIES)
    | st.builds("{} {}".format, FAMILIES, GIVEN)
    | st.text(max_size=30)
)
ORCIDS = st.sampled_from(
    [None, "https://orcid.org/0000-0002-9183-7206", "https://orcid.org/0000-0003-0391-8290"]
)
PEOPLE = st.builds(Person, NAMES, ORCIDS, st.sampled_from(["creator", "contributor", "contact", "staff"]))
DATES = st.dates(date(1950, 1, 1), date(2050, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
KINDS = st.sampled_from(["dataset", "publication", None])
WORKS = st.builds(
    Work,
    kind=KINDS,
    date=st.none() | st.builds(PartialDate, DATES, st.sampled_from(["crossref", "doi"])),
    people=st.lists(PEOPLE, max_size=4).map(tuple),
    people_complete=st.sampled_from([True, None]),
    collected=st.none() | DATES,
    issued=st.none() | DATES,
    opens=st.none() | DATES,
)
CLASSES = st.sampled_from(RELATION_CLASSES)


@given(TEXTS, TEXTS)
def test_no_text_is_too_strange(one: str, other: str) -> None:
    read_relation(one)
    is_placeholder(one)
    normal_iri(one)
    for iri in (one, f"https://doi.org/10.{one}"):
        rolled_up(iri)
        level_of(iri)
        date_from_doi(iri)
        is_component(iri, other)
        drop_by_identifiers(iri, other)
    partial_date(one, other)
    bounds(one)
    compare(Person(one, other), Person(other, one))


@given(TEXTS | DOIS, st.sampled_from([None, "doi", "url", "pmid", "arxiv"]))
def test_a_normal_form_is_its_own_normal_form(said: str, scheme: str | None) -> None:
    if found := normal_iri(said, scheme):
        assert normal_iri(found.value) == found


@given(DOIS)
def test_case_and_resolvers_change_nothing(doi: str) -> None:
    found = normal_iri(doi)

    for said in (
        doi.upper(),
        f"https://doi.org/{doi}",
        f"doi:{doi}",
        f" {doi} .",
        f"http://dx.doi.org/{doi}",
    ):
        assert normal_iri(said) == found


@given(DOIS)
def test_rolling_up_ends(doi: str) -> None:
    if found := rolled_up(f"https://doi.org/{doi.lower()}"):
        assert (
            is_component(f"https://doi.org/{doi.lower()}", found.iri)
            or doi.lower() > found.iri.rpartition("/")[2]
        )
        assert len(found.iri) < len(f"https://doi.org/{doi}")


@given(DATES, DATES)
def test_comparison_of_dates_never_contradicts_itself(one: str, other: str) -> None:
    if earlier_than(one, other):
        assert earlier_than(other, one) is False
    assert earlier_than(one, one) is (False if len(one) == 10 else None)
    years, back = years_between(one, other), years_between(other, one)
    assert years is not None
    assert back is not None
    assert (years[0], years[1]) == (-back[1], -back[0])


def said_of(match: Match | None) -> tuple[str, str, bool] | None:
    return (match.how, match.strength, match.is_full) if match else None


@given(PEOPLE, PEOPLE)
def test_comparison_of_people_is_symmetric(one: Person, other: Person) -> None:
    assert said_of(compare(one, other)) == said_of(compare(other, one))


@given(st.lists(PEOPLE, max_size=5), st.lists(PEOPLE, max_size=5))
def test_nobody_is_overlooked_by_the_index_of_names(some: list[Person], others: list[Person]) -> None:
    every = {said for one in some for other in others if (said := said_of(compare(one, other)))}

    assert {said_of(match) for match in matches(some, others)} == every


def verdict(citing: Work, cited: Work, klass: RelationClass) -> Behind:
    return who_is_behind(Citing(citing, klass), Team(cited))


@given(WORKS, WORKS)
def test_the_order_of_people_changes_nothing(citing: Work, cited: Work) -> None:
    wanted = verdict(citing, cited, "citation")
    turned = replace(citing, people=citing.people[::-1]), replace(cited, people=cited.people[::-1])

    assert verdict(*turned, "citation") == wanted


@given(WORKS, WORKS, PEOPLE)
def test_one_more_author_never_makes_a_team_independent(citing: Work, cited: Work, person: Person) -> None:
    for word in RELATION_CLASSES:
        if verdict(citing, cited, word).value == "same_team":
            more = replace(citing, people=(*citing.people, person))
            also = replace(cited, people=(*cited.people, person))
            assert verdict(more, cited, word).value == "same_team"
            assert verdict(citing, also, word).value == "same_team"


@given(WORKS, WORKS)
def test_independent_takes_whole_lists(citing: Work, cited: Work) -> None:
    if verdict(citing, cited, "citation").value == "independent":
        assert citing.people_complete
        assert cited.people_complete
        assert not matches(citing.people, cited.people)


@given(WORKS, st.lists(st.builds(Citing, WORKS, CLASSES), max_size=4))
def test_the_order_of_citations_changes_nothing(cited: Work, citing: list[Citing]) -> None:
    assert all_behind(cited, citing[::-1]) == all_behind(cited, citing)[::-1]


@given(WORKS, WORKS)
def test_nothing_is_dropped_that_may_be_younger_than_the_data(citing: Work, cited: Work) -> None:
    if drop_by_dates(citing, cited, "citation"):
        assert citing.date is not None
        assert earlier_than(citing.date, cited.collected or cited.issued or cited.date)


PLAIN_WORDS = st.sampled_from(
    ["J.", "C", "Al", "Jane", "Li", "Wang", "Smith", "Van", "De", "Y.", "Dr.", "Jr", "Lee", "Mueller", "Kuo"]
)
PLAIN_NAMES = st.lists(PLAIN_WORDS, min_size=1, max_size=4).map(" ".join)


@given(PLAIN_NAMES | st.builds("{}, {}".format, PLAIN_NAMES, PLAIN_NAMES) | NAMES)
def test_a_name_is_looked_up_by_the_keys_of_all_its_readings(name: str) -> None:
    assert name_keys(name) == {key for reading in readings(name) for key in reading.keys}
