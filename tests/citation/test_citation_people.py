"""Two names, one person or two: judged by hand."""

import pytest

from kg.citation.people import compare, is_person, matches
from kg.citation.work import Person

ONE, OTHER = "https://orcid.org/0000-0002-9183-7206", "https://orcid.org/0000-0003-0391-8290"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sankar, Martial", "Martial Sankar"),
        ("Sankar, M.", "Martial Sankar"),
        ("Sankar M", "Martial Sankar"),
        ("Hardtke CS", "Christian S Hardtke"),
        ("Hardtke, C.", "Christian S Hardtke"),
        (" Tina Weigel", "Weigel, Tina"),
        (" Aleksei Grunin", "Aleksei Grunin"),
        ("De Sanctis, Daniele", "Daniele De Sanctis"),
        ("De Sanctis, D.", "daniele de sanctis"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Vandenberg, J", "J. van den Berg"),
        ("Svenja Carolin Hoevelmann", "Hövelmann, S. C."),
        ("Céline Arnathau", "Arnathau, Celine"),
        ("Łukasz Gajdek", "Gajdek, L."),
        ("Jean-Pierre Lecocq", "Lecocq, J.-P."),
        ("Jean-Pierre Lecocq", "Lecocq JP"),
        ("García López, M. J.", "María José García López"),
        ("O'Neill, Kate", "Kate ONeill"),
        ("Meyer, Dirk Carl", "Dirk C. Meyer"),
        ("LEUBNER, NATHAN", "Nathan Leubner"),
        ("Emmanuel J. P. Douzery", "Douzery, Emmanuel"),
        ("Smith, John A.", "John A. Smith"),
        ("A.Fjord", "Ada Fjord"),
        ("Fjord,A.B.", "Ada Berit Fjord"),
        ("Иван Петров", "Петров, Иван"),
    ],
)
def test_the_same_person(one: str, other: str) -> None:
    for found in (compare(Person(one), Person(other)), compare(Person(other), Person(one))):
        assert found is not None
        assert found.strength == "strong"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wang, X.", "Xiaoming Wang"),
        ("Wang Xiaoming", "Xiaoming Wang"),
        ("Wang, Wei", "Wei Wang"),
        ("ZHANG, WEI", "Zhang W."),
        ("Kim Min-Soo", "M.-S. Kim"),
        ("Minsoo Lee", "Lee, Min-Soo"),
        ("Müller, T.", "Thomas Mueller"),
        ("Smith, J.", "John Smith"),
        ("Sankar", "Martial Sankar"),
        ("Sankar", "Sankar"),
        ("Alexei Grunin", "Aleksei Grunin"),
        ("Sergey Lazarev", "Sergei Lazarev"),
        ("Alex Hinderhofer", "Alexander Hinderhofer"),
        ("P. Jordt", "J. P. Jordt"),
        ("Kiss Ödön", "Ödön Kiss"),
        ("Kiss, Ödön", "Kiss Odon"),
        ("Fjord Ada", "Ada Fjord"),
        ("Dupont Jean-Pierre", "Jean Pierre Dupont"),
        ("J. Berg", "Jan van der Berg"),
        ("M. García", "García Gavilán, María"),
        ("Dr. Bridget Murphy", "Murphy, Bridget M."),
    ],
)
def test_possibly_the_same_person(one: str, other: str) -> None:
    for found in (compare(Person(one), Person(other)), compare(Person(other), Person(one))):
        assert found is not None
        assert found.strength == "possible"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wang, X.", "Wang, Y."),
        ("Peter Smith", "Paul Smith"),
        ("Sankar, Martial", "Ragni, Laura"),
        ("Schmidt, Anna", "Schmidt, Andreas"),
        ("Sankar, M.", "Sankar, K."),
        ("Martial Sankar", "Sankaran, Martial"),
        ("Anna Kim", "Anna Kimura"),
        ("ESRF user group", "ESRF user group"),
        ("The XYZ Collaboration", "The XYZ Collaboration"),
        ("Institut Laue-Langevin", "Institut Laue-Langevin"),
        ("", ""),
        ("unknown", "unknown"),
        ("et al.", "et al."),
        ("...", "..."),
    ],
)
def test_not_the_same_person(one: str, other: str) -> None:
    assert compare(Person(one), Person(other)) is None
    assert compare(Person(other), Person(one)) is None


def test_an_orcid_says_more_than_names() -> None:
    same = compare(Person("Anna Meier", ONE), Person("Anna Huber", ONE.removeprefix("https://orcid.org/")))
    different = compare(Person("Martial Sankar", ONE), Person("Martial Sankar", OTHER))

    assert same is not None
    assert (same.how, same.strength) == ("orcid", "strong")
    assert different is None


def test_an_orcid_that_cannot_be_is_none() -> None:
    found = compare(Person("Martial Sankar", "0000-0000-0000-0000"), Person("Martial Sankar", ONE))

    assert found is not None
    assert found.how == "full name"


def test_people_without_names_are_known_by_their_orcid() -> None:
    found = compare(Person(None, ONE), Person("Florence Pojer", ONE))

    assert found is not None
    assert found.how == "orcid"
    assert compare(Person(None), Person(None)) is None


def test_a_frequent_name_at_the_same_place_is_one_person() -> None:
    ror = "https://ror.org/02550n020"
    here, there = Person("Wei Wang", ror=ror), Person("Wang, Wei", ror=ror)

    found, elsewhere = compare(here, there), compare(here, Person("Wang, Wei", ror="https://ror.org/other"))

    assert found is not None
    assert found.strength == "strong"
    assert elsewhere is not None
    assert elsewhere.strength == "possible"


@pytest.mark.parametrize(
    ("person", "is_one"),
    [
        (Person("Florence Pojer"), True),
        (Person("Pojer"), True),
        (Person(None, ONE), True),
        (Person("ESRF", ONE), True),
        (Person(None), False),
        (Person("et al."), False),
        (Person("The LIGO Collaboration"), False),
        (Person("(:unav)"), False),
    ],
)
def test_who_is_a_person(person: Person, is_one: bool) -> None:
    assert is_person(person) is is_one


def test_evidence_names_both_and_the_rule() -> None:
    found = compare(Person("F. Pojer", ONE), Person("Pojer, Florence", ONE, "contributor"))

    assert found is not None
    assert found.as_evidence() == {
        "rule": "orcid",
        "strength": "strong",
        "citing": "F. Pojer",
        "cited": "Pojer, Florence",
        "role": "contributor",
        "orcid": ONE,
    }


def test_matches_of_two_lists() -> None:
    citing = [Person("Sankar, M."), Person("Wang, X."), Person("Nobody, Else")]
    cited = [Person("Xin Wang"), Person("Martial Sankar"), Person("Laura Ragni")]

    found = matches(citing, cited)

    assert [(one.one.name, one.other.name, one.strength) for one in found] == [
        ("Sankar, M.", "Martial Sankar", "strong"),
        ("Wang, X.", "Xin Wang", "possible"),
    ]
    assert matches(citing[::-1], cited[::-1]) == found
