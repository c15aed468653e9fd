"""The order of people in a book, worked out by hand: whose list is followed, and who comes behind it."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from citation_books import Kept, contents, dataset, doi
from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode

from kg.citation.author_list import places
from kg.citation.extract import extract
from kg.citation.merge import Said, merged
from kg.citation.work import Work
from kg.rdf.names import DCT, FOAF, PAN, PROV, RDF, SCHEMA, XSD
from kg.rdf.terms import Triple

GRAPH = "https://w3id.org/pan-kg/graph"


def creators(names: Sequence[str], order: Sequence[object] = (), work: str = "10.1234/d") -> list[Triple]:
    """The creators of some data, with these places."""
    said = dataset(work)
    for number, name in enumerate(names):
        who, share = (NamedNode(f"https://example.org/{of}/{name}") for of in ("who", f"share/{work}"))
        said += [(doi(work), DCT["creator"], who), (who, RDF["type"], PAN["Person"])]
        said.append((who, FOAF["name"], Literal(name)))
        if number < len(order):
            said += [(doi(work), PROV["qualifiedAttribution"], share), (share, PROV["agent"], who)]
            place = Literal(str(order[number]), datatype=XSD["integer"])
            said.append((share, SCHEMA["position"], place))
    return said


def names_of(work: Work) -> list[str]:
    return [one.name or "" for one in work.people]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"z": ["1"], "a": ["2"], "m": ["3"]}, ["z", "a", "m"]),
        # Places may be left out, and numbers are no texts: 10 comes after 9.
        ({"a": ["10"], "z": ["9"]}, ["z", "a"]),
        # Of several places of one the first; two in one place, or one alone, are no order.
        ({"a": ["3", "1"], "z": ["2"]}, ["a", "z"]),
        ({"a": ["1"], "z": ["1"]}, []),
        ({"a": ["1"], "z": []}, []),
        ({}, []),
        # What is no whole number from 1 is no place.
        (
            {"a": ["0"], "z": ["-1"], "m": ["1.0"], "n": ["first"], "o": ["٣"], "p": ["9" * 40], "q": ["2"]},
            [],
        ),
    ],
)
def test_places_are_an_order_where_no_two_share_one(
    stated: dict[str, list[str]], expected: list[str]
) -> None:
    assert list(places(stated)) == expected


def test_a_record_gives_its_creators_in_its_order() -> None:
    said = extract(creators(("Ash", "Mo", "Zuse"), (2, 3, 1))).said[doi("10.1234/d").value]

    assert [one[0] for one in said["people"]] == ["Zuse", "Ash", "Mo"]
    assert said["listed"] == [3, 3]


def test_creators_without_a_place_come_behind() -> None:
    said = extract(creators(("Zuse", "Mo", "Ash", "Bo"), (1, 2))).said[doi("10.1234/d").value]

    assert [one[0] for one in said["people"]] == ["Zuse", "Mo", "Ash", "Bo"]
    assert said["listed"] == [2, 2]


def test_a_record_without_places_has_no_order() -> None:
    said = extract(creators(("Zuse", "Ash"))).said[doi("10.1234/d").value]

    assert "listed" not in said
    work = merged("w", ["w"], [Said("w", "scicat", None, said)])
    assert (names_of(work), work.people_in_order) == (["Ash", "Zuse"], 0)


def test_a_body_in_the_list_counts_for_its_length_and_is_no_person() -> None:
    triples = creators(("Zuse", "Ice", "Ash"), (1, 2, 3))
    triples.append((NamedNode("https://example.org/who/Ice"), RDF["type"], PAN["Organisation"]))

    said = extract(triples).said[doi("10.1234/d").value]

    assert ([one[0] for one in said["people"]], said["listed"]) == (["Zuse", "Ash"], [2, 3])


def listed(source: str, *names: str, iri: str = "w", order: bool = True) -> Said:
    people = [[name, None, "creator", None, None, None] for name in names]
    facts = {"by": "record", "people": people, **({"listed": [len(names)] * 2} if order else {})}
    return Said(iri, source, None, facts)


@pytest.mark.parametrize(
    ("said", "expected", "known"),
    [
        # One has a list, the other only names: whom it adds comes behind, by name.
        ([listed("b", "Zuse", "Ash"), listed("a", "Mo", "Ash", "Bo", order=False)], "Zuse Ash Bo Mo", 2),
        # The longer list is followed as a whole, though its source comes later by alphabet.
        ([listed("a", "Ash", "Zuse"), listed("b", "Zuse", "Mo", "Ash")], "Zuse Mo Ash", 3),
        # Of two of a length that of the first source; the other's one comes behind.
        ([listed("b", "Bo", "Ash", "Mo"), listed("a", "Zuse", "Mo", "Ash")], "Zuse Mo Ash Bo", 3),
        # A list of the identifier itself before a longer one of a version.
        ([listed("b", "Zuse", "Ash"), listed("a", "Ash", "Bo", "Zuse", iri="w.v1")], "Zuse Ash Bo", 2),
        # The same person in another spelling has one place.
        ([listed("a", "Zuse, Émile", "Ash, Abe"), listed("b", "Emile Zuse", "Abe Ash")], "Émile", 2),
        ([listed("a", "Zuse", order=False), listed("b", "Ash", order=False)], "Ash Zuse", 0),
        ([], "", 0),
    ],
)  # fmt: skip
def test_one_list_is_followed_whatever_was_read_first(said: list[Said], expected: str, known: int) -> None:
    for some_order in permutations(said):
        work = merged("w", ["w", "w.v1"], some_order)
        if expected == "Émile":
            assert names_of(work) == ["Zuse, Émile", "Ash, Abe"]
        else:
            assert names_of(work) == expected.split()
        assert work.people_in_order == known


def test_two_orcids_of_one_name_keep_their_places() -> None:
    ids = [f"https://orcid.org/0000-000{number}-0000-0000" for number in range(2)]
    people = [
        ["Kim, J.", ids[1], "creator", None, None, None],
        ["Kim, J.", ids[0], "creator", None, None, None],
    ]
    work = merged("w", ["w"], [Said("w", "a", None, {"by": "record", "people": people, "listed": [2, 2]})])

    assert [one.orcid for one in work.people] == [ids[1], ids[0]]
    assert work.people_in_order == 2


def test_a_list_that_comes_down_to_one_person_is_no_order() -> None:
    twice = listed("a", "Zuse, Konrad", "Konrad Zuse")
    work = merged("w", ["w"], [twice, listed("b", "Ash", order=False)])

    assert (names_of(work), work.people_in_order) == (["Ash", "Zuse, Konrad"], 0)


LISTS = some.lists(
    some.builds(
        lambda source, names, iri, order: listed(source, *names, iri=iri, order=order and len(names) > 1),
        some.sampled_from("abc"),
        some.lists(some.sampled_from(["Ash", "Bo", "Mo", "Zuse"]), unique=True, max_size=4),
        some.sampled_from(["w", "w.v1"]),
        some.booleans(),
    ),
    max_size=4,
)


@given(LISTS.flatmap(lambda said: some.tuples(some.just(said), some.permutations(said))))
def test_people_do_not_hang_on_the_order_of_reading(both: tuple[list[Said], list[Said]]) -> None:
    one, other = (merged("w", ["w", "w.v1"], said) for said in both)

    assert one == other
    assert {*names_of(one)} == {of[0] for said in both[0] for of in said.facts["people"]}
    assert one.people_in_order != 1


def test_a_book_that_hears_of_another_order_tells_what_a_new_one_tells() -> None:
    first = {f"{GRAPH}/datacite/1": creators(("Ash", "Mo", "Zuse"), (2, 3, 1))}
    later = {f"{GRAPH}/datacite/1": creators(("Ash", "Mo", "Zuse"), (3, 1, 2))}
    kept, anew = Kept(), Kept()

    kept.bring(first, "datacite")
    before = kept.book.work(doi("10.1234/d").value)
    kept.bring(later, "datacite")
    anew.bring(later, "datacite")
    after = kept.book.work(doi("10.1234/d").value)

    assert before is not None
    assert after is not None
    assert names_of(before.work) == ["Zuse", "Ash", "Mo"]
    assert (names_of(after.work), after.work.people_in_order) == (["Mo", "Zuse", "Ash"], 3)
    assert contents(kept) == contents(anew)
