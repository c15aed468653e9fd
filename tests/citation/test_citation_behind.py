"""Who is behind a citation; the worked cases are real records, the rest is made by hand."""

from itertools import permutations

import pytest

from kg.citation.behind import Behind, Citing, Team, all_behind, who_is_behind
from kg.citation.relation import RelationClass
from kg.citation.work import PartialDate, Person, Role, Work

POJER, SANCTIS = "https://orcid.org/0000-0002-9183-7206", "https://orcid.org/0000-0003-0391-8290"

# 10.15151/ESRF-ES-2210534378: the PI alone is creator, the local contact a contributor.
SESSION = Work(
    kind="dataset",
    people=(Person("Pojer, Florence", POJER), Person("De Sanctis, Daniele", SANCTIS, "staff")),
    collected="2025-09-05",
    opens="2028-09-06",
)
# 10.5061/dryad.b835k and its article, 10.7554/eLife.01567
DRYAD = Work(kind="dataset", people=(Person("Sankar, Martial"), Person("Hardtke, Christian S.")))
ELIFE = Work(
    kind="publication",
    title="Automated quantitative histology reveals vascular morphodynamics",
    date=PartialDate("2014-02-11", "crossref"),
    people=tuple(map(Person, ("Martial Sankar", "Kaisa Nieminen", "Laura Ragni", "Christian S Hardtke"))),
    people_complete=True,
)


def article(*names: str, when: str = "2026", whole: bool | None = True, title: str | None = None) -> Work:
    date = PartialDate(when, "crossref")
    people = tuple(map(Person, names))
    return Work(kind="publication", title=title, date=date, people=people, people_complete=whole)


def data(*names: str, whole: bool | None = True, title: str | None = None) -> Work:
    people = tuple(map(Person, names))
    return Work(kind="dataset", title=title, people=people, people_complete=whole, collected="2020-05-01")


def verdict(citing: Work, cited: Work, klass: RelationClass) -> Behind:
    return who_is_behind(Citing(citing, klass), Team(cited))


def rules(found: Behind) -> list[str]:
    return [one["rule"] for one in found.evidence]


def test_a_supplement_is_the_companions() -> None:
    found = verdict(ELIFE, DRYAD, "companion")

    assert (found.value, rules(found)) == ("companion", ["supplement relation"])


def test_shared_authors_are_one_team() -> None:
    found = verdict(ELIFE, DRYAD, "citation")

    assert found.value == "same_team"
    assert {one["cited"] for one in found.evidence} == {"Sankar, Martial", "Hardtke, Christian S."}


def test_the_teams_first_article_within_five_years_is_the_companion() -> None:
    first, second = article("M. Sankar", when="2021"), article("Sankar M", "Anybody Else", when="2023-04")
    late = article("Martial Sankar", when="2027")
    measured = data("Martial Sankar")

    found = all_behind(measured, [Citing(one, "citation") for one in (second, first, late)])
    alone = all_behind(measured, [Citing(late, "citation")])

    assert [one.value for one in found] == ["same_team", "companion", "same_team"]
    assert "first article of the team within 5 years" in rules(found[1])
    assert [one.value for one in alone] == ["same_team"]


def test_beside_a_stated_companion_no_first_article_is_inferred() -> None:
    stated, other = article("Somebody Named", when="2022"), article("Martial Sankar", when="2021")

    found = all_behind(data("Martial Sankar"), [Citing(other, "citation"), Citing(stated, "companion")])

    assert [one.value for one in found] == ["same_team", "companion"]


def test_the_companions_authors_are_of_the_team() -> None:
    companion = article("Martial Sankar", "Laura Ragni", when="2021")
    later = article("L. Ragni", when="2024")
    measured = data("Martial Sankar", whole=None)

    assert verdict(later, measured, "citation").value == "unknown"
    for one in (Citing(companion, "companion"), Citing(companion, "citation")):
        assert all_behind(measured, [Citing(later, "citation"), one])[0].value == "same_team"


def test_data_that_cite_data_of_one_team_are_no_companion() -> None:
    derived = Work(kind="dataset", date=PartialDate("2021", "x"), people=(Person("Martial Sankar"),))

    assert all_behind(data("Martial Sankar"), [Citing(derived, "citation")])[0].value == "same_team"


def test_staff_only() -> None:
    found = verdict(article("D. De Sanctis", "Kaisa Nieminen"), SESSION, "citation")

    assert (found.value, found.evidence[0]["role"]) == ("facility_staff", "staff")
    assert verdict(article("D. De Sanctis", "F. Pojer"), SESSION, "citation").value == "same_team"


@pytest.mark.parametrize("role", ["staff", "contact"])
def test_staff_who_sign_the_companion_are_of_the_team(role: Role) -> None:
    measured = Work(kind="dataset", people=(Person("Martial Sankar"), Person("Kaisa Nieminen", None, role)))
    companion = Citing(article("Martial Sankar", "Kaisa Nieminen", when="2021"), "companion")
    later = Citing(article("K. Nieminen", when="2024"), "citation")

    assert all_behind(measured, [later])[0].value == "facility_staff"
    assert all_behind(measured, [later, companion])[0].value == "same_team"


