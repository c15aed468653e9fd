"""Services that list nothing about any DOI: a dead or moved one is told from one that has nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from replay import RecordedWorld

from harvesters._listed import check_end
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record

DOI = "10.5072/a"
WORK = {"id": "https://openalex.org/W1", "doi": f"https://doi.org/{DOI}", "cited_by_count": 5}


@dataclass
class OneAnswer(RecordedWorld):
    """Gives the same answer to whatever it is asked, or refuses all of it; other answers by path."""

    answer: Any = None
    status: int = 200
    others: dict[str, Any] = field(default_factory=dict)

    def _answer(self, method: str, path: str, params: Mapping[str, str | int]) -> Any:  # noqa: ANN401
        for name, answer in self.others.items():
            if path.startswith(name):
                if isinstance(answer, BadInput):
                    raise answer
                return answer
        if self.status != 200:
            raise BadInput(f"{self.place}{path} answered {self.status} Not Found")
        return self.answer


def asked(source: str, **of: Any) -> list[Any]:  # noqa: ANN401
    world = OneAnswer("https://api.example", identifiers=[DOI], **of)
    return [one for one in load_source(source).records(world) if isinstance(one, Record | Aside)]


LISTING = ["scholexplorer", "openaire", "europepmc", "opencitations", "dataciteevents"]


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("source", LISTING)
def test_a_list_that_is_not_there_is_no_empty_list(source: str, status: int) -> None:
    """Else one that was shut down would look like one that knows of no citations, and is well."""
    with pytest.raises(SourceUnavailable, match="has moved"):
        asked(source, status=status)


@pytest.mark.parametrize("source", ["crossref", "openalex", "datacitelinks"])
def test_where_one_work_is_looked_up_it_is_not_known(source: str) -> None:
    (aside,) = asked(source, status=404)

    assert aside.reason == "not known there"


EMPTY = {
    "scholexplorer": {"currentPage": 0, "totalLinks": 5, "totalPages": 1, "result": []},
    "openaire": {"header": {"numFound": 5}, "results": []},
    "europepmc": {"hitCount": 5, "resultList": {"result": []}},
    "dataciteevents": {"data": [], "meta": {"total": 5}, "links": {}},
}


@pytest.mark.parametrize("source", EMPTY)
def test_an_empty_list_that_says_there_are_some_is_cut_short(source: str) -> None:
    with pytest.raises(SourceUnavailable, match="there are 5 and lists 0"):
        asked(source, answer=EMPTY[source])


def test_openalex_is_held_to_its_count() -> None:
    nothing = {"results": [], "meta": {"count": 5, "next_cursor": None}}

    with pytest.raises(SourceUnavailable, match="there are 5 and lists 0"):
        asked("openalex", answer=nothing, others={f"/works/doi:{DOI}": WORK})


def test_a_citing_work_that_is_not_found_again_cites_all_the_same() -> None:
    cut = {"id": "https://openalex.org/W2", "is_authors_truncated": True, "referenced_works": [WORK["id"]]}
    page = {"results": [cut], "meta": {"count": 1, "next_cursor": None}}
    gone = BadInput("https://api.example/works/W2 answered 404 Not Found")

    found = asked("openalex", answer=page, others={f"/works/doi:{DOI}": WORK, "/works/W2": gone})

    assert [type(one) for one in found] == [Record, Record]


@pytest.mark.parametrize(
    "body", [{}, [], None, {"errors": [{"status": "500"}]}, {"data": []}, {"data": {"id": 5}}]
)
def test_what_is_no_record_of_datacite_is_a_fault_of_the_service(body: Any) -> None:  # noqa: ANN401
    with pytest.raises(SourceUnavailable, match="no record of a DOI"):
        asked("datacitelinks", answer=body)


def test_europe_pmc_must_list_annotations() -> None:
    hit = {"id": "1", "source": "MED", "hasTMAccessionNumbers": "Y"}
    search = {"hitCount": 1, "resultList": {"result": [hit]}}
    links = {"/webservices/rest/search": search, "/webservices/rest/MED": {}}

    with pytest.raises(SourceUnavailable, match="annotationsByArticleIds"):
        asked("europepmc", answer={"errCode": 500}, others=links)


@pytest.mark.parametrize(
    ("total", "given", "is_whole"),
    [
        (0, 0, True),
        (5, 5, True),
        (5, 0, False),
        (150, 148, True),  # two were taken away while the list was read
        (150, 50, False),  # a whole page is missing
        (45, 44, True),
        ("x", 0, True),
        (None, 0, True),
        ("9" * 40, 0, True),
    ],
)
def test_a_list_is_whole_but_for_what_may_have_changed_meanwhile(
    total: object, given: int, is_whole: bool
) -> None:
    answer = {"meta": {"count": total}}

    if is_whole:
        check_end("https://api.example", answer, given, 99)
    else:
        with pytest.raises(SourceUnavailable, match=f"lists {given}"):
            check_end("https://api.example", answer, given, 99)


def test_a_list_of_datacite_that_ends_early_is_cut_short() -> None:
    """Two records of 2,000: else the rest would look like taken away, and the source as if it were well."""
    page = [{"id": f"10.5072/{n}", "type": "dois", "attributes": {"doi": f"10.5072/{n}"}} for n in range(2)]
    answers = {"data": page, "meta": {"total": 2000}, "links": {}}

    with pytest.raises(SourceUnavailable, match="there are 2000 and lists 2"):
        asked("datacite", answer=answers, options={"prefix": "10.5072"})
    assert len(asked("datacite", answer=answers | {"meta": {"total": 2}}, options={"prefix": "10.5072"})) == 2
