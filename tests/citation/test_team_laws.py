"""Who is behind a citation depends on the other citations of the data; step by step and in one go it is told
alike, whoever joins the team, leaves it or signs its first article."""

from collections.abc import Mapping, Sequence

import pytest
from citation_books import Kept, claimed, contents, dataset, doi
from hypothesis import example, given, settings
from hypothesis import strategies as some
from pyoxigraph import Literal, NamedNode

from kg.citation import conclude
from kg.rdf.names import DCT, FOAF, PAN, RDF
from kg.rdf.terms import Triple

DATA = ("10.15151/esrf-es-1", "10.15151/esrf-es-2")
ARTICLES = ("10.1234/a", "10.1234/b", "10.1234/c", "10.1234/d")
PEOPLE = {"1": "Ada Byron", "2": "Florence Pojer", "3": "Martial Sankar"}
GRAPH = "https://w3id.org/pan-kg/graph/x/"


def signed(name: str, signers: Sequence[str]) -> list[Triple]:
    found: list[Triple] = []
    for key in signers:
        person = NamedNode(f"https://w3id.org/pan-kg/id/person/x/{key}")
        found += [(doi(name), DCT["creator"], person), (person, RDF["type"], PAN["Person"])]
        found.append((person, FOAF["name"], Literal(PEOPLE[key])))
    return found


def article(name: str, year: str, signers: Sequence[str]) -> list[Triple]:
    return [
        (doi(name), RDF["type"], PAN["Publication"]),
        (doi(name), DCT["issued"], Literal(year)),
        *signed(name, signers),
    ]


signers = some.sets(some.sampled_from(sorted(PEOPLE)), max_size=2).map(sorted)
years = some.sampled_from(("2019", "2021", "2022"))
articles = some.builds(article, some.sampled_from(ARTICLES), years, signers)
data = some.builds(
    lambda name, people: dataset(name, issued="2019") + signed(name, people),
    some.sampled_from(DATA),
    signers,
)
relations = some.sampled_from(("Cites", "Cites", "Cites", "IsSupplementedBy", "IsDocumentedBy"))
claims = some.builds(claimed, some.sampled_from(ARTICLES), relations, some.sampled_from(DATA))
turned = some.builds(
    claimed, some.sampled_from(DATA), some.sampled_from(("Cites",)), some.sampled_from(ARTICLES)
)
statement = some.one_of(articles, articles, data, claims, claims, claims, turned)
graphs = some.dictionaries(some.sampled_from([f"{GRAPH}{number}" for number in range(9)]), statement)


def _of(**said: list[Triple]) -> dict[str, list[Triple]]:
    return {GRAPH + name: triples for name, triples in said.items()}


_KNOWN = _of(
    data=dataset(DATA[0], issued="2019") + signed(DATA[0], "1"),
    one=article(ARTICLES[0], "2022", "1"),
    cites=claimed(ARTICLES[0], "Cites", DATA[0]),
    other=claimed(ARTICLES[1], "Cites", DATA[0]),
)

_WITH_2 = article(ARTICLES[0], "2021", "12")  # then the second is of the team as well


@settings(max_examples=300)
@given(some.lists(graphs, min_size=2, max_size=4))
@example([_KNOWN, _KNOWN | _of(two=article(ARTICLES[1], "2021", "1"))])  # an earlier article of the team
@example([_KNOWN | _of(two=article(ARTICLES[1], "2021", "1")), _KNOWN])
@example([_KNOWN, {name: said for name, said in _KNOWN.items() if not name.endswith("cites")}])
@example([_KNOWN, _KNOWN | _of(two=article(ARTICLES[1], "2022", "2"))])
@example([_KNOWN | _of(one=_WITH_2), _KNOWN | _of(one=_WITH_2, two=article(ARTICLES[1], "2022", "2"))])
def test_step_by_step_is_in_one_go(steps: Sequence[Mapping[str, list[Triple]]]) -> None:
    grown, made = Kept(), Kept()
    for step in steps:
        grown.bring(step)
    made.bring(steps[-1])

    assert contents(grown) == contents(made)


def test_a_new_citation_by_others_leaves_the_rest_of_the_pairs_alone() -> None:
    kept = Kept()
    kept.bring(_KNOWN | _of(two=article(ARTICLES[1], "2022", "2")))
    before = _ids(kept)
    kept.bring(
        _KNOWN
        | _of(
            two=article(ARTICLES[1], "2022", "2"),
            three=article(ARTICLES[2], "2022", "3"),
            more=claimed(ARTICLES[2], "Cites", DATA[0]),
        )
    )
    after = _ids(kept)

    assert len(before) == 2
    assert before.items() <= after.items()  # the same rows, not written again
    assert len(after) == 3


def test_a_change_is_told_once_in_however_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conclude, "_MOST_ENDS", 1)
    more = {
        "b": article(ARTICLES[1], "2021", "12"),  # the companion now, so that c is of the team
        "c": article(ARTICLES[2], "2022", "2"),
        "d": article(ARTICLES[3], "2022", "3"),
    }
    cites = {f"cites{n}": claimed(ARTICLES[n], "Cites", DATA[0]) for n in (1, 2, 3)}
    kept = Kept()
    kept.bring(_of(data=_KNOWN[f"{GRAPH}data"], one=_KNOWN[f"{GRAPH}one"], cites=_KNOWN[f"{GRAPH}cites"]))
    kept.bring({**_KNOWN, **_of(**more, **cites)})

    told = [(change.citing.rpartition("/")[2], change.what) for change in kept.book.changes(since=1)]
    assert told == [("a", "reclassified"), ("b", "added"), ("c", "added"), ("d", "added")]


def _ids(kept: Kept) -> dict[str, int]:
    return dict(kept.database.execute("SELECT node, id FROM pair").fetchall())