def test_independent_takes_two_whole_lists() -> None:
    found = verdict(article("Laura Ragni"), data("Martial Sankar"), "citation")

    assert found.value == "independent"
    assert found.evidence == ({"rule": "no shared person", "citing": 1, "cited": 1},)


@pytest.mark.parametrize(
    ("citing", "cited", "rule"),
    [
        (
            article("Laura Ragni", whole=None),
            data("Martial Sankar"),
            "list of people not known to be complete",
        ),
        (
            article("Laura Ragni"),
            data("Martial Sankar", whole=None),
            "list of people not known to be complete",
        ),
        (
            article("Laura Ragni"),
            data("Martial Sankar", whole=False),
            "list of people not known to be complete",
        ),
        (article(), data("Martial Sankar"), "no people named"),
        (article("Laura Ragni"), data(), "no people named"),
        (
            article("Laura Ragni", "The BM05 Collaboration"),
            data("Martial Sankar"),
            "people hidden behind a body or left out",
        ),
        (article("Laura Ragni", "et al."), data("Sankar, M."), "people hidden behind a body or left out"),
        (article("Wang, X."), data("Xin Wang"), "family name and initials, frequent family name"),
        (article("Sankar"), data("Martial Sankar"), "family name alone"),
        (article("Alexei Grunin"), data("Aleksei Grunin"), "family name, given names alike"),
        (article("Kiss Ödön"), data("Ödön Kiss"), "the same names in another order"),
        (article("Иван Петров"), data("Ivan Petrov"), "people named in different alphabets"),
        (article("Laura Ragni", "王小明"), data("Xiaoming Wang"), "people named in different alphabets"),
    ],
)
def test_else_it_is_unknown_and_says_why(citing: Work, cited: Work, rule: str) -> None:
    found = verdict(citing, cited, "citation")

    assert (found.value, rules(found)) == ("unknown", [rule])


def test_names_of_one_other_alphabet_are_compared() -> None:
    assert verdict(article("Анна Орлова"), data("Иван Петров"), "citation").value == "independent"
    assert verdict(article("И. Петров"), data("Иван Петров"), "citation").value == "same_team"


def test_the_session_record_names_the_pi_only_so_strangers_stay_unknown() -> None:
    assert verdict(article("Laura Ragni"), SESSION, "citation").value == "unknown"


def test_two_frequent_names_together_are_evidence() -> None:
    citing, cited = article("Wei Wang", "Thomas Müller"), data("Mueller, Thomas", "Wang, Wei")

    assert verdict(citing, cited, "citation").value == "same_team"
    assert verdict(article("W. Wang", "T. Müller"), cited, "citation").value == "unknown"
    assert verdict(article("Wei Wang"), cited, "citation").value == "unknown"


@pytest.mark.parametrize(
    "title",
    [
        "Data from: Automated quantitative histology reveals vascular morphodynamics",
        "Data for “Automated quantitative histology reveals vascular morphodynamics”",
        "Dataset for the publication: Automated Quantitative Histology Reveals Vascular Morphodynamics.",
        "Raw data for: automated quantitative histology reveals  vascular morphodynamics",
        "Automated quantitative histology reveals vascular morphodynamics",
    ],
)
def test_data_titled_after_the_article_are_its_own(title: str) -> None:
    found = verdict(ELIFE, data("Somebody Named", title=title), "citation")

    assert (found.value, rules(found)) == ("companion", ["title of the data names the article"])


@pytest.mark.parametrize(
    "title",
    ["Data from: Supplement", "Automated quantitative histology", "Vascular morphodynamics, part two"],
)
def test_other_titles_are_not(title: str) -> None:
    assert verdict(ELIFE, data("Somebody Named", title=title), "citation").value == "independent"


def test_dryads_form_with_an_article_of_which_nothing_is_known() -> None:
    """dryad.8515: the article is under its citations and its references."""
    dryad = Work(kind="dataset", title="Data from: A new malaria agent in African hominids.", issued="2011")
    linked = Citing(Work(), "citation", ("contradictory-direction",))

    assert [one.value for one in all_behind(dryad, [linked])] == ["companion"]
    assert [one.value for one in all_behind(dryad, [Citing(Work(), "citation")])] == ["unknown"]
    assert [one.value for one in all_behind(data("A B"), [linked])] == ["unknown"]


@pytest.mark.parametrize("klass", ["derivation", "documentation"])
def test_other_classes_are_told_by_people_only(klass: RelationClass) -> None:
    titled = data(
        "Somebody Named", title="Data from: Automated quantitative histology reveals vascular morphodynamics"
    )

    assert verdict(ELIFE, titled, klass).value == "independent"


def test_no_order_changes_the_verdicts() -> None:
    measured = data("Martial Sankar", "Wei Wang", "Laura Ragni")
    works = [
        Citing(article("M. Sankar", "Kaisa Nieminen", when="2021"), "citation"),
        Citing(article("K. Nieminen", when="2022"), "citation"),
        Citing(article("W. Wang", when="2023"), "citation"),
        Citing(article("Nobody Known", when="2023"), "citation"),
    ]
    wanted = ["companion", "same_team", "unknown", "independent"]

    for order in permutations(range(4)):
        found = all_behind(measured, [works[place] for place in order])
        assert [one.value for one in found] == [wanted[place] for place in order]
