"""`kg pairs` on files as they come: copies, older copies, empty answers, errors, anything else."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from kg.citation.empty_answer import whose_empty_answer
from kg.cli.main import run
from kg.errors import BadInput
from kg.pairs import pairs_in

DATA, ARTICLE, OTHER = "10.15151/esrf-es-1111", "10.1038/s41586-021-01234-5", "10.1107/s2059798320001234"
COUNT_OF_A_VENUE = "index_v2_venue-citation-count_issn-0138-9130.json"


def datacite(*related: tuple[str, str, str]) -> dict[str, Any]:
    """A record of DataCite with these relations: word, identifier, type of identifier."""
    attributes = {
        "doi": DATA,
        "types": {"resourceTypeGeneral": "Dataset"},
        "titles": [{"title": "Session"}],
        "relatedIdentifiers": [
            {"relationType": word, "relatedIdentifier": said, "relatedIdentifierType": scheme}
            for word, said, scheme in related
        ],
    }
    return {"data": {"id": DATA, "type": "dois", "attributes": attributes, "relationships": {}}}


def crossref(*references: str) -> dict[str, Any]:
    """An article of Crossref with these DOIs in its list of references."""
    listed = [{"key": str(number), "DOI": doi} for number, doi in enumerate(references)]
    work = {"DOI": ARTICLE, "type": "journal-article", "title": ["A paper"], "reference": listed}
    return {"status": "ok", "message-type": "work", "message": work}


def file(folder: Path, name: str, body: object) -> Path:
    path = folder / name
    path.write_text(body if isinstance(body, str) else json.dumps(body), "utf-8")
    return path


def ends(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (one["citing"].removeprefix("https://doi.org/"), one["cited"].removeprefix("https://doi.org/"))
        for one in answer["pairs"]
    ]


def test_two_payloads_of_one_record_are_both_heard_in_whatever_order(tmp_path: Path) -> None:
    files = [
        file(tmp_path, "a.json", datacite(("IsCitedBy", ARTICLE, "DOI"))),
        file(tmp_path, "b.json", datacite(("IsSupplementTo", OTHER, "DOI"))),
        file(tmp_path, "c.json", datacite(("IsCitedBy", ARTICLE, "DOI"), ("References", "10.9999/x", "DOI"))),
    ]
    answers = [pairs_in(some) for some in permutations(files)]
    assert set(ends(answers[0])) == {(ARTICLE, DATA), (OTHER, DATA), (DATA, "10.9999/x")}
    told = [{name: one for name, one in answer.items() if name != "files"} for answer in answers]
    assert all(one == told[0] for one in told)


def test_a_copy_of_a_payload_adds_nothing(tmp_path: Path) -> None:
    body = crossref(DATA, ARTICLE)
    first = file(tmp_path, "a.json", body)
    alone = pairs_in([first])
    both = pairs_in([first, file(tmp_path, "copy.json", json.dumps(body, indent=1))])
    for name in ("pairs", "dropped"):
        assert both[name] == alone[name]
    assert both["counts"]["claims"] == alone["counts"]["claims"] == 2
    assert [one["reason"] for one in both["dropped"]] == ["self-loop"]


def test_punctuation_and_brackets_around_a_doi_are_no_part_of_it(tmp_path: Path) -> None:
    said = [
        f"{DATA.upper()}),",
        f"({DATA})",
        f"{DATA}].",
        f"https://doi.org/{DATA.replace('/', '%2F')}",
        f"{DATA} .",
    ]
    balanced = "10.1016/0092-8674%2889%2990900-8"
    found = ends(pairs_in([file(tmp_path, "a.json", crossref(*said, balanced))]))
    assert sorted(found) == [(ARTICLE, "10.1016/0092-8674(89)90900-8"), (ARTICLE, DATA)]


def test_a_journal_is_no_work_that_its_data_are_part_of(tmp_path: Path) -> None:
    answer = pairs_in([file(tmp_path, "a.json", datacite(("IsPublishedIn", "1234-5679", "ISSN")))])
    assert (answer["pairs"], answer["parts"]) == ([], [])


EMPTY = {
    "datacite": {"data": [], "meta": {"total": 0, "totalPages": 0}, "links": {}},
    "crossref": {"status": "ok", "message-type": "work-list", "message": {"total-results": 0, "items": []}},
    "openalex": {"meta": {"count": 0, "page": 1}, "results": []},
    "scholexplorer": {"currentPage": 0, "totalLinks": 0, "totalPages": 0, "result": []},
    "openaire": {"header": {"numFound": 0}, "results": []},
}


@pytest.mark.parametrize("source", EMPTY)
def test_an_answer_that_lists_nothing_is_read_and_says_so(tmp_path: Path, source: str) -> None:
    answer = pairs_in([file(tmp_path, "a.json", EMPTY[source])])
    assert [one["source"] for one in answer["files"]] == [source]
    assert (answer["pairs"], answer["unread"]) == ([], [])


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        {"data": []},
        {"data": [], "meta": {"total": 44}},  # a page behind the last one
        {"data": [], "meta": {"total": False}},
        {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]},
    ],
)
def test_what_is_no_answer_is_never_taken_for_an_empty_one(tmp_path: Path, body: object) -> None:
    assert whose_empty_answer(body) is None
    with pytest.raises(BadInput, match=r"a\.json"):
        pairs_in([file(tmp_path, "a.json", body)])


def test_a_count_of_something_else_is_passed_over_and_named(tmp_path: Path) -> None:
    path = file(tmp_path, COUNT_OF_A_VENUE, [{"count": "64352"}])
    answer = pairs_in([path, file(tmp_path, "a.json", crossref(DATA))])
    assert [one["file"] for one in answer["passed_over"]] == [str(path)]
    assert (answer["unread"], ends(answer)) == ([], [(ARTICLE, DATA)])


@pytest.mark.parametrize(
    ("content", "code"),
    [("", 2), ("{}", 2), ("[]", 2), ('{"data": {"id": ', 2), ("[" * 100_000, 2), ("<html>502</html>", 2)],
)
def test_exit_codes_and_the_name_of_the_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str,
    code: int,
) -> None:
    path = file(tmp_path, "strange.json", content)

    def kg_pairs(place: Path) -> tuple[object, str, str]:
        monkeypatch.setattr("sys.argv", ["kg", "pairs", "--json", str(place)])
        with pytest.raises(SystemExit) as ended:
            run()
        return ended.value.code, *capsys.readouterr()

    exit_code, shown, told = kg_pairs(path)
    assert (exit_code, shown, "strange.json" in told) == (code, "", True)
    file(tmp_path, "good.json", crossref(DATA))
    exit_code, shown, told = kg_pairs(tmp_path)
    assert (exit_code, "strange.json" in told) == (4, True)
    assert ends(json.loads(shown)) == [(ARTICLE, DATA)]


def test_a_folder_without_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=tmp_path.name):
        pairs_in([tmp_path])


def test_what_is_known_not_to_be_data_can_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The article cites the session, and another article, of which a record of its own says so.
    file(tmp_path, "a.json", crossref(DATA, OTHER))
    file(tmp_path, "b.json", datacite())
    other = crossref()
    other["message"] |= {"DOI": OTHER, "title": ["Another paper"]}
    file(tmp_path, "c.json", other)

    def kg_pairs(*options: str) -> str:
        monkeypatch.setattr("sys.argv", ["kg", "pairs", *options, str(tmp_path)])
        with pytest.raises(SystemExit) as ended:
            run()
        assert not ended.value.code
        return capsys.readouterr().out

    whole, data = json.loads(kg_pairs("--json")), json.loads(kg_pairs("--json", "--data-only"))
    assert sorted(ends(whole)) == [(ARTICLE, OTHER), (ARTICLE, DATA)]
    assert [one["flags"] for one in whole["pairs"] if one["cited"].endswith(OTHER)] == [["not-data"]]
    assert ends(data) == [(ARTICLE, DATA)]
    assert (data["counts"]["pairs"], data["counts"]["not_data_left_out"]) == (1, 1)
    assert "not_data_left_out" not in whole["counts"]
    shown = kg_pairs("--data-only")
    assert OTHER not in shown
    assert "1 more pairs left out: what they cite is known not to be data" in shown
